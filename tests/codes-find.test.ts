import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openBook } from '#db/queries/code-book/open-book';
import { findCodes } from '#db/queries/code-search';
import { fingerprintOf } from '#db/queries/search-documents';
import { findSearchIndex, refreshSearchIndexes } from '#db/queries/search-indexes';
import { emptyRelease, type ReleaseContent } from '#db/releases/release-content';
import { loadStarterRelease } from '#db/releases/starter';
import { storeRelease } from '#db/releases/store-release';
import { INDEX_DEFAULTS } from '#domain/codeset/abbreviations';
import type { Instant } from '#domain/time';
import { secondsToWait } from '#operations/flood-limits';
import { GET } from '../src/pages/api/codes/find.ts';
import { theCodeTyped } from '../src/pages/codes/_found.ts';
import { openEmptyCatalog } from './releases/open-catalog.ts';

let opened: Awaited<ReturnType<typeof openEmptyCatalog>>;
beforeAll(async () => {
  opened = await openEmptyCatalog();
  await loadStarterRelease(opened.db, 'content/codes', 0 as Instant);
});
afterAll(() => opened.close());

async function ask(
  query: Record<string, string>,
  headers: Record<string, string> = {},
  address = '203.0.113.7',
): Promise<Response> {
  const url = new URL(`http://localhost:4321/api/codes/find?${new URLSearchParams(query)}`);
  const now = Date.parse('2026-02-01T12:00:00Z');
  // The endpoint reads these of what Astro gives it.
  const context = { url, request: new Request(url, { headers }), locals: { catalogDb: opened.db, now, address } };
  return GET(context as unknown as Parameters<typeof GET>[0]);
}
interface Answer {
  groups: {
    system: string;
    results: { code: string; title: string; path: string[]; matched?: string; hasAllWords: boolean }[];
  }[];
}
const found = async (query: Record<string, string>) => (await (await ask(query)).json()) as Answer;

test('codes of all systems by words, the best group first', async () => {
  const { groups } = await found({ q: 'heart failure' });
  expect(groups[0]).toMatchObject({ system: 'icd10cm', results: expect.arrayContaining([]) });
  expect(groups[0]?.results[0]?.code).toBe('I50.9');
  expect(groups.every(({ results }) => results.length > 0 && results.length <= 12)).toBe(true);
});

test('a code with its headers, in the form of the contract', async () => {
  const { groups } = await found({ q: 'E11.22', icd10cm: 'FY2026', on: '2026-02-01' });
  expect(groups).toHaveLength(1);
  expect(groups[0]?.results[0]).toEqual({
    system: 'icd10cm',
    code: 'E11.22',
    title: 'Type 2 diabetes mellitus with diabetic chronic kidney disease',
    billable: true,
    path: ['E11 Type 2 diabetes mellitus', 'E11.2 Type 2 diabetes mellitus with kidney complications'],
    hasAllWords: true,
  });
});

const field = { icd10cm: 'FY2026', icd10pcs: 'FY2026', hcpcs: '2025Q1', px: '2026', on: '2026-02-01', take: '' };

test.each([
  ['icd10cm', 'chf', 'I50.9'],
  ['icd10cm', 'diabetes', 'E11.9'],
  ['icd10cm', 'hip fx', 'S72.0'],
  ['icd10cm', 'diabetic ckd', 'E11.22'],
  ['icd10cm', 'sprain other ligament right ankle initial', 'S93.491A'],
  ['icd10cm', 's72001', 'S72.001'],
  ['icd10pcs', 'replacement right knee joint synthetic cemented', '0SRC0J9'],
  ['icd10pcs', '0SRD0J9', '0SRD0J9'],
  ['px,hcpcs', 'ed visit 4', 'PX124'],
  ['px,hcpcs', 'laceration repair face', 'PX251'],
  ['px,hcpcs', 'toradol', 'J1885'],
])('in the field for %s, %s finds %s first', async (systems, q, code) => {
  const { groups } = await found({ ...field, systems, q });
  expect(groups.every(({ system }) => systems.includes(system))).toBe(true);
  expect(groups[0]?.results[0]).toMatchObject({ code, hasAllWords: true });
});

test('every default of the index that the release has comes first by its words', async () => {
  const firstFor = async (q: string) =>
    (await found({ ...field, systems: 'icd10cm', q })).groups[0]?.results[0]?.code.replace('.', '');
  let met = 0;
  for (const [words, code] of INDEX_DEFAULTS) {
    if ((await firstFor(code)) !== code) continue;
    met++;
    expect([words, await firstFor(words)]).toEqual([words, code]);
  }
  expect(met).toBeGreaterThan(20);
});

test('urosepsis has no code: nothing near it is offered', async () => {
  expect((await found({ q: 'Urosepsis' })).groups).toEqual([]);
  expect((await found({ q: 'sepsis' })).groups[0]?.results[0]?.code).toBe('A41.9');
});

test('an abbreviation that a table of ICD-10-PCS is also called stays a word', () => {
  const table = { code: 'DM2', title: '', billable: false, path: [], hasAllWords: true, points: 2 };
  const groups = [
    { system: 'icd10pcs' as const, results: [{ ...table, system: 'icd10pcs' as const }], release: undefined },
  ];
  expect(theCodeTyped(groups, 'dm2')).toBeUndefined();
  expect(
    theCodeTyped(
      groups.map((group) => ({ ...group, results: [{ ...group.results[0], code: 'DM0' }] })) as typeof groups,
      'dm0',
    ),
  ).toBe('/codes/icd-10-pcs/DM0');
});

test('a catalog that cannot be written to answers all the same', async () => {
  const full = await openEmptyCatalog();
  onTestFinished(() => full.close());
  await loadStarterRelease(full.db, 'content/codes', 0 as Instant);
  await full.db.run('pragma query_only = on');
  await expect(full.db.run('delete from search_indexes')).rejects.toThrow();
  const [first] = await findCodes(
    full.db,
    { labels: { icd10cm: 'FY2026' }, on: '2026-02-01', systems: ['icd10cm'] },
    'chf',
    3,
  );
  expect(first?.results[0]?.code).toBe('I50.9');
});

test('a label that is not installed finds nothing of its system', async () => {
  const { groups } = await found({ q: 'heart failure', icd10cm: 'FY1999' });
  expect(groups.map(({ system }) => system)).not.toContain('icd10cm');
});

test('what the browser has is not sent again', async () => {
  const answer = await ask({ q: 'htn' });
  const etag = answer.headers.get('etag') ?? '';
  expect(answer.headers.get('cache-control')).toBe('private, max-age=3600');
  expect((await ask({ q: 'htn' }, { 'if-none-match': etag })).status).toBe(304);
  expect((await ask({ q: 'htn' }, { 'if-none-match': '"other"' })).status).toBe(200);
});

test.each([
  [{ q: 'x'.repeat(201) }, 'at most 200 characters'],
  [{ q: 'x', on: '2026-02-30' }, 'on has to be a day'],
  [{ q: 'x', systems: 'icd9' }, 'systems has to be some of'],
  [{ q: 'x', systems: '' }, 'systems has to be some of'],
  [{ q: 'x', icd10cm: "FY2026'--" }, 'icd10cm has to be a label'],
])('%o is refused with a sentence', async (query, sentence) => {
  const answer = await ask(query as Record<string, string>);
  expect(answer.status).toBe(400);
  expect((await answer.json()).message).toContain(sentence);
});

test('nothing, emoji, right-to-left and control characters break nothing', async () => {
  for (const q of ['', ' ', '💉', '\u202eabc\u0000', '%_%', "' or 1=1 --", 'a'.repeat(200)])
    expect((await ask({ q })).status).toBe(200);
  expect(await found({ q: '' })).toEqual({ groups: [] });
});

test('whatever day somebody asks for, its index is there already', async () => {
  const other = await openEmptyCatalog();
  onTestFinished(other.close);
  const of = (label: string, effectiveFrom: string, title: string): ReleaseContent => ({
    ...emptyRelease({
      system: 'icd10pcs',
      label,
      effectiveFrom,
      source: 'official',
      coverage: 'whole',
      contentHash: title,
    }),
    effectiveTo: `${label.slice(2)}-09-30`,
    codes: [{ code: '0DTJ4ZZ', title, billable: true }],
  });
  await other.db.transaction(async (tx) => {
    await storeRelease(tx, of('FY2025', '2024-10-01', 'Autumn before'), 0 as Instant);
    await storeRelease(tx, of('FY2026', '2025-10-01', 'Autumn'), 0 as Instant);
    await storeRelease(tx, of('FY2026', '2026-04-01', 'Spring'), 0 as Instant);
  });
  expect(await refreshSearchIndexes(other.db)).toBe(3);
  const titleOn = async (on: string) => {
    const labels = { icd10pcs: 'FY2026' };
    const [group] = await findCodes(other.db, { labels, on }, '0DTJ4ZZ', 1);
    return group?.results[0]?.title;
  };
  const days = ['0001-01-01', '2024-12-01', '2026-02-01', '2026-04-01', '9999-12-31'];
  expect(await Promise.all(days.map(titleOn))).toEqual(['Autumn', 'Autumn', 'Autumn', 'Spring', 'Spring']);
  // Nothing had to be made for them.
  expect(await refreshSearchIndexes(other.db)).toBe(0);
  const { rows } = await other.db.$client.execute('select count(distinct fingerprint) as n from search_indexes');
  expect(rows[0]?.n).toBe(3);
});

test('the stored index is the one that is read, and goes with its release', async () => {
  expect(await refreshSearchIndexes(opened.db)).toBeGreaterThanOrEqual(0);
  expect(await refreshSearchIndexes(opened.db)).toBe(0);
  const book = await openBook(opened.db, { system: 'icd10cm', label: 'FY2026', today: '2026-02-01' });
  if (!book) throw new Error('FY2026 is not installed');
  const index = await findSearchIndex(opened.db, book, fingerprintOf(book));
  expect(await findSearchIndex(opened.db, book, fingerprintOf(book))).toBe(index);
  await opened.db.$client.execute({ sql: 'delete from releases where id = ?', args: [book.codes.id] });
  await refreshSearchIndexes(opened.db);
  const { rows } = await opened.db.$client.execute({
    sql: 'select count(*) as n from search_indexes where fingerprint = ?',
    args: [fingerprintOf(book)],
  });
  expect(rows[0]?.n).toBe(0);
});

test('a thousand in ten seconds from one address are answered, then a sentence; other addresses go on', async () => {
  const place = '198.51.100.9';
  for (let use = 0; use < 999; use++) expect(await secondsToWait('search', place)).toBeUndefined();
  expect((await ask({ q: 'chf' }, {}, place)).status).toBe(200);
  const refused = await ask({ q: 'chf' }, {}, place);
  expect([refused.status, refused.headers.get('cache-control')]).toEqual([429, 'no-store']);
  expect((await refused.json()).message).toMatch(
    /^Too many searches from this place at once\. Try again in (?:a|\d+) second/,
  );
  expect((await ask({ q: 'chf' }, {}, '198.51.100.10')).status).toBe(200);
});
