import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { bookIn, type OpenBook } from '#db/queries/code-book/open-book';
import { listDefinitions, listDefinitionsWith } from '#db/queries/pcs/definitions';
import { listHeads } from '#db/queries/pcs/heads';
import { indexOf, listMainTerms, listTermsUnder, listTermsWith } from '#db/queries/pcs/index-terms';
import { listOtherOperations } from '#db/queries/pcs/operations';
import { findTable, type OpenTable } from '#db/queries/pcs/tables';
import { listReleases } from '#db/queries/releases';
import { readStarterReleases } from '#db/releases/starter';
import { storeRelease } from '#db/releases/store-release';
import { nextValues } from '#domain/codeset/pcs-builder';
import { meaningsIn } from '#domain/codeset/pcs-labels';
import { tailsOf } from '#domain/codeset/pcs-table';
import type { Instant } from '#domain/time';
import { PCS_FILES, type PcsFile, readPcsFile } from '../releases/official-pcs.ts';
import { CODESETS_DIR, openEmptyCatalog } from '../releases/open-catalog.ts';

const NOW = 1_700_000_000_000 as Instant;
let catalog: Awaited<ReturnType<typeof openEmptyCatalog>>;
const openBook = async (db: Db, label: string, today: string): Promise<OpenBook> => {
  const book = bookIn(await listReleases(db), { system: 'icd10pcs', label, today });
  if (!book) throw new Error(`${label} is not installed`);
  return book;
};
const getTable = async (db: Db, book: OpenBook, name: string): Promise<OpenTable> => {
  const table = await findTable(db, book, name);
  if (!table) throw new Error(`no table ${name}`);
  return table;
};
const codesIn = ({ rows }: OpenTable) => rows.flatMap(({ values }) => [...tailsOf(values)]);
const says = (table: OpenTable, axis: number, value: string) =>
  meaningsIn(table.rows, axis, value).map(({ text }) => text);

describe('with the starter set alone', () => {
  beforeAll(async () => {
    catalog = await openEmptyCatalog();
    const starter = readStarterReleases('content/codes').filter(({ system }) => system === 'icd10pcs');
    for (const release of starter) await catalog.db.transaction((tx) => storeRelease(tx, release, NOW));
  });
  afterAll(() => catalog.close());

  test('tables are put together from its codes, with printed labels for every value', async () => {
    const book = await openBook(catalog.db, 'FY2026', '2026-02-01');
    const table = await getTable(catalog.db, book, '0SR');
    expect(table.labels.map(({ text }) => text)).toEqual(['Medical and Surgical', 'Lower Joints', 'Replacement']);
    expect(table.printed).toBeUndefined();
    expect(codesIn(table).sort()).toEqual([...table.titles.keys()].sort());
    expect(table.titles.size).toBeGreaterThan(100);
    expect(nextValues(table.rows, '90J').map(({ value }) => value)).toEqual(['9', 'A', 'Z']);
    expect(says(table, 7, '9')).toEqual(['Cemented']);
    expect(await findTable(catalog.db, book, '001')).toBeUndefined();
  });

  test('index and definitions are told to be absent', async () => {
    const book = await openBook(catalog.db, 'FY2026', '2026-02-01');
    expect(indexOf(book)).toEqual({ addenda: [] });
    expect(await listDefinitions(catalog.db, book, '0')).toEqual([]);
  });
});

describe.skipIf(!CODESETS_DIR)('with every official file (needs CODESETS_DIR)', () => {
  let october: OpenBook;
  let april: OpenBook;
  let before: OpenBook;
  beforeAll(async () => {
    catalog = await openEmptyCatalog();
    for (const which of Object.keys(PCS_FILES) as PcsFile[]) {
      const release = await readPcsFile(which);
      await catalog.db.transaction((tx) => storeRelease(tx, { ...release, contentHash: which }, NOW));
    }
    before = await openBook(catalog.db, 'FY2025', '2026-11-23');
    october = await openBook(catalog.db, 'FY2026', '2025-12-24');
    april = await openBook(catalog.db, 'FY2026', '2026-04-01');
  }, 60_000);
  afterAll(() => catalog.close());

  test('October and April stand side by side: the day picks, and each has its own tables', async () => {
    expect([october.codes.effectiveFrom, april.codes.effectiveFrom]).toEqual(['2025-10-01', '2026-04-01']);
    const transfusion = [await getTable(catalog.db, october, '302'), await getTable(catalog.db, april, '302')];
    expect(transfusion.map(({ titles }) => titles.has('33AZ'))).toEqual([true, false]);
    expect(transfusion.map((table) => codesIn(table).includes('33AZ'))).toEqual([true, false]);
    expect(await findTable(catalog.db, october, 'X9H')).toBeUndefined();
    expect((await getTable(catalog.db, april, 'X9H')).printed).toEqual({
      label: 'FY2026',
      effectiveFrom: '2026-04-01',
    });
    expect((await listHeads(catalog.db, before)).length).toBe(908);
    expect((await listHeads(catalog.db, october)).length).toBe(914);
    expect((await listHeads(catalog.db, april)).length).toBe(917);
  });

  test('every table of April allows its codes alone; values without a printed label are worked out, or said to be without', async () => {
    const [values, workedOut, nameless] = [new Set<string>(), new Set<string>(), new Set<string>()];
    for (const { table: name } of await listHeads(catalog.db, april)) {
      const table = await getTable(catalog.db, april, name);
      expect(codesIn(table).sort(), name).toEqual([...table.titles.keys()].sort());
      for (const row of table.rows)
        for (const [at, all] of row.values.entries())
          for (const value of all) {
            const label = row.labels.get(`${at + 4}:${value}`);
            values.add(`${name} ${at + 4}:${value}`);
            if (!label) nameless.add(`${name} ${at + 4}:${value}`);
            if (label?.workedOut) workedOut.add(`${name} ${at + 4}:${value} ${label.text}`);
          }
    }
    console.log(
      `FY2026 April: ${values.size} values, ${workedOut.size} meanings worked out from titles, ` +
        `${nameless.size} without one: ${[...nameless].join(', ')}`,
    );
    expect(nameless.size).toBeLessThan(15);
    expect(workedOut.size).toBeLessThan(120);
  }, 60_000);

  test('a value that means something else in another row of its table is told row by row', async () => {
    const table = await getTable(catalog.db, april, 'XW0');
    const ofGroup = (group: string) =>
      table.rows.filter(({ values }) => values[2].includes('0') && values[3].includes(group));
    const meanings = ['6', 'A'].map((group) => meaningsIn(ofGroup(group), 6, '0').map(({ text }) => text));
    expect(meanings.every((texts) => texts.length <= 1)).toBe(true);
    expect(says(table, 6, '0').length).toBeGreaterThan(1);
  });

  test('definitions stand with what the addenda added to them', async () => {
    const ofSurgery = await listDefinitions(catalog.db, april, '0');
    expect(ofSurgery.find(({ term, axis }) => axis === 3 && term === 'Replacement')?.definition).toContain(
      'takes the place',
    );
    expect(ofSurgery.find(({ term }) => term === 'Peritoneal Cavity')?.includes).toContain('Gallbladder fossa');
    expect((await listDefinitionsWith(catalog.db, april, 'gallbladder fossa', 10)).map(({ term }) => term)).toEqual([
      'Peritoneal Cavity',
    ]);
  });

  test('the index is read by letter, main term and words', async () => {
    const { index, addenda } = indexOf(april);
    expect([index?.label, addenda.map(({ effectiveFrom }) => effectiveFrom)]).toEqual(['FY2025', ['2026-04-01']]);
    const id = index?.id ?? 0;
    expect((await listMainTerms(catalog.db, id, 'P')).map(({ title }) => title)).toContain('Prostatectomy');
    const terms = await listTermsUnder(catalog.db, id, 'prostatectomy');
    expect(terms[0]).toMatchObject({ title: 'Prostatectomy', parent: null });
    expect(terms.slice(1).every(({ level }) => level > 0)).toBe(true);
    expect((await listTermsWith(catalog.db, id, 'Hip', 5)).length).toBe(5);
    expect(await listTermsUnder(catalog.db, id, 'no such term')).toEqual([]);
  });

  test('operations that fit what follows', async () => {
    const fitting = await listOtherOperations(catalog.db, april, '0SR90');
    expect(fitting).toContain('0SR');
    expect(fitting).toContain('0SU');
    expect(await listOtherOperations(catalog.db, april, '0SR90J9')).toEqual(['0SR']);
  });

  test('a step of the builder takes under 3 ms once its table was read', async () => {
    const codes = (await listHeads(catalog.db, april)).map(({ table }) => table);
    const times: number[] = [];
    for (const name of ['0SR', '041', 'XW0', '3E0', ...codes.slice(0, 60)]) {
      const table = await getTable(catalog.db, april, name);
      const tail = [...table.titles.keys()][0] ?? '';
      const start = performance.now();
      await getTable(catalog.db, april, name);
      for (const length of [0, 1, 2, 3]) nextValues(table.rows, tail.slice(0, length));
      await listOtherOperations(catalog.db, april, name + tail.slice(0, 2));
      times.push(performance.now() - start);
    }
    const median = times.sort((one, other) => one - other)[times.length >> 1] ?? 0;
    console.log(`builder step: median ${median.toFixed(2)} ms, slowest ${times.at(-1)?.toFixed(2)} ms`);
    expect(median).toBeLessThan(3);
  });
});
