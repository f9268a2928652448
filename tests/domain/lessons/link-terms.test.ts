import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { termKey } from '#domain/lessons/glossary';
import { linkTerms } from '#domain/lessons/link-terms';

const glossary = [
  { term: 'diagnosis', aliases: ['diagnoses'] },
  { term: 'principal diagnosis', aliases: [] },
  { term: 'MS', aliases: [] },
  { term: 'OR', aliases: [] },
  { term: 'ICD', aliases: [] },
  { term: '-itis', aliases: [] },
  { term: 'abscess', aliases: [] },
  { term: 'end-stage renal disease', aliases: ['ESRD'] },
  { term: 'sign', aliases: [], plainWord: true as const },
];
const linked = (text: string, already?: Set<string>) =>
  linkTerms(text, glossary, already).flatMap(({ text: run, term }) => (term === undefined ? [] : [`${run}>${term}`]));

describe('linked is', () => {
  test.each([
    ['the first occurrence only', 'A diagnosis and a diagnosis.', ['diagnosis>diagnosis']],
    [
      'the longest term',
      'Principal diagnosis first, any diagnosis next.',
      ['Principal diagnosis>principal-diagnosis', 'diagnosis>diagnosis'],
    ],
    [
      'never a word inside a term that stands again',
      'The principal diagnosis is the principal diagnosis.',
      ['principal diagnosis>principal-diagnosis'],
    ],
    ['a whole word', 'undiagnosis diagnosisx re-diagnosis', []],
    ['a word beside punctuation', '(diagnosis), “ESRD”', ['diagnosis>diagnosis', 'ESRD>end-stage-renal-disease']],
    ['an alias, as its term', 'Two diagnoses', ['diagnoses>diagnosis']],
    ['a plural', 'Abscesses and ORs', ['Abscesses>abscess', 'ORs>or']],
    ['an abbreviation in capitals only', 'this or that; 5 ms; OR', ['OR>or']],
    ['a hyphen like a space', 'End stage renal disease', ['End stage renal disease>end-stage-renal-disease']],
    ['no part of a code set’s name', 'ICD-10-CM', []],
    ['a word part', 'The ending -itis', ['-itis>itis']],
    ['no ending inside a word', 'carditis, card-itis', []],
    ['no everyday word', 'Please sign', []],
  ])('%s', (_, text, expected) => expect(linked(text)).toEqual(expected));

  test('nothing that was linked further up', () =>
    expect(linked('A diagnosis, ESRD', new Set(['diagnosis']))).toEqual(['ESRD>end-stage-renal-disease']));
});

describe('for any text and glossary', () => {
  const word = fc.oneof(
    fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }),
    fc.constantFrom('MS', 'a-', 'diagnosis', 'a b'),
  );
  const terms = fc.array(fc.record({ term: word, aliases: fc.array(word, { maxLength: 3 }) }), { maxLength: 8 });
  const texts = (known: { term: string; aliases: string[] }[]) =>
    fc
      .array(
        fc.oneof(
          fc.constantFrom(' ', '-', 's', ', ', ...known.flatMap(({ term, aliases }) => [term, ...aliases])),
          fc.string({ unit: 'binary' }),
        ),
      )
      .map((pieces) => pieces.join(''));
  const cases = terms.chain((known) => fc.tuple(fc.constant(known), texts(known)));

  test('the runs join to the text, none is empty, and no term is linked twice', () =>
    fc.assert(
      fc.property(cases, ([known, text]) => {
        const runs = linkTerms(text, known);
        expect(runs.map((run) => run.text).join('')).toBe(text);
        expect(runs.every((run) => run.text !== '')).toBe(true);
        const keys = runs.flatMap(({ term }) => (term === undefined ? [] : [term]));
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.every((key) => known.some(({ term }) => termKey(term) === key))).toBe(true);
      }),
      { numRuns: 400 },
    ));

  test('what was linked once stays plain when the runs are linked again', () =>
    fc.assert(
      fc.property(cases, ([known, text]) => {
        const keys = linkTerms(text, known).flatMap(({ term }) => (term === undefined ? [] : [term]));
        expect(linkTerms(text, known, new Set(keys)).every(({ term }) => term === undefined)).toBe(true);
      }),
    ));
});

test('a long text takes no time worth speaking of', () => {
  const text = 'The principal diagnosis of a patient with end-stage renal disease. '.repeat(2_000);
  const many = Array.from({ length: 800 }, (_, at) => ({ term: `term ${at} of many`, aliases: [`t${at}`] }));
  const start = performance.now();
  linkTerms(text, [...many, ...glossary]);
  expect(performance.now() - start).toBeLessThan(1_500);
});
