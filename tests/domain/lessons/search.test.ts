import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPlaces, showPlace } from '#domain/lessons/search';
import { SMALL_SITE, smallSearch } from './search-corpus.ts';

const search = smallSearch();
const addresses = (typed: string, most = 8) => findPlaces(search, typed, most).places.map(({ address }) => address);
const TERM = '/learn/glossary/d#';

describe('the first answer to', () => {
  test.each([
    ['a title', 'heart failure', `${TERM}heart-failure`],
    ['a title in capitals', 'HEART FAILURE', `${TERM}heart-failure`],
    ['an abbreviation that is a term', 'chf', `${TERM}chf`],
    ['a heading of one small word', 'with', '/learn/t/diabetes#with'],
    ['a code', 'E11.22', '/codes/icd-10-cm/E11'],
    ['the code without its point', 'e1122', '/codes/icd-10-cm/E11'],
    ['the beginning of a code', 'N18', '/codes/icd-10-cm/N18'],
    ['another name', 'bleeding', `${TERM}hemorrhage`],
    ['British spelling', 'haemorrhage', `${TERM}hemorrhage`],
    ['accents', 'sépsis', `${TERM}sepsis`],
    ['letters joined by a sign', 'i&d', `${TERM}incision-and-drainage`],
    ['a slip in a letter', 'sepsus', `${TERM}sepsis`],
    ['two slips in a long word', 'hemmorhage', `${TERM}hemorrhage`],
    ['letters swapped', 'spesis', `${TERM}sepsis`],
    ['a missing space', 'heartfailure', `${TERM}heart-failure`],
    ['a beginning', 'hemorr', `${TERM}hemorrhage`],
    ['an abbreviation, not the word its stem would be', 'NOS', `${TERM}nos`],
    ['words that are not shown', 'retinopathy', '/codes/icd-10-cm/E11'],
    ['a number written as a word', 'type two diabetes', '/codes/icd-10-cm/E11'],
  ])('%s: %s', (_, typed, address) => expect(addresses(typed)[0]).toBe(address));
});

test('a code with and without its point is answered by the same places', () => {
  expect(addresses('N18.32')).toEqual(addresses('n1832'));
  expect(addresses('N18.32')).toContain('/learn/t/diabetes#kidney');
});
test('an abbreviation finds what it stands for', () => expect(addresses('chf')).toContain(`${TERM}heart-failure`));
test('without is another word than with', () => {
  expect(addresses('without a stage')[0]).toBe('/learn/t/diabetes#kidney');
  expect(addresses('w/o stage')[0]).toBe('/learn/t/diabetes#kidney');
});
test('a slip is looked for only where the index has nothing else', () => {
  expect(addresses('sepsis')).toEqual([`${TERM}sepsis`]);
});
test('nothing typed, and nothing like it, finds nothing and says which words', () => {
  expect(findPlaces(search, ' \n', 8)).toEqual({ places: [], count: 0, unknown: [] });
  expect(findPlaces(search, 'xylophone heart', 8).unknown).toEqual(['xylophone']);
});
test('one kind alone', () => {
  const { places, count } = findPlaces(search, 'diabetes', 8, 'code');
  expect(places.map(({ kind }) => kind)).toEqual(['code']);
  expect(count).toBe(1);
});
test('one lesson does not fill the list', () => {
  expect(addresses('diabetes', 4).filter((address) => address.startsWith('/learn/t/'))).toHaveLength(2);
});
test('texts of lessons are not sent with the index; all else is', () => {
  expect(search.documents.map(({ kind, text }) => (kind === 'lesson') === (text === undefined))).not.toContain(false);
});

describe('what is shown', () => {
  const shown = (typed: string, address: string) => {
    const place = findPlaces(search, typed, 8).places.find((one) => one.address === address);
    if (!place) throw new Error(`${address} was not found`);
    return showPlace(place, SMALL_SITE.find((one) => one.address === address)?.text ?? '');
  };
  const cut = ({ text, marks }: { text: string; marks: [number, number][] }) =>
    marks.map(([start, end]) => text.slice(start, end));
  test('has the heading for a title, the page beside it, and what was asked marked', () => {
    const { title, page, passage } = shown('diabetic kidney e1122', '/learn/t/diabetes#kidney');
    expect([title.text, cut(title), page]).toEqual(['The kidney', ['kidney'], 'Diabetes and its complications']);
    expect(cut(passage)).toEqual(['Diabetes', 'kidney', 'E11.22']);
  });
});

/** What somebody may type who means no harm, or some: words, signs of lunr's own language, names JavaScript knows. */
const typedText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        'heart',
        'E11.',
        '+',
        '-',
        '*',
        '~',
        '^',
        ':',
        'title:',
        '~9',
        '^0',
        '\\',
        '"',
        '🩺',
        '__proto__',
      ) as fc.Arbitrary<string>,
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
  fc.constantFrom(
    'constructor',
    'toString',
    '__proto__',
    'hasOwnProperty',
    '_index',
    'length',
    '\u0000',
    '\ud800',
    'İ',
  ),
  fc.constantFrom('a', 'é', '🩺', 'heart ', '*', 'w/o ').map((unit) => unit.repeat(10_000 / unit.length)),
);

test('nothing that can be typed makes it throw, and every mark lies in its text', () => {
  fc.assert(
    fc.property(typedText, (typed) => {
      const { places, count } = findPlaces(search, typed, 8);
      expect(count).toBeGreaterThanOrEqual(places.length);
      for (const place of places) {
        const { title, passage } = showPlace(place, place.text ?? typed);
        for (const { text, marks } of [title, passage])
          marks.reduce((last, [start, end]) => {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
            return end;
          }, 0);
      }
    }),
    { numRuns: 400 },
  );
});
test('the same question has the same answer', () => {
  fc.assert(
    fc.property(typedText, (typed) => {
      expect(addresses(typed)).toEqual(addresses(typed));
    }),
    { numRuns: 100 },
  );
});
