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
 * add to the title ("initial encounter"). A 7th character whose title is not header + words is left out.
 */
export function seventhCharactersOf(rows: readonly CodeRow[]): Map<string, Record<string, string>> {
  const titles = new Map(rows.map((row) => [row.code, row.title]));
  const found = new Map<string, Record<string, string>>();
  for (const { code, title, parent } of rows) {
    const character = code[6];
    if (!parent || !character || parent.padEnd(6, 'X') !== code.slice(0, 6)) continue;
    const stem = `${titles.get(parent)}, `;
    if (!title.startsWith(stem)) continue;
    const meanings = found.get(parent) ?? {};
    meanings[character] = title.slice(stem.length);
    found.set(parent, meanings);
  }
  return found;
}
