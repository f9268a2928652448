import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTypeAhead, SUGGESTIONS, suggest } from '#domain/codeset/type-ahead';

const rows = [
  { code: 'I10', title: 'Essential (primary) hypertension', billable: true },
  { code: 'I15', title: 'Secondary hypertension', billable: false },
  { code: 'I150', title: 'Renovascular hypertension', billable: true, parent: 'I15' },
  { code: 'I50', title: 'Heart failure', billable: false },
  { code: 'I502', title: 'Systolic (congestive) heart failure', billable: false, parent: 'I50' },
  { code: 'I5023', title: 'Acute on chronic systolic (congestive) heart failure', billable: true, parent: 'I502' },
  { code: 'I509', title: 'Heart failure, unspecified', billable: true, parent: 'I50' },
  { code: 'S934', title: 'Sprain of ankle', billable: false },
  { code: 'S93401', title: 'Sprain of unspecified ligament of right ankle', billable: false, parent: 'S934' },
  {
    code: 'S93401A',
    title: 'Sprain of unspecified ligament of right ankle, initial encounter',
    billable: true,
    parent: 'S93401',
  },
  {
    code: 'S93401S',
    title: 'Sprain of unspecified ligament of right ankle, sequela',
    billable: true,
    parent: 'S93401',
  },
  { code: 'W03', title: 'Other fall on same level due to collision with another person', billable: false },
  {
    code: 'W03XXXA',
    title: 'Other fall on same level due to collision with another person, initial encounter',
    billable: true,
    parent: 'W03',
  },
];
const typeAhead = buildTypeAhead('icd10cm', rows);
const codes = (typed: string) => suggest(typeAhead, typed).map(({ code }) => code);

describe('a code', () => {
  test.each([
    ['I50', 'I50'],
    ['i50.9', 'I50.9'],
    [' I509 ', 'I50.9'],
    ['s93.401a', 'S93.401A'],
  ])('%s offers %s first', (typed, first) => {
    expect(codes(typed)[0]).toBe(first);
  });
  test('the beginning of a code offers what stands below it, in order', () => {
    expect(codes('i50')).toEqual(['I50', 'I50.2', 'I50.23', 'I50.9']);
  });
  test('without its placeholder is offered with it', () => {
    expect(suggest(typeAhead, 'W03A')).toMatchObject([{ code: 'W03.XXXA', hint: 'written with the placeholder X' }]);
  });
  test('a suggestion has the headers above it, category first', () => {
    expect(suggest(typeAhead, 'I50.23')[0]?.path).toEqual([
      'I50 Heart failure',
      'I50.2 Systolic (congestive) heart failure',
    ]);
  });
});

describe('words', () => {
  test.each([
    ['in any order', 'ankle sprain right', 'S93.401A'],
    ['by their beginnings', 'spr ank init', 'S93.401A'],
    ['abbreviated', 'CHF', 'I50.9'],
    ['abbreviated, with the index default', 'htn', 'I10'],
    ['with one slip', 'hypertensoin renovascular', 'I15.0'],
    ['with noise dropped', 's/p sprain', 'S93.4'],
  ])('%s', (_, typed, first) => {
    expect(codes(typed)[0]).toBe(first);
  });
  test('the index default comes first, whatever the order of the words', () => {
    expect(codes('failure heart')[0]).toBe('I50.9');
  });
  test('when no title has them all, the words titles use instead are tried', () => {
    const bones = buildTypeAhead('icd10cm', [
      { code: 'S7200', title: 'Fracture of unspecified part of neck of femur', billable: false },
      { code: 'I129', title: 'Hypertensive chronic kidney disease with stage 1', billable: true },
    ]);
    const first = (typed: string) => suggest(bones, typed)[0]?.code;
    expect(first('femoral neck fx')).toBe('S72.00');
    expect(first('renal disease hypertension')).toBe('I12.9');
    expect(first('femoral neck sprain')).toBeUndefined();
  });
  test('services are found by the words of the trade; diagnoses keep their own', () => {
    const rows = [
      { code: 'PX124', title: 'Emergency department visit, level 4', billable: true },
      { code: 'PX203', title: 'Skin sample by punch, first lesion', billable: true },
      { code: 'PX245', title: 'Closing a wound in one layer, face, over 8.0 cm', billable: true },
    ];
    const first = (typed: string) => suggest(buildTypeAhead('px', rows), typed)[0]?.code;
    expect(first('ed visit 4')).toBe('PX124');
    expect(first('punch biopsy')).toBe('PX203');
    expect(first('laceration repair face')).toBe('PX245');
    expect(suggest(buildTypeAhead('icd10cm', rows), 'ed visit')).toEqual([]);
  });
  test('all words have to be there', () => {
    expect(codes('ankle heart')).toEqual([]);
  });
  test('the initial encounter comes before the sequela', () => {
    const found = codes('sprain ligament right');
    expect(found.indexOf('S93.401A')).toBeLessThan(found.indexOf('S93.401S'));
  });
});

test('whatever is typed: at most twelve, each once, no exception', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
      const found = codes(typed);
      expect(found.length).toBeLessThanOrEqual(SUGGESTIONS);
      expect(new Set(found).size).toBe(found.length);
    }),
  );
});

test('every word of a title finds its row among the matches (checked against a plain scan)', () => {
  fc.assert(
    fc.property(fc.constantFrom(...rows), fc.nat(), fc.nat(), (row, one, other) => {
      const words = row.title.toLowerCase().match(/[a-z0-9]{3,}/g) ?? [];
      const typed = `${words[one % words.length]} ${words[other % words.length]}`;
      const plain = rows.filter(({ title }) => {
        const own = title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
        return typed.split(' ').every((word) => own.some((known) => known.startsWith(word)));
      });
      expect(
        suggest(typeAhead, typed)
          .map(({ title }) => title)
          .sort(),
      ).toEqual(plain.map(({ title }) => title).sort());
    }),
  );
});
