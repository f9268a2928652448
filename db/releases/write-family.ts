import { type Family, factWords } from '#db/releases/family-file';
import { writeNote } from '#db/releases/note-line';
import { seventhMeaning } from '#db/releases/order-file';
import type { CodeRow } from '#db/releases/release-content';
import { type CodeSystem, formatCode } from '#domain/codeset/code';

/**
 * The text of a family file, the inverse of `readFamily`. `title` heads it as a comment. Codes whose 7th character can
 * be expanded exactly are folded into their header's line.
 */
export function writeFamily(title: string, system: CodeSystem, family: Family): string {
  const sets = new Map<string, string>();
  const lines = foldedRows(family.codes).map(({ row, folded }) => {
    const code = formatCode({ system, code: row.code });
    if (folded.length === 0)
      return [code, [row.billable ? 'billable' : 'header', ...factWords(row.facts)].join(' '), row.title];
    return [code, `7.${numberOf(sets, row, folded)}=${groups(folded)}`, row.title];
  });
  const all = [
    ...[...sets].map(([meanings, number]) => ['seventh', number, ...meanings.split('\t')]),
    ...lines,
    ...family.notes.map(writeNote),
    ...family.pcsValues.map((value) => ['value', String(value.axis), value.value, value.label]),
  ];
  return `# ${title}\n${all.map((cells) => cells.join('\t')).join('\n')}\n`;
}

interface Folded {
  row: CodeRow;
  folded: CodeRow[];
}

/** Rows with the codes below them that the reader would rebuild letter for letter. */
function foldedRows(rows: readonly CodeRow[]): Folded[] {
  const below = new Map<string, CodeRow[]>();
  for (const row of rows) if (row.parent) below.set(row.parent, [...(below.get(row.parent) ?? []), row]);
  const gone = new Set<string>();
  const result: Folded[] = [];
  for (const row of rows) {
    if (gone.has(row.code)) continue;
    const children = below.get(row.code) ?? [];
    const folded =
      children.length > 0 && children.every((child) => seventhMeaning(row, child) !== undefined) ? children : [];
    for (const child of folded) gone.add(child.code);
    result.push({ row, folded });
  }
  return result;
}

/** The number of the smallest known set that says the same of these characters; a new one otherwise. */
function numberOf(sets: Map<string, string>, header: CodeRow, folded: CodeRow[]): string {
  const cells = folded.map((child) => `${child.code[6]}=${seventhMeaning(header, child)}`);
  for (const [meanings, number] of sets) {
    const known = meanings.split('\t');
    if (cells.every((cell) => known.includes(cell))) return number;
  }
  const number = String(sets.size + 1);
  sets.set(cells.join('\t'), number);
  return number;
}

/** 7th characters grouped by their facts: `A:cc|D,S:exempt`. */
function groups(folded: CodeRow[]): string {
  const byFacts = new Map<string, string[]>();
  for (const child of folded) {
    const words = factWords(child.facts).join(' ');
    byFacts.set(words, [...(byFacts.get(words) ?? []), child.code[6] ?? '']);
  }
  return [...byFacts]
    .map(([words, characters]) => (words ? `${characters.join(',')}:${words}` : characters.join(',')))
    .join('|');
}
