import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packPostings, unpackPostings } from '#domain/lessons/search/packed-postings';
import { passageOf } from '#domain/lessons/search/passage';
import { termOf } from '#domain/lessons/search/question';
import { plainForm, slipsFor, wordsIn } from '#domain/lessons/search/words';

describe('the words of', () => {
  test.each([
    ['a code with its point', 'See E11.65.', ['see', 'e1165']],
    ['a range', 'E08–E13 and I10-I16', ['e08', 'e13', 'and', 'i10', 'i16']],
    ['a code in brackets', '(T38.0X5A)', ['t380x5a']],
    ['joined letters', 'E/M, I&D, w/o, and/or', ['em', 'id', 'wo', 'and', 'or']],
    ['accents and capitals', 'Ménière SJÖGREN', ['meniere', 'sjogren']],
    ['a possessive', "Crohn's disease", ['crohn', 'disease']],
    ['a hyphen', 'follow-up', ['follow', 'up']],
    ['a citation', 'OG I.C.4.a.2', ['og', 'i', 'c', '4', 'a', '2']],
    ['signs alone', '*~^+-:"', []],
  ])('%s', (_, text, forms) => expect(wordsIn(text).map(({ form }) => form)).toEqual(forms));
  test('lie where they are said to', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let last = 0;
        for (const { form, start, end } of wordsIn(text)) {
          expect(form).not.toBe('');
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
    );
  });
});

describe('one term for', () => {
  test.each([
    ['diabetes', 'diabetic'],
    ['codes', 'coding'],
    ['diagnosis', 'diagnoses'],
    ['stenosis', 'stenotic'],
    ['anemia', 'anaemic'],
    ['hemorrhage', 'haemorrhages'],
    ['anesthesia', 'anaesthesia'],
    ['hospitalization', 'hospitalisation'],
    ['esophagus', 'oesophagus'],
    ['queries', 'query'],
    ['tumor', 'tumours'],
  ])('%s and %s', (one, other) => expect(termOf(other)).toBe(termOf(one)));
  test.each([
    ['NOS', 'no'],
    ['with', 'without'],
    ['hypo', 'hyper'],
    ['E11', 'E10'],
    ['ileum', 'ilium'],
    ['raise', 'raze'],
  ])('not for %s and %s', (one, other) => expect(termOf(one.toLowerCase())).not.toBe(termOf(other.toLowerCase())));
});

test.each([
  ['haemorrhage', 'hemorrhage'],
  ['disease', 'disease'],
  ['raised', 'raised'],
  ['generalised', 'generalized'],
  ['area', 'area'],
  ['two', '2'],
])('the plain form of %s is %s', (form, plain) => expect(plainForm(form)).toBe(plain));

test.each([
  ['dm', 0],
  ['e1165', 0],
  ['gout', 1],
  ['sequela', 1],
  ['diabetes', 2],
])('%s may have %i slips', (form, slips) => expect(slipsFor(form)).toBe(slips));

test('postings are what they were when they are unpacked', () => {
  const terms = fc.array(fc.constantFrom('a', 'b', 'code', 'e11', 'zz'), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(fc.record({ title: terms, text: terms }), { maxLength: 6 }), (documents) => {
      const packed = packPostings(documents, ['title', 'text']);
      const read = documents.map(() => ({ title: [] as string[], text: [] as string[] }));
      for (const { field, document, places, times } of unpackPostings(JSON.parse(JSON.stringify(packed))))
        for (const [at, place] of places.entries())
          for (let time = 0; time < (times[at] ?? 0); time++)
            read[document]?.[field as 'title' | 'text'].push(packed.terms[place] ?? '');
      const sorted = documents.map(({ title, text }) => ({ title: title.toSorted(), text: text.toSorted() }));
      expect(read).toEqual(sorted);
    }),
  );
});

describe('a passage', () => {
  const LONG = `${'Nothing of it stands here. '.repeat(20)}Then comes sepsis with shock. ${'And nothing again. '.repeat(20)}`;
  const of = (text: string, ...terms: string[]) =>
    passageOf(text, new Map(terms.map((term) => [termOf(term), 1])), termOf);
  test('begins with the sentence that has what was asked, and says that there is more', () => {
    const { text, marks } = of(LONG, 'sepsis', 'shock');
    expect(text).toMatch(/^… .*Then comes sepsis with shock\..* …$/);
    expect(marks.map(([start, end]) => text.slice(start, end))).toEqual(['sepsis', 'shock']);
  });
  test('is the beginning where there is nothing of it', () => expect(of(LONG, 'gout').text).toMatch(/^Nothing of it/));
  test('is the whole of a short text', () => expect(of('Short.', 'gout').text).toBe('Short.'));
  test('is never much longer than two lines', () => {
    fc.assert(fc.property(fc.string({ maxLength: 2000 }), (text) => of(text, 'a').text.length < 300));
  });
});
