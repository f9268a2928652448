import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openSources } from '#db/releases/foreign-sources';
import type { ReleaseContent } from '#db/releases/release-content';
import { asText } from '#db/releases/spreadsheet';
import { formatCode, parseCode } from '#domain/codeset/code';
import { diffCodes } from '#domain/codeset/diff';
import { collectLines, FILES, readCodes, readLines, readOne } from './official-releases.ts';
import { CODESETS_DIR } from './open-catalog.ts';

const YEARS = ['FY2023', 'FY2024', 'FY2025', 'FY2026', 'FY2027'] as const;
type Year = (typeof YEARS)[number];

const codesOf = (rows: readonly { code: string }[]) => rows.map(({ code }) => code).sort();

/** Changes of billable codes in an order addenda, read here apart from every reader: `Add:         1 C50A0   …`. */
function readAddenda(lines: readonly string[]) {
  const changes = {
    'Add:': [] as string[],
    'Delete:': [] as string[],
    'Revise from:': [] as string[],
    'Revise to:': [] as string[],
  };
  for (const line of lines) {
    const [, action, code = ''] = /^(\w[\w ]*:) +1 (\w+) /.exec(line) ?? [];
    if (action && action in changes) changes[action as keyof typeof changes].push(code);
  }
  return changes;
}

describe.skipIf(!CODESETS_DIR)('ICD-10-CM from year to year (needs CODESETS_DIR)', () => {
  const releases = new Map<Year, ReleaseContent>();
  const codes = (year: Year) => releases.get(year)?.codes ?? [];
  beforeAll(async () => {
    for (const year of YEARS) releases.set(year, await readCodes(year));
  });

  test.each([
    ['FY2023', 96_795, 73_674, '2023-04-01', '2023-09-30'],
    ['FY2024', 97_296, 74_044, '2023-10-01', '2024-09-30'],
    ['FY2025', 97_584, 74_260, '2024-10-01', '2025-09-30'],
    ['FY2026', 98_186, 74_719, '2025-10-01', '2026-09-30'],
    ['FY2027', 98_403, 74_879, '2026-10-01', '2027-09-30'],
  ] as const)('%s: %i rows, %i billable, the year known from its codes', (year, rows, billable, from, to) => {
    expect(codes(year)).toHaveLength(rows);
    expect(codes(year).filter((row) => row.billable)).toHaveLength(billable);
    const { label, effectiveFrom, effectiveTo, isDerived } = releases.get(year) ?? {};
    expect({ label, effectiveFrom, effectiveTo }).toEqual({ label: year, effectiveFrom: from, effectiveTo: to });
    expect(isDerived === true).toBe(year === 'FY2027');
  });

  test('every code of every year has the shape a person may type, with its point and without', () => {
    for (const year of YEARS)
      for (const { code } of codes(year)) {
        expect(parseCode('icd10cm', formatCode({ system: 'icd10cm', code })), code).toMatchObject({
          ok: true,
          value: { code },
        });
      }
  });

  test.each([
    ['FY2024', 'FY2025', 252, 36, 13],
    ['FY2025', 'FY2026', 487, 28, 38],
    ['FY2026', 'FY2027', 190, 30, 4],
  ] as const)('%s to %s: %i added, %i deleted, %i revised', (before, after, added, deleted, revised) => {
    const changes = diffCodes(codes(before), codes(after));
    expect([changes.added.length, changes.deleted.length, changes.revised.length]).toEqual([added, deleted, revised]);
  });

  test.each([
    ['FY2024', 'FY2025', /icd10cm_order_addenda_2025/],
    ['FY2025', 'FY2026', /icd10cm-order-addenda-2026/],
  ] as const)('%s to %s is what the order addenda of the year say', async (before, after, member) => {
    const changes = diffCodes(codes(before), codes(after));
    const addenda = readAddenda(await readLines(FILES[after], member));
    expect(codesOf(changes.added)).toEqual(addenda['Add:'].sort());
    expect(codesOf(changes.deleted)).toEqual(addenda['Delete:'].sort());
    expect(codesOf(changes.revised)).toEqual(addenda['Revise to:'].sort());
  });

  test('FY2026 to FY2027 is what the official code addenda say', () => {
    const said = JSON.parse(readFileSync(join(CODESETS_DIR, 'icd10cm/addenda_fy2026_to_fy2027.json'), 'utf8'));
    const changes = diffCodes(codes('FY2026'), codes('FY2027'));
    const names = (list: Record<string, unknown> | string[]) => (Array.isArray(list) ? list : Object.keys(list)).sort();
    expect(codesOf(changes.added)).toEqual(names(said.add));
    expect(codesOf(changes.deleted)).toEqual(names(said.delete));
    expect(codesOf(changes.revised)).toEqual(names(said.revise));
    for (const { code, title } of changes.added) expect(said.add[code], code).toBe(title);
  });

  describe('conversion table', () => {
    let rows: string[][] = [];
    let table: ReleaseContent;
    beforeAll(async () => {
      const [file] = await openSources([join(CODESETS_DIR, FILES.conversions)]);
      if (!file) throw new Error('no conversion table');
      const lines = await collectLines(asText(file));
      rows = lines
        .slice(3)
        .map((line) => line.split('\t'))
        .filter(([code]) => code);
      table = await readOne(FILES.conversions);
    });
    const since = (day: string) =>
      new Set(table.conversions.filter((row) => row.since === day).map(({ code }) => code));

    test('every row of the sheet is read; only "None" has no code before it', () => {
      expect(rows).toHaveLength(5_892);
      const without = rows.filter(([, , before = '']) => before.trim() === 'None');
      expect(without).toHaveLength(125);
      const named = new Set(
        rows.filter((row) => !without.includes(row)).map(([code = '']) => code.replace('.', '').trim()),
      );
      expect(new Set(table.conversions.map(({ code }) => code))).toEqual(named);
      console.log(`conversion table: ${rows.length} rows, ${named.size} codes, ${table.conversions.length} pairs`);
    });
    test('its codes of 1 October 2025 are those FY2026 added; of 2024 all but the twelve that had none before', () => {
      const { added } = diffCodes(codes('FY2025'), codes('FY2026'));
      expect([...since('2025-10-01')].sort()).toEqual(codesOf(added));
      const before = codesOf(diffCodes(codes('FY2024'), codes('FY2025')).added);
      const unnamed = before.filter((code) => !since('2024-10-01').has(code));
      expect(unnamed).toHaveLength(12);
      expect(since('2024-10-01').size + unnamed.length).toBe(before.length);
    });
    test('every code FY2026 deleted is one that a new code was coded with before', () => {
      const former = new Set(
        table.conversions.filter((row) => row.since === '2025-10-01').map(({ previous }) => previous),
      );
      const { deleted } = diffCodes(codes('FY2025'), codes('FY2026'));
      expect(deleted.filter(({ code }) => !former.has(code)).map(({ code }) => code)).toEqual([]);
    });
  });
});
