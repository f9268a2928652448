import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { fail, ok, type Result } from '#domain/result';
import { type ForeignNote, toFieldHtml } from '#domain/study/foreign-note';
import type { WrittenCard } from '#domain/study/own-card';

/** Headers of a text file as Anki 2.1.54 and later write them. Columns are counted from 1. */
interface Headers {
  separator?: string;
  isHtml: boolean;
  deck?: string;
  tags: string[];
  columns: { deck?: number; tags?: number; notetype?: number; guid?: number };
  /** Lines they take. */
  lines: number;
}

const SEPARATORS: Record<string, string> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  space: ' ',
  pipe: '|',
  colon: ':',
};
const MOST_HEADERS = 40;
/** Separators, and lines, of a file; the library takes seconds for millions of empty cells and stops everybody meanwhile. */
const MOST_CELLS = 500_000;

/**
 * Reads “Notes in plain text”: a table with a separator, quoted fields that may hold line ends, and headers `#key:value`
 * at its beginning. Answers the notes in order, or a sentence that says why the file is none.
 */
export function readAnkiText(text: string, mostNotes: number): Result<ForeignNote[], string> {
  const whole = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const headers = readHeaders(whole);
  const body = whole.split('\n').slice(headers.lines).join('\n');
  const delimiter = headers.separator ?? guessSeparator(body);
  if (holdsMore(body, delimiter) || holdsMore(body, '\n'))
    return fail(`holds more than ${MOST_CELLS.toLocaleString('en')} cells or lines`);
  try {
    const options = {
      delimiter,
      info: true,
      relax_column_count: true,
      // A quote within a field that does not begin with one is a sign like any other, as Anki reads it.
      relax_quotes: true,
      skip_empty_lines: true,
      comment: '#',
      comment_no_infix: true,
      max_record_size: 1_000_000,
      to: mostNotes + 1,
    } as const;
    // The library's types do not say what `info` adds.
    const rows = parse(body, options) as unknown as { record: string[]; info: { lines: number } }[];
    if (rows.length > mostNotes) return fail(`holds more than ${mostNotes.toLocaleString('en')} notes`);
    return ok(rows.map(({ record, info }) => noteOf(record, headers.lines + firstLine(record, info.lines), headers)));
  } catch (error) {
    return fail(sayBroken(error, headers.lines));
  }
}

function holdsMore(text: string, sign: string): boolean {
  let found = 0;
  for (let at = text.indexOf(sign); at >= 0 && found <= MOST_CELLS; at = text.indexOf(sign, at + sign.length))
    found += 1;
  return found > MOST_CELLS;
}

/** The library says on which line a record ends. */
const firstLine = (record: readonly string[], last: number): number => last - record.join('').split('\n').length + 1;

function readHeaders(text: string): Headers {
  const headers: Headers = { isHtml: true, tags: [], columns: {}, lines: 0 };
  for (const line of text.split('\n', MOST_HEADERS)) {
    const [, key, value = ''] = /^#([a-z ]+):(.*)$/.exec(line) ?? [];
    if (key === undefined) break;
    headers.lines += 1;
    const column = /^(deck|tags|notetype|guid) column$/.exec(key)?.[1] as keyof Headers['columns'] | undefined;
    if (column && /^\d{1,3}$/.test(value.trim())) headers.columns[column] = Number(value);
    else if (key === 'separator') headers.separator = SEPARATORS[value.trim().toLowerCase()] ?? (value || '\t');
    else if (key === 'html') headers.isHtml = value.trim() === 'true';
    else if (key === 'deck') headers.deck = value.trim();
    else if (key === 'tags') headers.tags = value.trim().split(/\s+/);
  }
  return headers;
}

/** Without a header: the first of these that the first line has. */
function guessSeparator(body: string): string {
  const first = body.split('\n', 1)[0] ?? '';
  return ['\t', ';', ','].find((sign) => first.includes(sign)) ?? '\t';
}

function noteOf(record: readonly string[], line: number, { columns, deck, tags, isHtml }: Headers): ForeignNote {
  const cell = (column: number | undefined) => (column === undefined ? undefined : record[column - 1]);
  const special = new Set(Object.values(columns));
  const ownDeck = cell(columns.deck) ?? deck;
  return {
    place: `Line ${line}`,
    fields: record.filter((_, index) => !special.has(index + 1)),
    isHtml,
    isCloze: /cloze/i.test(cell(columns.notetype) ?? ''),
    ...(ownDeck !== undefined && { deck: ownDeck }),
    tags: [...tags, ...(cell(columns.tags) ?? '').split(/\s+/)],
  };
}

/** The library's errors name their line. */
function sayBroken(error: unknown, before: number): string {
  const { code, lines } = error as { code?: string; lines?: number };
  const line = typeof lines === 'number' ? `line ${lines + before}` : 'a line';
  if (code === 'CSV_QUOTE_NOT_CLOSED') return `has a quoted field that begins in or before ${line} and never ends`;
  if (code === 'CSV_MAX_RECORD_SIZE') return `has a note at ${line} that is longer than a million characters`;
  return `has quotes in ${line} that do not fit together`;
}

/** Cards as Anki's text: note type “Basic”, decks and tags in columns of their own. */
export function writeAnkiText(cards: readonly WrittenCard[]): string {
  const headers = ['#separator:tab', '#html:true', '#notetype:Basic', '#deck column:3', '#tags column:4'];
  const rows = cards.map(({ front, back, deck, tags }) => [
    toFieldHtml(front),
    toFieldHtml(back),
    deck.replace(/\s+/g, ' '),
    tags.map((tag) => tag.replace(/\s+/g, '_')).join(' '),
  ]);
  return `${headers.join('\n')}\n${stringify(rows, { delimiter: '\t', quoted_match: /^#/ })}`;
}
