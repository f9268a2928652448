import { type CsvRow, readRows } from '#db/exchange/csv/csv-rows';
import { csvColumns, LETTERS } from '#db/exchange/csv/item-columns';
import { readRow } from '#db/exchange/csv/read-row';
import { decodeText } from '#db/exchange/decode-text';
import { ITEM_LIMITS } from '#db/exchange/item-limits';
import { FileReport } from '#domain/exam/exchange/file-report';
import type { ReadItems } from '#domain/exam/exchange/foreign-item';
import { type PlacedForeignItem, withOwnNames } from '#domain/exam/exchange/item-name';

/** Columns no row can do without. */
const NEEDED = ['stem', 'option a'];

/**
 * Reads a table of items, a row an item, with the columns of `csvColumns`. Every cell that is wrong is an error with its
 * line and its column, and then nothing is taken. Never throws.
 */
export function readCsv(bytes: Uint8Array): ReadItems {
  const report = new FileReport();
  const text = decodeText(bytes);
  const rows = text.ok ? readRows(text.value) : text;
  if (!rows.ok) {
    const problem = typeof rows.problem === 'string' ? { text: rows.problem } : rows.problem;
    report.error(problem.text, { line: problem.line });
    return report.outcome([]);
  }
  const [header, ...records] = rows.value;
  if (header === undefined)
    report.error('The file holds no rows. The first one names the columns, as in the template.');
  const columns = header && readHeader(header.cells, header.line, report);
  return report.outcome(columns ? withOwnNames(readRecords(records, columns, report), report) : []);
}

function readRecords(records: readonly CsvRow[], columns: readonly string[], report: FileReport): PlacedForeignItem[] {
  if (records.length === 0) report.error('The file has a header and no rows.');
  if (records.length > ITEM_LIMITS.items)
    report.error(`The file has more than ${ITEM_LIMITS.items.toLocaleString('en-US')} rows. Split it.`);
  return records.slice(0, ITEM_LIMITS.items).flatMap(({ cells, line }) => {
    if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) report.error(TOO_WIDE, { line });
    const row = new Map(columns.map((column, at): [string, string] => [column, cells[at] ?? '']));
    const item = readRow(row, line, report);
    return item ? [{ item, line }] : [];
  });
}

const TOO_WIDE = 'This row has more cells than the header has columns. Is a separator or a quote missing?';

/** Names of columns as people write them: `Option_A` is `option a`. */
const columnName = (cell: string): string =>
  cell
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');

function readHeader(cells: readonly string[], line: number, report: FileReport): string[] | undefined {
  const known = new Set(csvColumns(LETTERS.length));
  const columns = cells.map(columnName);
  const missing = NEEDED.filter((column) => !columns.includes(column));
  for (const column of missing)
    report.error(`The column “${column}” is missing. The first line names the columns, as in the template.`, { line });
  for (const [at, column] of columns.entries()) {
    if (column !== '' && columns.indexOf(column) < at)
      report.error(`The column “${column.slice(0, 60)}” stands there twice.`, { line });
    else if (column !== '' && !known.has(column))
      report.warning(`The column “${column.slice(0, 60)}” is not known and left out.`, { line });
  }
  return missing.length > 0 ? undefined : columns;
}
