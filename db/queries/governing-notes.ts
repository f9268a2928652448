import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { Sources } from '#db/queries/catalog-sources';
import type { InstalledRelease } from '#db/queries/releases';
import { noteText } from '#db/releases/note-text';
import { beginningsOf, type CodeNote, type CodeRange, type NoteKind } from '#domain/codeset/catalog';
import { isBetween } from '#domain/codeset/official-order';

interface NoteRow {
  at: string;
  kind: NoteKind;
  targets: string;
  text: string;
  conditional: number;
}

/** Kinds that ask for something. Excludes2 allows both codes and "includes" names none, so nothing is checked by them. */
const ASKED: NoteKind[] = ['excludes1', 'code-first', 'use-additional', 'code-also'];

/** Every place at or above a code where a note may stand that governs it: itself and what it begins with. */
export const placesOf = (code: string): string[] => beginningsOf(code).filter((place) => place.length >= 3);

/**
 * The notes that govern these ICD-10-CM codes: a function that answers a code's own first, then those of the headers
 * above it, last those of its chapter and blocks. Two queries.
 */
export async function findGoverningNotes(
  catalogDb: Db,
  sources: Pick<Sources, 'codes' | 'notes'>,
  codes: readonly string[],
): Promise<(code: string) => CodeNote[]> {
  const release = sources.notes;
  if (!release) return () => [];
  const sections = await listSections(catalogDb, release.id);
  const sectionsOf = (code: string) =>
    sections.filter(({ first, last }) => isBetween(code.slice(0, 3), first, last)).map(({ key }) => key);
  const above = new Map(codes.map((code) => [code.slice(0, 3), sectionsOf(code)]));
  const places = [...codes.flatMap(placesOf), ...[...above.values()].flat()];
  const rows = await listNoteRows(catalogDb, release.id, places);
  const joined = joinLines(rows, release.kind === 'tabular');
  const pinned = sources.codes.get('icd10cm')?.[0];
  const isBorrowed = pinned !== undefined && pinned.label !== release.label;
  const notes = Map.groupBy(isBorrowed ? await borrow(catalogDb, joined, release, pinned) : joined, ({ at }) => at);
  // A block of one category has the category's name and is found there.
  return (code) =>
    [...new Set([...placesOf(code), ...(above.get(code.slice(0, 3)) ?? [])])].flatMap(
      (place) => notes.get(place) ?? [],
    );
}

interface SectionSpan {
  key: string;
  first: string;
  last: string;
}

/** All chapters and blocks of a release, as one value: three hundred rows would take longer to hand over than to read. */
async function listSections(catalogDb: Db, releaseId: number): Promise<SectionSpan[]> {
  const [row] = await catalogDb.all<{ sections: string }>(sql`
    select json_group_array(json_object('key', key, 'first', first, 'last', last)) as sections
    from sections where release_id = ${releaseId}`);
  return JSON.parse(row?.sections ?? '[]') as SectionSpan[];
}

/** Lines at these places in printed order. */
function listNoteRows(catalogDb: Db, releaseId: number, places: readonly string[]): Promise<NoteRow[]> {
  const list = (values: Iterable<string>) => sql`json_each(${JSON.stringify([...new Set(values)])})`;
  // `cross join` keeps SQLite from reading all notes: each place and kind is one step into the primary key.
  return catalogDb.all<NoteRow>(sql`
    select n.at, n.kind, n.targets, n.text, n.conditional
    from ${list(places)} as place cross join ${list(ASKED)} as asked
      cross join notes n on n.release_id = ${releaseId} and n.at = place.value and n.kind = asked.value
    order by n.line`);
}

/**
 * Printed lines as notes. Lines that ask for codes are one request for each place and kind: "use additional code" with
 * four lines under it is answered by any of their codes. An Excludes line stands for itself, so that it can be quoted.
 */
function joinLines(rows: readonly NoteRow[], isPrinted: boolean): CodeNote[] {
  const groups = Map.groupBy(rows, ({ at, kind }, line) => (kind === 'excludes1' ? `${line}` : `${at} ${kind}`));
  return [...groups.values()].flatMap((lines) => {
    const [head] = lines;
    if (!head) return [];
    const { at, kind } = head;
    const note: CodeNote = { at, kind, targets: distinctTargets(lines), text: textOf(lines) };
    if (lines.some(({ conditional }) => conditional === 1)) note.conditional = true;
    if (isPrinted) note.printed = true;
    // An Excludes line without codes is for the reader of the tabular list.
    return kind === 'excludes1' && note.targets.length === 0 ? [] : [note];
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

/**
 * Notes of another year than the pinned one: marked with their year, and without the codes that the pinned year has not.
 * A note that named such a code is told in our own words, since its lines would name it; one that named no other is gone.
 */
async function borrow(
  catalogDb: Db,
  notes: readonly CodeNote[],
  { label }: InstalledRelease,
  pinned: InstalledRelease,
): Promise<CodeNote[]> {
  const gone = await listMissing(catalogDb, pinned.id, notes.flatMap(({ targets }) => targets).flatMap(endsOf));
  return notes.flatMap((note): CodeNote[] => {
    const targets = note.targets.filter((range) => !endsOf(range).some((end) => gone.has(end)));
    if (targets.length === note.targets.length) return [{ ...note, borrowedFrom: label }];
    const { printed: _, ...rest } = note;
    return targets.length > 0
      ? [{ ...rest, targets, text: noteText({ ...rest, targets }, () => ''), borrowedFrom: label }]
      : [];
  });
}

const endsOf = ({ from, to }: CodeRange): string[] => [from, to];

/** Those of `beginnings` that no code of a release begins with. */
async function listMissing(catalogDb: Db, releaseId: number, beginnings: readonly string[]): Promise<Set<string>> {
  const rows = await catalogDb.all<{ beginning: string }>(sql`
    select asked.value as beginning from json_each(${JSON.stringify([...new Set(beginnings)])}) as asked
    where not exists (
      select 1 from codes c
      where c.release_id = ${releaseId} and c.code between asked.value and asked.value || '~')`);
  return new Set(rows.map(({ beginning }) => beginning));
}
