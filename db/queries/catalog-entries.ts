import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { decidedFacts, type Sources } from '#db/queries/catalog-sources';
import type { InstalledRelease } from '#db/queries/releases';
import type { CodeEntry, CodeFacts, CodeNote } from '#domain/codeset/catalog';
import { type Code, type CodeSystem, serviceSystemOf } from '#domain/codeset/code';

export interface CodeRow {
  system: CodeSystem;
  releaseId: number;
  code: string;
  title: string;
  billable: number;
  parent: string | null;
  facts: string | null;
}

/** A code that a sheet or key names, in canonical text; it need not exist or be well formed. */
export interface WantedCode {
  system: CodeSystem;
  code: string;
}

interface FoundCodes {
  /** In the pinned releases; a code that several of them have stands there several times. */
  rows: CodeRow[];
  /** `system:code` of wanted codes that only other releases than the pinned ones have as billable. */
  elsewhere: string[];
}

/**
 * These codes in the pinned releases, and whether another release has what they lack, so that a code of another year is
 * known. `relatives` (headers, other forms) are looked for in the pinned releases only. One query, whose answer comes as
 * JSON: hundreds of rows would take longer to hand over than to find.
 */
export async function findCodeRows(
  catalogDb: Db,
  { codes }: Sources,
  wanted: readonly WantedCode[],
  relatives: readonly WantedCode[],
): Promise<FoundCodes> {
  const idsOf = (system: CodeSystem) => (codes.get(system) ?? []).map(({ id }) => id);
  const asked = [...Map.groupBy([...wanted, ...relatives], ({ system }) => system)].map(([system, named]) => ({
    system,
    ids: idsOf(system),
    codes: [...new Set(named.map(({ code }) => code))],
  }));
  const named = wanted.map(({ system, code }) => ({ system, code, ids: decidingIds(codes.get(system) ?? []) }));
  const [found] = await catalogDb.all<{ pinned: string; elsewhere: string }>(sql`
    select (
      select json_group_array(json_array(
        asked.value ->> 'system', c.release_id, c.code, c.title, c.billable, c.parent, c.facts))
      from json_each(${JSON.stringify(asked)}) as asked
        cross join json_each(asked.value -> 'ids') as pinned cross join json_each(asked.value -> 'codes') as wanted
        cross join codes c on c.release_id = pinned.value and c.code = wanted.value
    ) as pinned, (
      select json_group_array(distinct r.system || ':' || c.code)
      from json_each(${JSON.stringify(named)}) as asked
        cross join codes c on c.code = asked.value ->> 'code' and c.billable = 1
        join releases r on r.id = c.release_id and r.system = asked.value ->> 'system' and r.organisation_id = ''
      where not exists (
        select 1 from json_each(asked.value -> 'ids') as pinned
          cross join codes own on own.release_id = pinned.value and own.code = asked.value ->> 'code')
    ) as elsewhere`);
  const cells = JSON.parse(found?.pinned ?? '[]') as CodeCells[];
  return { rows: cells.map(toCodeRow), elsewhere: JSON.parse(found?.elsewhere ?? '[]') as string[] };
}

/** A whole release decides alone: what only the starter set beside it has was deleted, or is of another day. */
function decidingIds(releases: readonly InstalledRelease[]): number[] {
  const [first] = releases;
  return (first?.coverage === 'whole' ? [first] : releases).map(({ id }) => id);
}

type CodeCells = [CodeSystem, number, string, string, number, string | null, string | null];

const toCodeRow = ([system, releaseId, code, title, billable, parent, facts]: CodeCells): CodeRow => ({
  system,
  releaseId,
  code,
  title,
  billable,
  parent,
  facts,
});

interface FactRow {
  releaseId: number;
  code: string;
  facts: string;
}

/** What the installed lists say of these codes. */
export function listFactRows(catalogDb: Db, { lists }: Sources, wanted: readonly WantedCode[]): Promise<FactRow[]> {
  const codes = [...new Set(wanted.map(({ code }) => code))];
  const pairs = lists.flatMap(({ id }) => codes.map((code) => [id, code]));
  return catalogDb.all<FactRow>(sql`
    select f.release_id as releaseId, f.code, f.facts
    from json_each(${JSON.stringify(pairs)}) as ask
      cross join listed_facts f on f.release_id = ask.value ->> 0 and f.code = ask.value ->> 1`);
}

const keyOf = ({ system, code }: Pick<CodeRow, 'system' | 'code'>) => `${system}:${code}`;

/** The entries of a slice, by `system:code`, each from the release to believe first; `notesOf` answers a code's notes. */
export function toEntries(
  rows: readonly CodeRow[],
  factRows: readonly FactRow[],
  sources: Sources,
  notesOf: (code: string) => CodeNote[],
): Map<string, CodeEntry> {
  const facts = factsOf(rows, factRows, sources);
  const entryOf = (row: CodeRow): CodeEntry => {
    const { system, code, title, parent } = row;
    const inherited = parent === null ? undefined : facts.get(`${system}:${parent}`)?.seventhCharacters;
    return {
      system,
      code: code as Code,
      title,
      billable: row.billable === 1,
      ...(parent !== null && { parent: parent as Code }),
      notes: system === 'icd10cm' ? notesOf(code) : [],
      facts: { ...(inherited && { seventhCharacters: inherited }), ...facts.get(keyOf(row)) },
    };
  };
  return new Map(preferred(rows, sources).map((row) => [keyOf(row), entryOf(row)]));
}

/** One row for each code of a pinned system: of the release to believe first. */
function preferred(rows: readonly CodeRow[], { codes }: Sources): CodeRow[] {
  const rank = new Map([...codes.values()].flatMap((releases) => releases.map(({ id }, at) => [id, at] as const)));
  const best = new Map<string, CodeRow>();
  for (const row of rows) {
    const own = rank.get(row.releaseId);
    if (own === undefined) continue;
    const other = best.get(keyOf(row));
    if (!other || own < (rank.get(other.releaseId) ?? 0)) best.set(keyOf(row), row);
  }
  // An official release is whole: what only the starter set has is no code of that release.
  const whole = new Map([...codes].map(([system, [first]]) => [system, first?.coverage === 'whole' ? first.id : 0]));
  return [...best.values()].filter((row) => [0, row.releaseId].includes(whole.get(row.system) ?? 0));
}

/**
 * Facts of `system:code` of all sources together: the starter set's, but for what an installed list decides; those of the
 * release's own rows; then the lists'.
 */
function factsOf(rows: readonly CodeRow[], lists: readonly FactRow[], sources: Sources): Map<string, CodeFacts> {
  const facts = new Map<string, CodeFacts>();
  const add = (key: string, more: CodeFacts) => facts.set(key, { ...facts.get(key), ...more });
  const decided = decidedFacts(sources);
  const byRelease = Map.groupBy(
    rows.filter((row) => row.facts !== null),
    ({ releaseId }) => releaseId,
  );
  for (const releases of sources.codes.values())
    for (const { id, source } of releases.toReversed())
      for (const row of byRelease.get(id) ?? [])
        add(keyOf(row), without(JSON.parse(row.facts ?? '{}') as CodeFacts, source === 'starter' ? decided : []));
  for (const { code, facts: text } of lists)
    add(`${serviceSystemOf(code) === 'cpt' ? 'cpt' : 'icd10cm'}:${code}`, JSON.parse(text) as CodeFacts);
  return facts;
}

function without(facts: CodeFacts, names: readonly (keyof CodeFacts)[]): CodeFacts {
  for (const name of names) delete facts[name];
  return facts;
}
