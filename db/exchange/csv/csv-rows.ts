import { CsvError, parse } from 'csv-parse/sync';
import { plainCell } from '#db/exchange/csv/item-columns';
import { ITEM_LIMITS } from '#db/exchange/item-limits';
import { fail, ok, type Result } from '#domain/result';

/** A row with the line of the file it begins in. */
export interface CsvRow {
  line: number;
  cells: string[];
}

export interface CsvProblem {
  text: string;
  line?: number;
}

/** Cells of one row; a template has fewer than thirty. */
const MOST_CELLS = 200;

/** Splits a file into rows, in whichever of comma, semicolon and tab its header has. Empty rows are left out. */
export function readRows(text: string): Result<CsvRow[], CsvProblem> {
  // Excel’s own way to name the separator.
  const named = /^sep=([,;\t])\r?\n/i.exec(text);
  const body = text.slice(named?.[0].length ?? 0);
  try {
    const read = parse(body, {
      delimiter: named?.[1] ?? delimiterOf(body),
      info: true,
      relaxColumnCount: true,
      recordDelimiter: ['\r\n', '\n', '\r'],
      maxRecordSize: MOST_CELLS * ITEM_LIMITS.text,
      to: ITEM_LIMITS.items + 2,
    }) as unknown as { info: { lines: number }; record: string[] }[];
    return rowsOf(read, named ? 1 : 0);
  } catch (error) {
    if (error instanceof CsvError) return fail(problemOf(error, named ? 1 : 0));
    throw error;
  }
}

function rowsOf(read: { info: { lines: number }; record: string[] }[], before: number): Result<CsvRow[], CsvProblem> {
  const rows = read
    .map(({ record }, at) => ({ line: (read[at - 1]?.info.lines ?? 0) + 1 + before, cells: record.map(plainCell) }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const wide = rows.find(({ cells }) => cells.length > MOST_CELLS);
  return wide ? fail({ line: wide.line, text: `This row has more than ${MOST_CELLS} cells.` }) : ok(rows);
}

/** The separator its first line has most of; spreadsheet programs write semicolons where a comma is a decimal point. */
function delimiterOf(text: string): string {
  const header = /^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '';
  const times = (separator: string) => header.split(separator).length;
  return [';', '\t'].reduce((best, separator) => (times(separator) > times(best) ? separator : best), ',');
}

function problemOf({ code, lines }: CsvError & { lines?: number }, before: number): CsvProblem {
  const place = lines === undefined ? {} : { line: lines + before };
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return { ...place, text: 'A quote (") is opened and never closed. Close it or take it out.' };
  if (code === 'CSV_MAX_RECORD_SIZE') return { ...place, text: 'This row is far too long. Is a quote (") missing?' };
  return {
    ...place,
    text: 'A quote (") stands where none can. Put the whole cell into quotes and write each quote in it twice.',
  };
}
