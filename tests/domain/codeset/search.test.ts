import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildIndex } from '#domain/codeset/search/build-index';
import type { SearchDocument } from '#domain/codeset/search/document';
import { groupFound } from '#domain/codeset/search/groups';
import { indexOfParts, partsOf } from '#domain/codeset/search/index-parts';
import { search } from '#domain/codeset/search/search';

const row = (code: string, title: string, parent?: string, ...terms: string[]): SearchDocument => ({
  code,
  title,
  billable: code.length > 4 || ['I10', 'I509', 'I219', 'I150', 'M545', 'R300'].includes(code),
  ...(parent !== undefined && { parent }),
  terms,
});

const diagnoses = [
  row('I10', 'Essential (primary) hypertension', undefined, 'High blood pressure'),
  row('I15', 'Secondary hypertension'),
  row('I150', 'Renovascular hypertension', 'I15'),
  row('I21', 'Acute myocardial infarction', undefined, 'Coronary (artery) embolism'),
  row('I219', 'Acute myocardial infarction, unspecified', 'I21'),
  row('I50', 'Heart failure'),
  row('I502', 'Systolic (congestive) heart failure', 'I50'),
  row('I5023', 'Acute on chronic systolic (congestive) heart failure', 'I502'),
  row('I509', 'Heart failure, unspecified', 'I50'),
  row('H810', "Meniere's disease", undefined, 'Ménière’s vertigo'),
  row('I252', 'Old myocardial infarction'),
  row('M545', 'Low back pain', undefined, 'Lumbago NOS'),
  row('Z9049', 'Acquired absence of other specified parts of digestive tract'),
  row('R300', 'Dysuria', undefined, 'Strangury'),
  row('S934', 'Sprain of ankle'),
  row('S9340', 'Sprain of unspecified ligament of ankle', 'S934', 'Sprained ankle NOS'),
  row('S93401', 'Sprain of unspecified ligament of right ankle', 'S9340'),
  row('S93402', 'Sprain of unspecified ligament of left ankle', 'S9340'),
  ...['S93401', 'S93402'].flatMap((header, at) => {
    const title = `Sprain of unspecified ligament of ${at === 0 ? 'right' : 'left'} ankle`;
    return [
      row(`${header}A`, `${title}, initial encounter`, header),
      row(`${header}D`, `${title}, subsequent encounter`, header),
      row(`${header}S`, `${title}, sequela`, header),
    ];
  }),
  row('W03', 'Other fall on same level due to collision with another person'),
  row('W03XXXA', 'Other fall on same level due to collision with another person, initial encounter', 'W03'),
].map((document) => ({ ...document, billable: document.billable && !/^S9340[12]?$/.test(document.code) }));

const index = buildIndex('icd10cm', diagnoses);
const codes = (typed: string) => search(index, typed, 12).map(({ code }) => code);

describe('a code', () => {
  test.each([
    ['I50', 'I50'],
    ['i50.9', 'I50.9'],
    [' I509 ', 'I50.9'],
    ['s93.401a', 'S93.401A'],
  ])('%s comes first', (typed, first) => {
    expect(codes(typed)[0]).toBe(first);
  });
  test('its beginning gives what stands below it, in order', () => {
    expect(codes('i50')).toEqual(['I50', 'I50.2', 'I50.23', 'I50.9']);
  });
  test('without its placeholder is found with it', () => {
    expect(codes('W03A')).toEqual(['W03.XXXA']);
  });
  test('has the headers above it, widest first', () => {
    expect(search(index, 'I50.23', 1)[0]?.path).toEqual([
      'I50 Heart failure',
      'I50.2 Systolic (congestive) heart failure',
    ]);
  });
});

describe('words', () => {
  test.each([
    ['in any order', 'failure systolic chronic acute', 'I50.23'],
    ['of the index, for which the title has others', 'lumbago', 'M54.5'],
    ['by their beginnings', 'renovasc hyper', 'I15.0'],
    ['abbreviated', 'CHF', 'I50.9'],
    ['lay', 'heart attack', 'I21.9'],
    ['lay, with a name of the index', 'high blood pressure', 'I10'],
    ['with a slip', 'hypertensoin renovascular', 'I15.0'],
    ['with two slips in a long one', 'renovsacualr', 'I15.0'],
    ['of which one is nowhere', 'zzyzx dysuria', 'R30.0'],
    ['with noise', 's/p low back pain', 'M54.5'],
    ['as an adjective', 'hypertensive renovascular', 'I15.0'],
    ['with accents where the title has none', 'Ménière', 'H81.0'],
    ['without accents where the index has them', 'meniere vertigo', 'H81.0'],
    ['of what was done', 's/p appendectomy', 'Z90.49'],
    ['of what is over', 's/p heart attack', 'I25.2'],
  ])('%s', (_, typed, first) => {
    expect(codes(typed)[0]).toBe(first);
  });
  test('say which other name was found', () => {
    expect(search(index, 'lumbago', 1)[0]?.matched).toBe('Lumbago NOS');
    expect(search(index, 'dysuria', 1)[0]?.matched).toBeUndefined();
  });
  test('learned from names: what one name says instead of another', () => {
    const learned = buildIndex('icd10cm', [
      row('A101', 'Disorder of heart', undefined, 'Cardiopathy'),
      row('A102', 'Abscess of heart', undefined, 'Cardiopathy with abscess'),
      row('A103', 'Cyst of heart', undefined, 'Cystic cardiopathy'),
      row('A104', 'Rupture of heart'),
      row('A105', 'Rupture of spleen'),
    ]);
    expect(search(learned, 'cardiopathy rupture', 1)[0]?.code).toBe('A10.4');
  });
});

describe('an answer with every word, and one without', () => {
  const isSure = (typed: string) => search(index, typed, 12).map(({ hasAllWords }) => hasAllWords);
  test.each([
    'spr ank init',
    'chf',
    'heart attack',
    'hypertensoin renovascular',
    'status post low back pain',
    'i50',
    'W03A',
  ])('%s is found whole', (typed) => {
    expect(isSure(typed)[0]).toBe(true);
  });
  test.each(['ankle heart', 'zzyzx dysuria', 'sprain infarction'])('%s: nothing has it all', (typed) => {
    expect(isSure(typed)).not.toContain(true);
  });
  test.each(['zzyzx', 'I50.999', 'qqq wwwww'])('%s finds nothing', (typed) => {
    expect(codes(typed)).toEqual([]);
  });
  test('where no title has them all, the words titles use instead are tried', () => {
    const bones = buildIndex('icd10cm', [
      row('S7200', 'Fracture of unspecified part of neck of femur'),
      row('I129', 'Hypertensive chronic kidney disease with stage 1'),
    ]);
    const first = (typed: string) => search(bones, typed, 1)[0];
    expect(first('femoral neck fx')).toMatchObject({ code: 'S72.00', hasAllWords: true });
    expect(first('renal disease hypertension')).toMatchObject({ code: 'I12.9', hasAllWords: true });
    expect(first('femoral neck sprain')).toMatchObject({ hasAllWords: false });
  });
});

test('every word of a title finds its row among the answers with every word', () => {
  fc.assert(
    fc.property(fc.constantFrom(...diagnoses.slice(0, 12)), fc.nat(), fc.nat(), ({ title }, one, other) => {
      const words = title.toLowerCase().match(/[a-z0-9]{3,}/g) ?? [];
      const typed = `${words[one % words.length]} ${words[other % words.length]}`;
      const found = search(index, typed, 50).filter(({ hasAllWords }) => hasAllWords);
      expect(found.map((answer) => answer.title)).toContain(title);
    }),
  );
});

describe('one answer for what nobody told apart', () => {
  test('sides: the header, unless a side is named', () => {
    expect(codes('sprained ankle')).toContain('S93.40');
    expect(codes('sprained ankle')).not.toContain('S93.402');
    expect(codes('sprained ankle left')[0]).toBe('S93.402');
  });
  test('7th characters: the header, unless the encounter is named', () => {
    expect(codes('sprain right ankle')[0]).toBe('S93.401');
    expect(codes('sprain right ankle subsequent')[0]).toBe('S93.401D');
    expect(codes('sprain right ankle').filter((code) => code.startsWith('S93.401'))).toEqual(['S93.401']);
  });
  test('procedures: one code per operation and body part, the one with the words', () => {
    const procedures = buildIndex('icd10pcs', [
      { code: '0DT', title: 'Gastrointestinal System, Resection', billable: false, terms: [] },
      ...[
        '0DTJ0ZZ:Appendix, Open Approach',
        '0DTJ4ZZ:Appendix, Percutaneous Endoscopic Approach',
        '0DT60ZZ:Stomach, Open Approach',
      ].map((line) => {
        const [code = '', words] = line.split(':');
        return { code, title: `Resection of ${words}`, billable: true, parent: '0DT', terms: [] };
      }),
    ]);
    const found = (typed: string) => search(procedures, typed, 12).map(({ code }) => code);
    expect(found('appendectomy')[0]).toBe('0DTJ0ZZ');
    expect(found('resection appendix percutaneous')[0]).toBe('0DTJ4ZZ');
    expect(found('resection appendix').filter((code) => code.startsWith('0DTJ'))).toHaveLength(1);
    const toTake = search(procedures, 'resection appendix', 12, true).map(({ code }) => code);
    expect(toTake.filter((code) => code.startsWith('0DTJ'))).toEqual(['0DTJ0ZZ', '0DTJ4ZZ']);
  });
});

test('services know the words of the trade', () => {
  const visits = buildIndex('px', [
    row('PX124', 'Emergency department visit, level 4'),
    row('PX203', 'Skin sample by punch'),
    row('PX245', 'Closing a wound in one layer, face, over 8.0 cm'),
    row('PX411', 'Colonoscopy with tissue sample'),
  ]);
  expect(search(visits, 'ed visit', 1)[0]?.code).toBe('PX124');
  expect(search(visits, 'punch biopsy', 1)[0]?.code).toBe('PX203');
  const sure = (typed: string) => search(visits, typed, 12).flatMap((one) => (one.hasAllWords ? [one.code] : []));
  expect(sure('laceration repair face')).toEqual(['PX245']);
  expect(sure('colonoscopy biopsy')).toEqual(['PX411']);
  expect(sure('ed visit 4')).toEqual(['PX124']);
});

test('groups: the system with the best answer first, those that hardly answer left out', () => {
  const found = (system: 'icd10cm' | 'hcpcs' | 'px', points: number) => ({
    system,
    code: 'x',
    title: '',
    billable: true,
    path: [],
    hasAllWords: true,
    points,
  });
  expect(
    groupFound([[found('px', 0.9)], [], [found('icd10cm', 1)], [found('hcpcs', 0.2)]]).map(({ system }) => system),
  ).toEqual(['icd10cm', 'px']);
});

test('the index survives being stored, and the same documents give the same bytes', () => {
  const parts = partsOf(index);
  const stored = new Map([...parts].map(([name, bytes]) => [name, bytes.slice()]));
  const read = indexOfParts(stored);
  expect(read && search(read, 'sprain right ankle', 12)).toEqual(search(index, 'sprain right ankle', 12));
  expect([...partsOf(buildIndex('icd10cm', diagnoses))]).toEqual([...parts]);
  stored.delete('postings');
  expect(indexOfParts(stored)).toBeUndefined();
});

test('an index of nothing finds nothing', () => {
  expect(search(buildIndex('hcpcs', []), 'wheelchair', 12)).toEqual([]);
});

test('whatever is typed: at most as many as asked for, each once, no exception, the same twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 1, max: 12 }), (typed, limit) => {
      const found = search(index, typed, limit);
      expect(found.length).toBeLessThanOrEqual(limit);
      expect(new Set(found.map(({ code }) => code)).size).toBe(found.length);
      expect(search(index, typed, limit)).toEqual(found);
    }),
  );
  // Making up the texts takes longer than searching for them.
}, 30_000);

test('every title finds its own unit first among equals', () => {
  for (const { code, title } of diagnoses.filter(({ title }) => !/encounter|sequela|ligament/.test(title)))
    expect(
      codes(title)
        .slice(0, 3)
        .map((found) => found.replace('.', '')),
    ).toContain(code);
});
