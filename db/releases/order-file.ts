import type { CodeRow } from '#db/releases/release-content';

/**
 * Reads an ICD-10-CM or ICD-10-PCS order file: fixed width, 7–13 code without point, 15 billable 1/0, 78– long title.
 * Rows keep the official order; `parent` is the nearest header above (the longest prefix that is a row itself).
 */
export function readOrderFile(text: string): CodeRow[] {
  const known = new Set<string>();
  const rows: CodeRow[] = [];
  for (const line of text.split('\n')) {
    if (line.length < 78) continue;
    const code = line.slice(6, 13).trim();
    const parent = nearestPrefix(code, known);
    known.add(code);
    rows.push({ code, title: line.slice(77).trim(), billable: line[14] === '1', ...(parent && { parent }) });
  }
  return rows;
}

/** The longest proper prefix of `code`, three characters or more, that `known` has. */
export function nearestPrefix(code: string, known: { has(code: string): boolean }): string | undefined {
  for (let length = code.length - 1; length >= 3; length--) {
    const prefix = code.slice(0, length);
    if (known.has(prefix)) return prefix;
  }
  return undefined;
}

/**
 * The 7th characters of each ICD-10-CM header that codes of seven characters stand directly below, with the words they
 * add to the title ("initial encounter"). A header counts only when the titles of all its codes are its own plus such
 * words: some codes of seven characters are plain subdivisions (Z86.0101) and have no 7th character in that sense.
 */
export function seventhCharactersOf(rows: readonly CodeRow[]): Map<string, Record<string, string>> {
  const headers = new Map(rows.filter((row) => !row.billable).map((row) => [row.code, row]));
  const found = new Map<string, Record<string, string>>();
  const plain = new Set<string>();
  for (const row of rows) {
    const header = headers.get(row.parent ?? '');
    if (!header) continue;
    const meaning = seventhMeaning(header, row);
    if (meaning === undefined) plain.add(header.code);
    else found.set(header.code, { ...found.get(header.code), [row.code.slice(6)]: meaning });
  }
  for (const code of plain) found.delete(code);
  return found;
}

/** What a code's 7th character says, where the code is its header padded with X to six characters plus one more. */
export function seventhMeaning(header: CodeRow, row: CodeRow): string | undefined {
  const isExtended = row.billable && row.code.length === 7 && row.code.slice(0, 6) === header.code.padEnd(6, 'X');
  return isExtended && row.title.startsWith(`${header.title}, `) ? row.title.slice(header.title.length + 2) : undefined;
}
