import { CsvError, parse } from 'csv-parse/sync';
import type { RosterRecord } from '#domain/people/roster';
import { fail, ok, type Result } from '#domain/result';

export const LARGEST_ROSTER_IN_BYTES = 256 * 1024;
export const MOST_ROSTER_LINES = 2000;
/** Characters of one cell; an e-mail address has 254 at most. */
const LONGEST_CELL = 1000;
const MOST_CELLS = 50;

/** The bytes of a file as text. Only UTF-8 is read: in any other encoding names would come out wrong, unnoticed. */
export function decodeRoster(bytes: Uint8Array): Result<string, string> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return fail('The file is not in UTF-8. In the spreadsheet program choose “CSV UTF-8” when you save it.');
  }
}

/** Text as it is kept between the dry run and the import: forms turn every line end into CR LF. */
export const plainText = (text: string): string => text.replace(/\r\n?/g, '\n');

/** Splits a roster into records, in whichever of comma, semicolon and tab its header has. Never throws. */
export function readRoster(text: string): Result<RosterRecord[], string> {
  const problem = problemOf(text);
  if (problem) return fail(problem);
  try {
    const read = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
      trim: true,
      maxRecordSize: MOST_CELLS * LONGEST_CELL,
    }) as unknown as { info: { lines: number }; record: string[] }[];
    return recordsOf(read);
  } catch (error) {
    if (error instanceof CsvError) return fail(sentenceOf(error));
    throw error;
  }
}

function problemOf(text: string): string | undefined {
  if (new TextEncoder().encode(text).length > LARGEST_ROSTER_IN_BYTES)
    return 'A roster has 256 KB at most. Split it and import the parts one after the other.';
  if (/[\0\uFFFD]/.test(text))
    return 'Some characters got lost on the way: this is no plain text in UTF-8. Save it as “CSV UTF-8”, or paste it again.';
  if (text.split('\n').length - 1 > MOST_ROSTER_LINES + 1) return TOO_MANY;
  return undefined;
}

const TOO_MANY = `A roster has ${MOST_ROSTER_LINES.toLocaleString('en-US')} lines at most, without its header. Split it and import the parts one after the other.`;

function recordsOf(read: { info: { lines: number }; record: string[] }[]): Result<RosterRecord[], string> {
  const records = read
    .map(({ info, record }) => ({ line: info.lines, cells: record }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (records.length > MOST_ROSTER_LINES + 1) return fail(TOO_MANY);
  const wide = records.find(
    ({ cells }) => cells.length > MOST_CELLS || cells.some((cell) => cell.length > LONGEST_CELL),
  );
  if (wide) return fail(`Line ${wide.line} is far too long for a person. Is a quote (") missing there?`);
  return ok(records);
}

/** The separator its first line has most of; spreadsheet programs write semicolons where a comma is a decimal point. */
function delimiterOf(text: string): string {
  const header = /^[^\n]*/.exec(text.replace(/^\uFEFF?\s*/, ''))?.[0] ?? '';
  const times = (separator: string) => header.split(separator).length;
  return [';', '\t'].reduce((best, separator) => (times(separator) > times(best) ? separator : best), ',');
}

function sentenceOf({ code, lines }: CsvError & { lines?: number }): string {
  const where = lines === undefined ? '' : ` in line ${lines}`;
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return `A quote (") is opened${where} and never closed. Close it or take it out.`;
  if (code === 'CSV_MAX_RECORD_SIZE') return `A line is far too long${where}. Is a quote (") missing?`;
  return `A quote (")${where} stands where none can. Put the whole cell into quotes and write each quote in it twice.`;
}
