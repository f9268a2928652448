import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { Coverage } from '#db/schema/codes';
import {
  type Catalog,
  type CodeEntry,
  type CodeFacts,
  type CodeNote,
  type Modifier,
  makeCatalog,
  type NoteKind,
  type ReleasePins,
} from '#domain/codeset/catalog';
import { CODE_SYSTEMS, type Code, type CodeSystem } from '#domain/codeset/code';
import { lookalikes } from '#domain/codeset/lookalikes';

/** A code that a sheet or key names, in canonical text; it need not exist or be well formed. */
export interface WantedCode {
  system: CodeSystem;
  code: string;
}

/**
 * The slice of the pinned releases that these codes need: entries with their own and inherited notes, the headers
 * above them, forms of them that edits ask about, modifiers and PCS axis values. Four queries however many codes there
 * are; a code that no release has is simply absent.
 */
export async function getCatalog(catalogDb: Db, pins: ReleasePins, wanted: readonly WantedCode[]): Promise<Catalog> {
  const asked = new Set(wanted.flatMap(withRelatives));
  const [installed, rows, notes, terms] = [
    await listInstalled(catalogDb),
    await listCodeRows(catalogDb, [...asked]),
    await listNotes(catalogDb, pins, wanted),
    await listTerms(catalogDb, pins, wanted),
  ];
  const isPinned = (row: { system: CodeSystem; label: string }) => pins[row.system] === row.label;
  const entries = toEntries(rows.filter(isPinned), notes);
  const covers = coverageOf(installed.filter(isPinned), entries);
  const elsewhere = rows
    .filter((row) => !isPinned(row) && row.billable === 1)
    .map((row) => `${row.system}:${row.code}`);
  return makeCatalog({ pins, entries: entries.values(), elsewhere, covers, ...terms });
}

/** All proper prefixes of three characters or more, longest first: every header a code can have stands among them. */
const prefixesOf = (code: string): string[] =>
  Array.from({ length: Math.max(0, Math.min(code.length, 7) - 3) }, (_, at) => code.slice(0, -1 - at));

function withRelatives({ system, code }: WantedCode): string[] {
  if (system === 'icd10cm') return [code, ...lookalikes(code)].flatMap((form) => [form, ...prefixesOf(form)]);
  return system === 'icd10pcs' ? [code, code.slice(0, 3)] : [code];
}

interface InstalledRow {
  system: CodeSystem;
  label: string;
  coverage: Coverage;
  /** A family of a system without headers (HCPCS). */
  family: string | null;
}

const listInstalled = (catalogDb: Db): Promise<InstalledRow[]> =>
  catalogDb.all<InstalledRow>(sql`
    select r.system, r.label, r.coverage, s.key as family
    from releases r left join sections s on s.release_id = r.id and s.kind = 'family'`);

interface CodeRow {
  system: CodeSystem;
  label: string;
  code: string;
  title: string;
  billable: number;
  parent: string | null;
  facts: string | null;
}

/** Rows of these codes in every release, so that a code of another year is known. */
const listCodeRows = (catalogDb: Db, codes: string[]): Promise<CodeRow[]> =>
  catalogDb.all<CodeRow>(sql`
    select r.system, r.label, c.code, c.title, c.billable, c.parent, c.facts
    from codes c join releases r on r.id = c.release_id
    where c.code in (select value from json_each(${JSON.stringify(codes)}))`);

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

/** Notes at the codes, at the headers above them, and at the chapters and blocks around their categories. */
function listNotes(catalogDb: Db, pins: ReleasePins, wanted: readonly WantedCode[]): Promise<NoteRow[]> {
  const codes = wanted.filter(({ system }) => system === 'icd10cm').map(({ code }) => code);
  const places = JSON.stringify([...new Set(codes.flatMap((code) => [code, ...prefixesOf(code)]))]);
  const categories = JSON.stringify([...new Set(codes.map((code) => code.slice(0, 3)))]);
  return catalogDb.all<NoteRow>(sql`
    with pinned as (select id from releases where system = 'icd10cm' and label = ${pins.icd10cm})
    select n.at, n.kind, n.targets, n.text, n.conditional, null as first, null as last
    from notes n where n.release_id in pinned and n.at in (select value from json_each(${places}))
    union all
    select n.at, n.kind, n.targets, n.text, n.conditional, s.first, s.last
    from sections s join notes n on n.release_id = s.release_id and n.at = s.key
    where s.release_id in pinned
      and exists (select 1 from json_each(${categories}) where value between s.first and s.last)`);
}

interface Terms {
  modifiers: Modifier[];
  pcsValues: Map<string, string>;
}

interface TermRow {
  system: CodeSystem;
  pcsTable: string | null;
  axis: number | null;
  /** The modifier's kind, or the axis value. */
  kind: string;
  code: string | null;
  title: string;
}

/** Modifiers of the pinned releases and the axis values of the PCS tables in question, in one query. */
async function listTerms(catalogDb: Db, pins: ReleasePins, wanted: readonly WantedCode[]): Promise<Terms> {
  const tables = wanted.filter(({ system }) => system === 'icd10pcs').map(({ code }) => code.slice(0, 3));
  const labels = JSON.stringify(CODE_SYSTEMS.map((system) => `${system} ${pins[system] ?? ''}`));
  const rows = await catalogDb.all<TermRow>(sql`
    with pinned as (
      select id, system from releases where system || ' ' || label in (select value from json_each(${labels})))
    select p.system, null as pcsTable, null as axis, m.kind, m.code, m.title
    from modifiers m join pinned p on p.id = m.release_id
    union all
    select p.system, v.pcs_table, v.axis, v.value, null, v.label
    from pcs_values v join pinned p on p.id = v.release_id
    where v.pcs_table in (select value from json_each(${JSON.stringify([...new Set(tables)])}))`);
  const modifiers = rows.flatMap(({ system, code, title, kind }) =>
    code === null ? [] : [{ system, code, title, kind: kind as Modifier['kind'] }],
  );
  // The practice set words the public modifiers more plainly: its wording wins where both are pinned.
  const plainLast = modifiers.sort((one, other) => Number(one.system === 'px') - Number(other.system === 'px'));
  return {
    modifiers: plainLast.map(({ code, title, kind }) => ({ code, title, kind })),
    pcsValues: new Map(
      rows.flatMap((row) => (row.axis === null ? [] : [[`${row.pcsTable}:${row.axis}:${row.kind}`, row.title]])),
    ),
  };
}

function toEntries(rows: CodeRow[], noteRows: NoteRow[]): Map<string, CodeEntry> {
  const own = new Map(rows.map((row) => [`${row.system}:${row.code}`, readFacts(row)]));
  const notes = noteRows.map((row) => ({ ...row, targets: JSON.parse(row.targets) as CodeNote['targets'] }));
  const atCode = Map.groupBy(
    notes.filter((note) => note.first === null),
    (note) => note.at,
  );
  const above = notes.filter((note) => note.first !== null);
  const entryOf = (row: CodeRow): CodeEntry => {
    const { system, code, title, parent } = row;
    const inherited = parent === null ? undefined : own.get(`${system}:${parent}`)?.seventhCharacters;
    return {
      system,
      code: code as Code,
      title,
      billable: row.billable === 1,
      ...(parent !== null && { parent: parent as Code }),
      notes: system === 'icd10cm' ? notesOf(code, atCode, above) : [],
      facts: { ...(inherited && { seventhCharacters: inherited }), ...own.get(`${system}:${code}`) },
    };
  };
  return new Map(rows.map((row) => [`${row.system}:${row.code}`, entryOf(row)]));
}

const readFacts = ({ facts }: CodeRow): CodeFacts => (facts === null ? {} : (JSON.parse(facts) as CodeFacts));

type ReadNote = Omit<NoteRow, 'targets'> & { targets: CodeNote['targets'] };

/** A code's notes, its own first, then those of the headers above it, last those of its block and chapter. */
function notesOf(code: string, atCode: Map<string, ReadNote[]>, above: ReadNote[]): CodeNote[] {
  const category = code.slice(0, 3);
  const around = above.filter(
    ({ first, last }) => first !== null && last !== null && first <= category && category <= last,
  );
  const found = [code, ...prefixesOf(code)].flatMap((place) => atCode.get(place) ?? []);
  // A block of one category has the category's name: the note is then found on both ways.
  const far = around.filter((note) => !found.some((near) => near.at === note.at && near.kind === note.kind));
  return [...found, ...far].map(({ at, kind, targets, text, conditional }) => ({
    at,
    kind,
    targets,
    text,
    ...(conditional === 1 && { conditional: true }),
  }));
}

/** Whether the installed release has the whole family of a code: see `Catalog.covers`. */
function coverageOf(installed: InstalledRow[], entries: Map<string, CodeEntry>): Catalog['covers'] {
  const whole = new Set(installed.filter(({ coverage }) => coverage === 'whole').map(({ system }) => system));
  const families = new Set(installed.map(({ system, family }) => `${system}:${family}`));
  return (system, code) => {
    const family = `${system}:${code.slice(0, 3)}`;
    return whole.has(system) || families.has(family) || (system.startsWith('icd10') && entries.has(family));
  };
}
