import { beforeAll, describe, expect, test } from 'vitest';
import type { PcsTableRow, ReleaseContent } from '#db/releases/release-content';
import { rowsInForce, tailsOf } from '#domain/codeset/pcs-table';
import { readPcsFile } from './official-pcs.ts';
import { CODESETS_DIR } from './open-catalog.ts';

const codesOf = ({ codes }: ReleaseContent): Set<string> =>
  new Set(codes.filter((row) => row.billable).map(({ code }) => code));
const allowed = (rows: readonly PcsTableRow[]): string[] =>
  rows.flatMap(({ pcsTable, values }) => [...tailsOf(values)].map((tail) => pcsTable + tail));
const without = (codes: Iterable<string>, others: ReadonlySet<string>) =>
  [...codes].filter((code) => !others.has(code));
const tablesOf = (codes: readonly string[]) => [...new Set(codes.map((code) => code.slice(0, 3)))].sort();

describe.skipIf(!CODESETS_DIR)('ICD-10-PCS tables against order files (needs CODESETS_DIR)', () => {
  let tables: PcsTableRow[];
  let addenda: PcsTableRow[];
  let order2025: Set<string>;
  let october: Set<string>;
  let april: Set<string>;
  beforeAll(async () => {
    tables = (await readPcsFile('tables')).pcsRows;
    addenda = (await readPcsFile('tablesAddenda')).pcsRows;
    order2025 = codesOf(await readPcsFile('order2025'));
    october = codesOf(await readPcsFile('order2026'));
    april = codesOf(await readPcsFile('orderApril2026'));
  });

  test('FY2025: the codes the tables allow are those of the order file, each allowed once', () => {
    const codes = allowed(tables);
    expect(codes).toHaveLength(78_948);
    expect(new Set(codes)).toEqual(order2025);
  });

  test('the two order files of FY2026 are two releases, October then April', () => {
    expect([october.size, april.size]).toEqual([79_115, 79_193]);
    expect(without(october, order2025)).toHaveLength(206);
    expect(without(order2025, october)).toHaveLength(39);
    expect(without(april, october)).toHaveLength(80);
    expect(without(october, april)).toEqual(['30233AZ', '30243AZ']);
  });

  test('FY2026: each table of the April addenda equals the order file', () => {
    const codes = new Set(allowed(addenda));
    const changed = new Set(tablesOf([...codes]));
    expect(changed.size).toBe(17);
    expect(codes).toEqual(new Set([...april].filter((code) => changed.has(code.slice(0, 3)))));
  });

  /**
   * The addenda of October 2025 are not at hand. What the tables of 2025 with those of April 2026 get wrong is exactly
   * what changed that October in tables that April did not print again.
   */
  test('FY2026: tables and addenda together differ from the order file by October’s changes alone', () => {
    const reprinted = new Set(addenda.map(({ pcsTable }) => pcsTable));
    const both = new Set(allowed([...tables.filter(({ pcsTable }) => !reprinted.has(pcsTable)), ...addenda]));
    const [lacking, tooMany] = [without(april, both), without(both, april)];
    const isOctobers = (code: string) => !reprinted.has(code.slice(0, 3));
    expect(lacking).toEqual(without(october, order2025).filter(isOctobers));
    expect(tooMany.sort()).toEqual(without(order2025, october).filter(isOctobers).sort());
    expect([both.size, lacking.length, tooMany.length]).toEqual([79_061, 150, 18]);
    console.log(
      `FY2026 April: tables and addenda allow ${both.size}, the order file has ${april.size}: lacking ${lacking.length} ` +
        `in ${tablesOf(lacking).join(' ')}; too many ${tooMany.join(' ')}`,
    );
  });

  test('every table as it is shown allows exactly the codes of the order file in force', () => {
    const reprinted = new Set(addenda.map(({ pcsTable }) => pcsTable));
    const printed = Map.groupBy(
      [...tables.filter(({ pcsTable }) => !reprinted.has(pcsTable)), ...addenda],
      ({ pcsTable }) => pcsTable,
    );
    for (const [table, codes] of Map.groupBy(april, (code) => code.slice(0, 3))) {
      const legal = new Set(codes.map((code) => code.slice(3)));
      const shown = rowsInForce(legal, printed.get(table) ?? []).flatMap(({ values }) => [...tailsOf(values)]);
      expect(new Set(shown), table).toEqual(legal);
      expect(shown, `${table}: a code in two rows`).toHaveLength(legal.size);
    }
  });
});
