import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { InstalledRelease } from '#db/queries/releases';
import { beginningsOf, type CodeNote, type NoteKind } from '#domain/codeset/catalog';
import { isBetween, officialOrder } from '#domain/codeset/official-order';

interface NoteRow {
  at: string;
  kind: NoteKind;
  targets: string;
  text: string;
  conditional: number;
  /** First and last category of the section the note stands at; null at a code. */
  first: string | null;
  last: string | null;
}

/** Kinds that edits and grading ask about. "Includes" relates no codes to each other. */
const ASKED: NoteKind[] = ['excludes1', 'excludes2', 'code-first', 'use-additional', 'code-also'];

/** Every place at or above a code where a note may stand that governs it: itself and what it begins with. */
export const placesOf = (code: string): string[] => beginningsOf(code).filter((place) => place.length >= 3);

/**
 * The notes that govern these ICD-10-CM codes: a function that answers a code's own first, then those of the headers
 * above it, last those of its block and chapter. One query.
 */
export async function findGoverningNotes(
  catalogDb: Db,
  release: InstalledRelease | undefined,
  codes: readonly string[],
): Promise<(code: string) => CodeNote[]> {
  const rows = release ? await listNoteRows(catalogDb, release.id, codes) : [];
  const notes = joinLines(rows, release?.kind === 'tabular');
  const atCode = Map.groupBy(
    notes.filter(({ section }) => section === undefined),
    ({ note }) => note.at,
  );
  const above = notes.filter(({ section }) => section !== undefined);
  return (code) => {
    const category = code.slice(0, 3);
    const found = placesOf(code).flatMap((place) => atCode.get(place) ?? []);
    const around = above.filter(({ section }) => section && isBetween(category, section.first, section.last));
    // A block of one category has the category's name: the note is then found on both ways.
    const far = around.filter(({ note }) => !found.some((near) => near.note.at === note.at));
    return [...found, ...far].map(({ note }) => note);
  };
}

/** Lines at the codes, at the headers above them, and at the chapters and blocks around their categories. */
function listNoteRows(catalogDb: Db, releaseId: number, codes: readonly string[]): Promise<NoteRow[]> {
  const list = (values: Iterable<string>) => sql`json_each(${JSON.stringify([...new Set(values)])})`;
  const columns = sql`n.at, n.kind, n.targets, n.text, n.conditional`;
  // `cross join` keeps SQLite from reading all notes: each place and kind is one step into the primary key.
  return catalogDb.all<NoteRow>(sql`
    select * from (
      select ${columns}, null as first, null as last, n.line
      from ${list(codes.flatMap(placesOf))} as place cross join ${list(ASKED)} as asked
        cross join notes n on n.release_id = ${releaseId} and n.at = place.value and n.kind = asked.value
      union all
      select ${columns}, s.first, s.last, n.line
      from (
        select distinct s.key, s.first, s.last
        from ${list(codes.map((code) => officialOrder(code.slice(0, 3))))} as category
          cross join sections s on s.release_id = ${releaseId}
            and (category.value between s.first and s.last or substr(category.value, -3) = s.first)) as s
        cross join ${list(ASKED)} as asked
        cross join notes n on n.release_id = ${releaseId} and n.at = s.key and n.kind = asked.value)
    order by line`);
}

interface PlacedNote {
  note: CodeNote;
  section?: { first: string; last: string };
}

/**
 * Printed lines as notes. Lines that ask for codes are one request for each place and kind: "use additional code" with
 * four lines under it is answered by any of their codes. An Excludes line stands for itself, so that it can be quoted.
 */
function joinLines(rows: readonly NoteRow[], isPrinted: boolean): PlacedNote[] {
  const groups = Map.groupBy(rows, (row, at) =>
    row.kind.startsWith('excludes') ? `${at}` : `${row.at} ${row.kind} ${row.first ?? ''}`,
  );
  return [...groups.values()].flatMap((lines) => {
    const [head] = lines;
    if (!head) return [];
    const { at, kind, first, last } = head;
    const targets = distinctTargets(lines);
    const note: CodeNote = { at, kind, targets, text: textOf(lines) };
    if (lines.some(({ conditional }) => conditional === 1)) note.conditional = true;
    if (isPrinted) note.printed = true;
    // An Excludes line without codes is for the reader of the tabular list.
    if (targets.length === 0 && kind.startsWith('excludes')) return [];
    return [first !== null && last !== null ? { note, section: { first, last } } : { note }];
  });
}

/** Several lines may name the same codes: insulin and other names of it. */
function distinctTargets(lines: readonly NoteRow[]): CodeNote['targets'] {
  const [only, ...others] = lines.map(({ targets }) => JSON.parse(targets) as CodeNote['targets']);
  if (others.length === 0) return only ?? [];
  const all = [...(only ?? []), ...others.flat()];
  return [...new Map(all.map((range) => [JSON.stringify(range), range])).values()];
}

/** `code to identify: insulin (Z79.4); oral drugs (Z79.84)`. */
const textOf = (lines: readonly NoteRow[]): string =>
  lines.map(({ text }) => text).reduce((whole, line) => `${whole}${whole.endsWith(':') ? '' : ';'} ${line}`);
