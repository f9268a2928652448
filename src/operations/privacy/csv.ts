import { stringify } from 'csv-stringify/sync';

/**
 * A page of rows as CSV; lists and objects as JSON. Cells that a spreadsheet would run as a formula get an apostrophe.
 * `quoted_match`, because the library quotes its own line end alone: a plain line feed would begin another row.
 */
export const csvOf = (columns: readonly string[], rows: readonly Record<string, unknown>[], isFirst: boolean): string =>
  stringify(
    rows.map((row) => columns.map((column) => cellOf(row[column]))),
    {
      columns: [...columns],
      header: isFirst,
      escape_formulas: true,
      record_delimiter: 'windows',
      quoted_match: /[\r\n]/,
    },
  );

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
