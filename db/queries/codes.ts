import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import {
  codeReleases,
  type InstalledRelease,
  listReleases,
  releasesInForce,
  supplementsInForce,
} from '#db/queries/releases';
import type { ReleaseKind } from '#db/schema/codes';
import {
  type Catalog,
  type CodeEntry,
  type CodeFacts,
  type CodeNote,
  type Modifier,
  makeCatalog,
  NOTE_KINDS,
  type PrintedKind,
  type ReleaseChoice,
} from '#domain/codeset/catalog';
import { type Code, type CodeSystem, serviceSystemOf } from '#domain/codeset/code';
import { lookalikes } from '#domain/codeset/lookalikes';

/** A code that a sheet or key names, in canonical text; it need not exist or be well formed. */
export interface WantedCode {
  system: CodeSystem;
  code: string;
}

/**
 * The slice of the pinned releases that these codes need: entries with their own and inherited notes, the headers
 * above them, forms of them that edits ask about, modifiers and PCS axis values. Five queries however many codes there
 * are; a code that no release has is simply absent.
 */
export async function getCatalog(
  catalogDb: Db,
  choice: ReleaseChoice,
  wanted: readonly WantedCode[],
): Promise<Catalog> {
  const asked = [...new Set(wanted.flatMap(withRelatives))];
  const sources = sourcesOf(await listReleases(catalogDb), choice);
  const [rows, lists, notes, terms] = [
    await listCodeRows(catalogDb, asked),
    await listFactRows(catalogDb, sources.lists, asked),
    await listNotes(catalogDb, sources.notes, wanted),
    await listTerms(catalogDb, sources, wanted),
  ];
  const entries = toEntries(preferred(rows, sources), factsOf(rows, lists, sources), notes);
  const pinned = new Set([...sources.codes.values()].flat().map(({ id }) => id));
  const elsewhere = rows
    .filter((row) => !pinned.has(row.releaseId) && row.billable === 1)
    .map((row) => `${row.system}:${row.code}`);
  const covers = coverageOf(sources, terms.families, entries);
  return makeCatalog({ pins: choice.pins, entries: entries.values(), elsewhere, covers, ...terms });
}

/** Which installed releases answer for what, the one to believe first. */
interface Sources {
  codes: Map<CodeSystem, InstalledRelease[]>;
  /** The agency's own tabular list when it is there, else the relations of the starter set. */
  notes: number | undefined;
  /** Lists of facts, later ones over earlier ones. */
  lists: number[];
  pcsValues: number[];
}

const FACT_LISTS = ['code-edits', 'principal-edits', 'severities', 'poa-exempt'] as const;

function sourcesOf(installed: readonly InstalledRelease[], choice: ReleaseChoice): Sources {
  const codes = codeReleases(installed, choice);
  const { on, pins } = choice;
  const [tabular] = releasesInForce(installed, { kind: 'tabular', system: 'icd10cm', label: pins.icd10cm, on });
  const starter = codes.get('icd10cm')?.find(({ source }) => source === 'starter');
  const first = (releases: InstalledRelease[]) => releases.slice(0, 1).map(({ id }) => id);
  const listsOf = (kind: ReleaseKind, system: CodeSystem) => first(supplementsInForce(installed, { kind, system, on }));
  return {
    codes,
    notes: (tabular ?? starter)?.id,
    lists: [...FACT_LISTS.flatMap((kind) => listsOf(kind, 'icd10cm')), ...listsOf('cpt-edits', 'cpt')],
    pcsValues: [...listsOf('pcs-tables', 'icd10pcs'), ...(codes.get('icd10pcs') ?? []).map(({ id }) => id)],
  };
}

/** All proper prefixes of three characters or more, longest first: every header a code can have stands among them. */
const prefixesOf = (code: string): string[] =>
  Array.from({ length: Math.max(0, Math.min(code.length, 7) - 3) }, (_, at) => code.slice(0, -1 - at));

function withRelatives({ system, code }: WantedCode): string[] {
  if (system === 'icd10cm') return [code, ...lookalikes(code)].flatMap((form) => [form, ...prefixesOf(form)]);
  return system === 'icd10pcs' ? [code, code.slice(0, 3)] : [code];
}

interface CodeRow {
  releaseId: number;
  system: CodeSystem;
  code: string;
  title: string;
  billable: number;
  parent: string | null;
  facts: string | null;
}

/** Rows of these codes in every release, so that a code of another year is known. */
const listCodeRows = (catalogDb: Db, codes: string[]): Promise<CodeRow[]> =>
  catalogDb.all<CodeRow>(sql`
    select c.release_id as releaseId, r.system, c.code, c.title, c.billable, c.parent, c.facts
    from codes c join releases r on r.id = c.release_id
    where r.organisation_id = '' and c.code in (select value from json_each(${JSON.stringify(codes)}))`);

interface FactRow {
  releaseId: number;
  code: string;
  facts: string;
}

const listFactRows = (catalogDb: Db, lists: number[], codes: string[]): Promise<FactRow[]> =>
  catalogDb.all<FactRow>(sql`
    select release_id as releaseId, code, facts from listed_facts
    where release_id in (select value from json_each(${JSON.stringify(lists)}))
      and code in (select value from json_each(${JSON.stringify(codes)}))`);

/** One row for each code of a pinned system: of the release to believe first. */
function preferred(rows: readonly CodeRow[], { codes }: Sources): CodeRow[] {
  const rank = new Map([...codes.values()].flatMap((releases) => releases.map(({ id }, at) => [id, at] as const)));
  const best = new Map<string, CodeRow>();
  for (const row of rows) {
    const own = rank.get(row.releaseId);
    if (own === undefined) continue;
    const other = best.get(`${row.system}:${row.code}`);
    if (!other || own < (rank.get(other.releaseId) ?? 0)) best.set(`${row.system}:${row.code}`, row);
  }
  // An official release is whole: what only the starter set has is no code of that release.
  const whole = new Map([...codes].map(([system, [first]]) => [system, first?.coverage === 'whole' ? first.id : 0]));
  return [...best.values()].filter((row) => [0, row.releaseId].includes(whole.get(row.system) ?? 0));
}

/** Facts of `system:code` of all sources together: the starter set's, those of the release's own rows, then the lists'. */
function factsOf(rows: readonly CodeRow[], lists: readonly FactRow[], { codes, lists: order }: Sources) {
  const facts = new Map<string, CodeFacts>();
  const add = (key: string, more: string | null) => {
    if (more !== null) facts.set(key, { ...facts.get(key), ...(JSON.parse(more) as CodeFacts) });
  };
  for (const releases of codes.values())
    for (const { id } of releases.toReversed())
      for (const row of rows) if (row.releaseId === id) add(`${row.system}:${row.code}`, row.facts);
  for (const id of order)
    for (const row of lists)
      if (row.releaseId === id)
        add(`${serviceSystemOf(row.code) === 'cpt' ? 'cpt' : 'icd10cm'}:${row.code}`, row.facts);
  return facts;
}

interface NoteRow {
  at: string;
  kind: PrintedKind;
  targets: string;
  text: string;
  conditional: number;
  /** First and last category of the section the note stands at; null at a code. */
  first: string | null;
  last: string | null;
}

/** Notes at the codes, at the headers above them, and at the chapters and blocks around their categories. */
function listNotes(catalogDb: Db, release: number | undefined, wanted: readonly WantedCode[]): Promise<NoteRow[]> {
  const codes = wanted.filter(({ system }) => system === 'icd10cm').map(({ code }) => code);
  const places = JSON.stringify([...new Set(codes.flatMap((code) => [code, ...prefixesOf(code)]))]);
  const categories = JSON.stringify([...new Set(codes.map((code) => code.slice(0, 3)))]);
  const relates = sql`n.kind in (select value from json_each(${JSON.stringify(NOTE_KINDS)}))`;
  return catalogDb.all<NoteRow>(sql`
    select * from (
      select n.at, n.kind, n.targets, n.text, n.conditional, null as first, null as last, n.line
      from notes n
      where n.release_id = ${release ?? 0} and ${relates} and n.at in (select value from json_each(${places}))
      union all
      select n.at, n.kind, n.targets, n.text, n.conditional, s.first, s.last, n.line
      from sections s join notes n on n.release_id = s.release_id and n.at = s.key
      where s.release_id = ${release ?? 0} and ${relates}
        and exists (select 1 from json_each(${categories}) where value between s.first and s.last))
    order by line`);
}

interface Terms {
  modifiers: Modifier[];
  pcsValues: Map<string, string>;
  /** `system:family` of systems that are installed by families and have no headers (HCPCS). */
  families: Set<string>;
}

interface TermRow {
  releaseId: number;
  what: 'modifier' | 'value' | 'family';
  /** A modifier, a family, or a PCS table. */
  code: string;
  /** The modifier's kind, or axis and value: `5:0`. */
  kind: string;
  title: string;
}

/** Modifiers of the pinned releases, axis values of the PCS tables in question, installed families: one query. */
async function listTerms(catalogDb: Db, sources: Sources, wanted: readonly WantedCode[]): Promise<Terms> {
  const firsts = new Map(
    [...sources.codes].flatMap(([system, [first]]) => (first ? [[first.id, system] as const] : [])),
  );
  const tables = wanted.filter(({ system }) => system === 'icd10pcs').map(({ code }) => code.slice(0, 3));
  const among = (ids: Iterable<number>) => sql`(select value from json_each(${JSON.stringify([...ids])}))`;
  const rows = await catalogDb.all<TermRow>(sql`
    select release_id as releaseId, 'modifier' as what, code, kind, title
    from modifiers where release_id in ${among(firsts.keys())}
    union all
    select release_id, 'family', key, '', '' from sections
    where kind = 'family' and release_id in ${among(firsts.keys())}
    union all
    select release_id, 'value', pcs_table, axis || ':' || value, label
    from pcs_values
    where release_id in ${among(sources.pcsValues)}
      and pcs_table in (select value from json_each(${JSON.stringify([...new Set(tables)])}))`);
  const of = (what: TermRow['what']) => rows.filter((row) => row.what === what);
  const isPractice = ({ releaseId }: TermRow) => Number(firsts.get(releaseId) === 'px');
  // The practice set words the public modifiers more plainly: its wording wins where both are pinned.
  const plainLast = of('modifier').sort((one, other) => isPractice(one) - isPractice(other));
  const trustedLast = of('value').sort(
    (one, other) => sources.pcsValues.indexOf(other.releaseId) - sources.pcsValues.indexOf(one.releaseId),
  );
  return {
    modifiers: plainLast.map(({ code, title, kind }) => ({ code, title, kind: kind as Modifier['kind'] })),
    pcsValues: new Map(trustedLast.map(({ code, kind, title }) => [`${code}:${kind}`, title])),
    families: new Set(of('family').map(({ releaseId, code }) => `${firsts.get(releaseId)}:${code}`)),
  };
}

function toEntries(
  rows: CodeRow[],
  facts: ReadonlyMap<string, CodeFacts>,
  noteRows: NoteRow[],
): Map<string, CodeEntry> {
  const notes = joinLines(noteRows);
  const atCode = Map.groupBy(
    notes.filter((note) => note.first === null),
    (note) => note.at,
  );
  const above = notes.filter((note) => note.first !== null);
  const entryOf = (row: CodeRow): CodeEntry => {
    const { system, code, title, parent } = row;
    const inherited = parent === null ? undefined : facts.get(`${system}:${parent}`)?.seventhCharacters;
    return {
      system,
      code: code as Code,
      title,
      billable: row.billable === 1,
      ...(parent !== null && { parent: parent as Code }),
      notes: system === 'icd10cm' ? notesOf(code, atCode, above) : [],
      facts: { ...(inherited && { seventhCharacters: inherited }), ...facts.get(`${system}:${code}`) },
    };
  };
  return new Map(rows.map((row) => [`${row.system}:${row.code}`, entryOf(row)]));
}

type ReadNote = Pick<NoteRow, 'at' | 'first' | 'last'> & CodeNote;

/**
 * The printed lines of one kind at one place as one note: "use additional code" with four lines under it is one request
 * that any of its codes answers.
 */
function joinLines(rows: readonly NoteRow[]): ReadNote[] {
  const groups = Map.groupBy(rows, ({ at, kind, first }) => `${at} ${kind} ${first ?? ''}`);
  return [...groups.values()].flatMap((lines) => {
    const [head] = lines;
    if (!head) return [];
    const targets = lines.flatMap((line) => JSON.parse(line.targets) as CodeNote['targets']);
    const note: ReadNote = {
      at: head.at,
      // Only kinds that relate codes are read here.
      kind: head.kind as CodeNote['kind'],
      targets,
      text: lines.map(({ text }) => text).join(' '),
      first: head.first,
      last: head.last,
    };
    if (lines.some(({ conditional }) => conditional === 1)) note.conditional = true;
    return targets.length > 0 ? [note] : [];
  });
}

/** A code's notes, its own first, then those of the headers above it, last those of its block and chapter. */
function notesOf(code: string, atCode: Map<string, ReadNote[]>, above: ReadNote[]): CodeNote[] {
  const category = code.slice(0, 3);
  const around = above.filter(
    ({ first, last }) => first !== null && last !== null && first <= category && category <= last,
  );
  const found = [code, ...prefixesOf(code)].flatMap((place) => atCode.get(place) ?? []);
  // A block of one category has the category's name: the note is then found on both ways.
  const far = around.filter((note) => !found.some((near) => near.at === note.at && near.kind === note.kind));
  return [...found, ...far].map(({ first: _first, last: _last, ...note }) => note);
}

/** Whether the installed release has the whole family of a code: see `Catalog.covers`. */
function coverageOf({ codes }: Sources, families: Set<string>, entries: Map<string, CodeEntry>): Catalog['covers'] {
  return (system, code) => {
    const family = `${system}:${code.slice(0, 3)}`;
    if (codes.get(system)?.[0]?.coverage === 'whole') return true;
    return families.has(family) || (system.startsWith('icd10') && entries.has(family));
  };
}
