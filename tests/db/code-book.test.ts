import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { findNeighbours, listChildren, listCodes, listTree } from '#db/queries/code-book/codes';
import { listSays } from '#db/queries/code-book/facts';
import { listGroups, listModifiers, listPracticeFamilies, listRules } from '#db/queries/code-book/families';
import { listWitnesses } from '#db/queries/code-book/history';
import {
  findLetterOf,
  listHeadTerms,
  listLetters,
  listTermsForCode,
  listTermsWith,
} from '#db/queries/code-book/index-terms';
import { listNotesAt } from '#db/queries/code-book/notes';
import { defaultLabel, type OpenBook, openBook, supplementOf } from '#db/queries/code-book/open-book';
import { findSection, listChapters, listSectionsAround } from '#db/queries/code-book/sections';
import { listReleases } from '#db/queries/releases';
import { emptyRelease, type IndexTermRow } from '#db/releases/release-content';
import { loadStarterRelease } from '#db/releases/starter';
import { storeRelease } from '#db/releases/store-release';
import type { CodeSystem } from '#domain/codeset/code';
import type { Instant } from '#domain/time';
import { findCodePage } from '../../src/pages/codes/icd-10-cm/_code-page.ts';
import { openEmptyCatalog } from '../releases/open-catalog.ts';

const NOW = 1_770_000_000_000 as Instant;
const TODAY = '2026-02-01';

let opened: Awaited<ReturnType<typeof openEmptyCatalog>>;
let db: Db;
const open = async (system: CodeSystem, label?: string): Promise<OpenBook> => {
  const book = await openBook(db, { system, label, today: TODAY });
  if (!book) throw new Error(`${system} ${label} does not open`);
  return book;
};

/** Terms made up for the test, in the shape of the official indexes. */
const TERMS: IndexTermRow[] = [
  { level: 0, letter: 'F', title: 'Fall, falling', nonEssential: '(accidental)', code: 'W19' },
  { parent: 0, level: 1, letter: 'F', title: 'due to' },
  { parent: 1, level: 2, letter: 'F', title: 'collision with another person', code: 'W03' },
  { level: 0, letter: 'O', title: 'Overexertion', see: 'Fall', nonEssential: '(Ménière)' },
];

beforeAll(async () => {
  opened = await openEmptyCatalog();
  db = opened.db;
  await loadStarterRelease(db, 'content/codes', NOW);
  const about = { system: 'icd10cm', coverage: 'whole', source: 'official' } as const;
  const index = emptyRelease({
    ...about,
    kind: 'external-causes',
    label: 'FY2026',
    effectiveFrom: '2025-10-01',
    contentHash: 'index',
  });
  const next = emptyRelease({ ...about, label: 'FY2030', effectiveFrom: '2029-10-01', contentHash: 'next' });
  await db.transaction(async (tx) => {
    await storeRelease(tx, { ...index, indexTerms: TERMS }, NOW);
    await storeRelease(tx, { ...next, codes: [{ code: 'E11', title: 'Type 2 diabetes', billable: true }] }, NOW);
  });
});
afterAll(() => opened.close());

describe('which release is open', () => {
  test('by default the newest that is in force, never one of the future or of differences alone', async () => {
    const book = await open('icd10cm');
    expect(book).toMatchObject({ label: 'FY2026', isDefault: true });
    expect(book.labels).toEqual(['FY2030', 'FY2026']);
    expect(defaultLabel(await listReleases(db), 'icd10cm', '2030-01-01')).toBe('FY2030');
  });
  test('a label that is not installed opens nothing', async () => {
    expect(await openBook(db, { system: 'icd10cm', label: 'FY2019', today: TODAY })).toBeUndefined();
    expect(await openBook(db, { system: 'cpt', label: undefined, today: TODAY })).toBeUndefined();
  });
  test('notes of a label without its own are read from the nearest year, and known not to be its own', async () => {
    const next = await open('icd10cm', 'FY2030');
    expect(next.notes).toBeUndefined();
    expect(next.notesRead?.label).toBe('FY2026');
    expect(next.sections?.label).toBe('FY2026');
    expect(await listNotesAt(db, next, ['E11'])).not.toEqual([]);
    expect((await open('icd10cm')).notesRead?.label).toBe('FY2026');
  });
});

describe('the tabular list', () => {
  test('chapters, blocks and categories lead to each other', async () => {
    const book = await open('icd10cm');
    const chapters = await listChapters(db, book);
    expect(chapters.map(({ key }) => key)).toContain('chapter 4');
    const page = await findSection(db, book, 'chapter 4');
    const diabetes = page?.blocks.find(({ block }) => block.key === 'E08-E13');
    expect(diabetes?.categories.map(({ code }) => code)).toEqual(['E08', 'E09', 'E10', 'E11', 'E13']);
    expect((await listSectionsAround(db, book, 'E11')).map(({ key }) => key)).toEqual(['chapter 4', 'E08-E13']);
    expect(await findSection(db, book, 'chapter 99')).toBeUndefined();
  });

  test('Merkel cell carcinoma stands among the skin cancers', async () => {
    const book = await open('icd10cm');
    expect((await listSectionsAround(db, book, 'C4A')).map(({ key }) => key)).toContain('C43-C44');
    const [last] = (await listChildren(db, book, 'C43')).slice(-1);
    expect((await findNeighbours(db, book, { code: last?.code ?? '', billable: true })).next?.code).toMatch(/^C4A/);
  });

  test('a tree ends at the 6th character and says which 7th characters follow', async () => {
    const book = await open('icd10cm');
    const rows = await listTree(db, book, 'S72');
    expect(rows.every(({ code }) => code.length < 7)).toBe(true);
    expect(rows.find(({ code }) => code === 'S72001')?.sevenths).toBe('ABCDEFGHJKMNPQRS');
    const children = await listChildren(db, book, 'S72001');
    expect(children.map(({ code }) => code.at(-1)).join('')).toBe('ABCDEFGHJKMNPQRS');
  });

  test('notes are read where they stand', async () => {
    const lines = await listNotesAt(db, await open('icd10cm'), ['E11', 'chapter 4']);
    expect(new Set(lines.map(({ at }) => at))).toEqual(new Set(['E11', 'chapter 4']));
    expect(lines.some(({ kind, targets }) => kind === 'excludes1' && targets.length > 0)).toBe(true);
  });

  test('facts come with the list they are from', async () => {
    const says = await listSays(db, await open('icd10cm'), 'A419');
    expect(says.find(({ list }) => list === 'severities')).toMatchObject({
      isStarter: true,
      label: 'FY2026',
      facts: { severity: 'MCC' },
    });
  });

  test('other years bear witness only to what they know', async () => {
    const witnesses = await listWitnesses(db, await open('icd10cm'), 'E11');
    const of = (label: string) => witnesses.find((one) => one.label === label);
    expect(of('FY2030')?.code).toEqual({ title: 'Type 2 diabetes', billable: true });
    expect(of('FY2026')).toMatchObject({ knowsAbsence: true });
    expect(of('FY2025')).toMatchObject({ knowsAbsence: false });
  });
});

describe('an index', () => {
  const release = async () => supplementOf(await open('icd10cm'), 'external-causes')?.id ?? 0;
  test('is divided by letters and main terms', async () => {
    const id = await release();
    expect(await listLetters(db, id)).toEqual(['F', 'O']);
    expect(await listHeadTerms(db, id, 'F')).toEqual([{ place: 0, title: 'Fall, falling', letter: 'F', end: 3 }]);
    expect(await listHeadTerms(db, id, 'O')).toMatchObject([{ place: 3, end: 4 }]);
    expect(await findLetterOf(db, id, 'Overexertion')).toBe('O');
  });
  test('terms are found by words and by code, with the way that leads to them', async () => {
    const id = await release();
    expect(await listTermsForCode(db, id, ['W03'], 5)).toMatchObject([{ place: 2, path: ['Fall, falling', 'due to'] }]);
    expect((await listTermsWith(db, id, 'ACCIDENTAL', 5)).map(({ place }) => place)).toEqual([0]);
    for (const words of ['meniere', 'MÉNIÈRE'])
      expect((await listTermsWith(db, id, words, 5)).map(({ place }) => place)).toEqual([3]);
    expect(await listTermsWith(db, id, "%' or 1=1", 5)).toEqual([]);
  });
});

describe('services', () => {
  test('HCPCS Level II by letter and family', async () => {
    const book = await open('hcpcs');
    const letters = await listGroups(db, book, { length: 1 });
    expect(letters.map(({ prefix }) => prefix)).toContain('J');
    expect(letters.map(({ prefix }) => prefix)).not.toContain('D');
    const families = await listGroups(db, book, { length: 3, within: 'J' });
    expect(families.find(({ prefix }) => prefix === 'J33')?.first).toBe('J3300');
    expect(await listModifiers(db, book)).toHaveLength(383);
  });

  test('every family of the practice set has codes and a rule in words', async () => {
    const book = await open('px');
    const families = await listPracticeFamilies(db, book);
    expect(families.length).toBeGreaterThan(50);
    expect(families.filter(({ rule }) => !rule)).toEqual([]);
    const rules = await listRules(db, book);
    expect(rules.get('rule add-on')?.[0]).toMatch(/never stands alone/);
    expect(rules.get('modifier 5E')).toHaveLength(1);
    expect(await listCodes(db, book, ['PX104'])).toMatchObject([{ facts: { procedure: { level: 4 } } }]);
  });
});

describe('a code’s page', () => {
  test('is read with few queries, however many notes and neighbours there are', async () => {
    const book = await open('icd10cm');
    const execute = db.$client.execute.bind(db.$client);
    let queries = 0;
    db.$client.execute = ((...given: Parameters<typeof execute>) => {
      queries++;
      return execute(...given);
    }) as typeof execute;
    const page = await findCodePage(db, book, 'S72001A');
    const ofCode = queries;
    const header = await findCodePage(db, book, 'S72');
    db.$client.execute = execute;
    expect(page?.seventh?.choices).toHaveLength(16);
    expect(page?.inherited.map(({ place }) => place.key)).toContain('S72');
    expect(header?.tree.length).toBeGreaterThan(100);
    expect(ofCode).toBeLessThanOrEqual(10);
    expect(queries - ofCode).toBeLessThanOrEqual(12);
  });
  test('notes of every place above are there, the nearest first', async () => {
    const page = await findCodePage(db, await open('icd10cm'), 'E1122');
    expect(page?.own.map(({ kind }) => kind)).toEqual(['use-additional']);
    expect(page?.inherited.map(({ place }) => place.key)).toEqual(['E11', 'chapter 4']);
    expect(page?.siblings.map(({ code }) => code)).toEqual(['E1121', 'E1122', 'E1129']);
  });
});
