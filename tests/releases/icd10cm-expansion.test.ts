import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CodeRow, ReleaseContent } from '#db/releases/release-content';
import { expandTabular } from '#domain/codeset/seventh-characters';
import { FILES, readCodes, readOne } from './official-releases.ts';
import { CODESETS_DIR } from './open-catalog.ts';

const billable = (rows: readonly CodeRow[]) => rows.filter((row) => row.billable).map(({ code }) => code);
const lacking = (codes: readonly string[], others: readonly string[]) => {
  const known = new Set(others);
  return codes.filter((code) => !known.has(code)).sort();
};

/** Titles of the tabular list have accents where order files, which are ASCII, have none. */
const plain = (title: string) => title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

describe.skipIf(!CODESETS_DIR)('FY2026: the tabular list (derived) gives the order file (needs CODESETS_DIR)', () => {
  let tabular: ReleaseContent;
  let order: ReleaseContent;
  beforeAll(async () => {
    tabular = await readOne(FILES.tabular2026);
    order = await readCodes('FY2026');
  });
  test('the same 74,719 billable codes', () => {
    const expanded = expandTabular(tabular.codes, tabular.notes).map(({ code }) => code);
    expect(expanded).toHaveLength(74_719);
    expect(lacking(expanded, billable(order.codes))).toEqual([]);
    expect(lacking(billable(order.codes), expanded)).toEqual([]);
  });
  test('the same headers', () => {
    const codes = new Set(billable(order.codes));
    const headers = tabular.codes.map(({ code }) => code).filter((code) => !codes.has(code));
    const others = order.codes.filter((row) => !row.billable).map(({ code }) => code);
    expect(headers.sort()).toEqual(others.sort());
  });
  test('the same titles but for accents', () => {
    const titles = new Map(order.codes.map(({ code, title }) => [code, title]));
    const expanded = expandTabular(tabular.codes, tabular.notes);
    const other = expanded.filter(({ code, title }) => titles.get(code) !== title);
    expect(other.filter(({ code, title }) => plain(titles.get(code) ?? '') !== plain(title))).toEqual([]);
    console.log(`FY2026: ${expanded.length} codes, ${other.length} titles differ by accents or capitals alone`);
  });
  test('it says that it is derived, the order file does not', () => {
    expect(tabular.isDerived).toBe(true);
    expect(order.isDerived).toBeUndefined();
  });
});

describe.skipIf(!CODESETS_DIR)('FY2023: every difference, listed and explained (needs CODESETS_DIR)', () => {
  const listed = readFileSync('tests/releases/fy2023-differences.tsv', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
  const because = (reason: string) => listed.filter((cells) => cells[2] === reason).map(([code = '']) => code);
  let tabular: ReleaseContent;
  let order: ReleaseContent;
  beforeAll(async () => {
    tabular = await readOne(FILES.tabular2023);
    order = await readCodes('FY2023');
  });
  const expanded = (notes: ReleaseContent['notes']) => expandTabular(tabular.codes, notes).map(({ code }) => code);

  test('a plain expansion has the 83 codes too many and the 42 too few that are listed', () => {
    const plainly = expanded(tabular.notes.filter(({ kind }) => kind !== 'note'));
    const [more, less] = [lacking(plainly, billable(order.codes)), lacking(billable(order.codes), plainly)];
    expect([more.length, less.length]).toEqual([83, 42]);
    expect(listed).toEqual([
      ...more.map((code) => [code, 'more', expect.stringMatching(/^(?:prose|header)$/)]),
      ...less.map((code) => [code, 'less', 'new']),
    ]);
  });
  test('prose: reading the note at S06 takes away exactly the 76', () => {
    const plainly = expanded(tabular.notes.filter(({ kind }) => kind !== 'note'));
    expect(lacking(plainly, expanded(tabular.notes))).toEqual(because('prose'));
    expect(because('prose')).toHaveLength(76);
    for (const code of because('prose')) expect(code).toMatch(/^S06..[78][DS]$/);
  });
  test('new: the conversion table dates all 42 to 1 April 2023', async () => {
    const { conversions } = await readOne(FILES.conversions);
    const april = conversions.filter(({ since }) => since === '2023-04-01').map(({ code }) => code);
    expect([...new Set(april)].sort()).toEqual(because('new'));
    expect(because('new')).toHaveLength(42);
  });
  test('header: each of the 7 stands in the order file as the header of a code that came in April', () => {
    const headers = new Map(order.codes.filter((row) => !row.billable).map((row) => [row.code, row.title]));
    for (const code of because('header')) {
      expect(headers.has(code), code).toBe(true);
      expect(
        because('new').some((fresh) => fresh.startsWith(code)),
        code,
      ).toBe(true);
    }
    expect(because('header')).toHaveLength(7);
  });
  test('before and after: 73,639 codes in October 2022, 73,674 in April 2023', () => {
    expect(expanded(tabular.notes)).toHaveLength(73_639);
    expect(73_639 - because('header').length + because('new').length).toBe(billable(order.codes).length);
  });
});
