import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { InstalledRelease } from '#db/queries/releases';
import { ROW_TABLES } from '#db/releases/store-release';
import type { CodeRange } from '#domain/codeset/catalog';

/** One check of one release: how many things were looked at, and a sentence for each that is wrong. */
export interface Check {
  release: InstalledRelease;
  what: string;
  looked: number;
  findings: string[];
  /** The agency published it so: worth knowing, no fault of what is installed. */
  isPublished?: boolean;
}

/** Nothing was lost since the release was written: its rows are as many as then. */
export async function checkRowCount(catalogDb: Db, release: InstalledRelease): Promise<Check> {
  const counts = ROW_TABLES.map(
    (table) => sql`(select count(*) from ${sql.raw(table)} where release_id = ${release.id})`,
  );
  const [row] = await catalogDb.all<{ rows: number }>(sql`select ${sql.join(counts, sql` + `)} as rows`);
  const looked = row?.rows ?? 0;
  const findings = looked === release.rowCount ? [] : [`has ${looked} rows instead of ${release.rowCount}`];
  return { release, what: 'rows', looked, findings };
}

/** Every code stands below a code of its own release, or below none. */
export async function checkParents(catalogDb: Db, release: InstalledRelease): Promise<Check> {
  const rows = await catalogDb.all<{ code: string; parent: string; isThere: number }>(sql`
    select child.code, child.parent, above.code is not null as isThere
    from codes child left join codes above on above.release_id = child.release_id and above.code = child.parent
    where child.release_id = ${release.id} and child.parent is not null`);
  const lost = rows.filter(({ isThere }) => isThere === 0);
  const findings = lost.map(({ code, parent }) => `${code} stands below ${parent}, which is not there`);
  return { release, what: 'parents', looked: rows.length, findings };
}

interface NoteOf {
  at: string;
  kind: string;
  text: string;
  targets: CodeRange[];
}

/** Every note stands at a code, section or modifier of its own release, and names codes that are there. */
export async function checkNotes(catalogDb: Db, release: InstalledRelease): Promise<Check[]> {
  const notes = await catalogDb.all<Omit<NoteOf, 'targets'> & { targets: string }>(
    sql`select at, kind, text, targets from notes where release_id = ${release.id}`,
  );
  if (notes.length === 0) return [];
  const places = await catalogDb.all<{ at: string }>(sql`
    select code as at from codes where release_id = ${release.id}
    union all select key from sections where release_id = ${release.id}
    union all select 'modifier ' || code from modifiers where release_id = ${release.id}`);
  const known = new Set(places.map(({ at }) => at));
  // Rules of the practice set that hold for all of it stand under their own name.
  const lost = notes.filter(({ at }) => !known.has(at) && !at.startsWith('rule '));
  const standing: Check = {
    release,
    what: 'places of notes',
    looked: notes.length,
    findings: lost.map(({ at, text }) => `a note stands at ${at}, which is not there: ${text}`),
  };
  // Where only some families are installed a note may well name a code of another one.
  if (release.coverage !== 'whole') return [standing];
  return [
    standing,
    checkTargets(
      release,
      notes.map((note) => ({ ...note, targets: JSON.parse(note.targets) })),
      [...known],
    ),
  ];
}

function checkTargets(release: InstalledRelease, notes: readonly NoteOf[], places: readonly string[]): Check {
  const isNamed = knownBeginnings(places);
  const named = notes.flatMap(({ targets, at, text }) => targets.map((target) => ({ target, at, text })));
  const findings = named
    .filter(({ target: { from, to } }) => !(isNamed(from) && isNamed(to)))
    .map(
      ({ target: { from, to }, at, text }) => `${at} names ${from === to ? from : `${from}–${to}`}, not there: ${text}`,
    );
  return { release, what: 'codes that notes name', looked: named.length, findings, isPublished: true };
}

/** The shortest entry that 7th characters are put behind. */
const SHORTEST_STEM = 3;

/** Says whether a code, a beginning of one, or one with its 7th character is there: entries stop where those begin. */
function knownBeginnings(codes: readonly string[]): (code: string) => boolean {
  const whole = new Set(codes);
  const beginnings = new Set(codes.flatMap((code) => Array.from(code, (_, at) => code.slice(0, at + 1))));
  const stemOf = (code: string) =>
    Array.from(code, (_, at) => code.slice(0, at + 1)).findLast(
      (stem) => stem.length >= SHORTEST_STEM && whole.has(stem),
    );
  return (code) => beginnings.has(code) || (code.length === 7 && stemOf(code) !== undefined);
}
