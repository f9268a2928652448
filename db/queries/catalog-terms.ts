import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { WantedCode } from '#db/queries/catalog-entries';
import type { Sources } from '#db/queries/catalog-sources';
import { beginningsOf, type Modifier } from '#domain/codeset/catalog';

export interface Terms {
  modifiers: Modifier[];
  pcsValues: Map<string, string>;
  /** Beginnings of the wanted ICD-10-PCS codes that codes of the release have. */
  pcsBeginnings: string[];
  /** `system:family` of systems that are installed by families and have no headers (HCPCS). */
  families: Set<string>;
}

interface TermRow {
  releaseId: number;
  what: 'modifiers' | 'value' | 'beginning' | 'family';
  /** A family, a PCS table, or a beginning; of modifiers their whole list as JSON, which is read faster than rows. */
  code: string;
  /** Axis and value: `5:0`. */
  value: string;
  title: string;
}

/** What belongs to no code: modifiers, values of the PCS tables in question, installed families. One query. */
export async function listTerms(catalogDb: Db, sources: Sources, wanted: readonly WantedCode[]): Promise<Terms> {
  const firsts = new Map(
    [...sources.codes].flatMap(([system, [first]]) => (first ? [[first.id, system] as const] : [])),
  );
  const rows = await listTermRows(catalogDb, sources, [...firsts.keys()], wanted);
  const of = (what: TermRow['what']) => rows.filter((row) => row.what === what);
  const isPractice = ({ releaseId }: TermRow) => Number(firsts.get(releaseId) === 'px');
  // The practice set words the public modifiers more plainly: its wording wins where both are pinned.
  const plainLast = of('modifiers').sort((one, other) => isPractice(one) - isPractice(other));
  const trust = sources.pcsValues.map(({ id }) => id);
  const trustedLast = of('value').sort((one, other) => trust.indexOf(other.releaseId) - trust.indexOf(one.releaseId));
  return {
    modifiers: plainLast.flatMap(({ code }) => JSON.parse(code) as Modifier[]),
    pcsValues: new Map(trustedLast.map(({ code, value, title }) => [`${code}:${value}`, title])),
    pcsBeginnings: of('beginning').map(({ code }) => code),
    families: new Set(of('family').map(({ releaseId, code }) => `${firsts.get(releaseId)}:${code}`)),
  };
}

function listTermRows(
  catalogDb: Db,
  { codes, pcsValues }: Sources,
  firsts: readonly number[],
  wanted: readonly WantedCode[],
): Promise<TermRow[]> {
  const among = (values: Iterable<string | number>) => sql`json_each(${JSON.stringify([...new Set(values)])})`;
  const procedures = wanted.filter(({ system }) => system === 'icd10pcs').map(({ code }) => code);
  const pcsRelease = codes.get('icd10pcs')?.[0]?.id ?? 0;
  return catalogDb.all<TermRow>(sql`
    select release_id as releaseId, 'modifiers' as what,
      json_group_array(json_object('code', code, 'title', title, 'kind', kind)) as code, '' as value, '' as title
    from modifiers where release_id in (select value from ${among(firsts)}) group by release_id
    union all
    select release_id, 'family', key, '', '' from sections
    where kind = 'family' and release_id in (select value from ${among(firsts)})
    union all
    select v.release_id, 'value', v.pcs_table, v.axis || ':' || v.value, v.label
    from ${among(pcsValues.map(({ id }) => id))} as source
      cross join ${among(procedures.map((code) => code.slice(0, 3)))} as asked
      cross join pcs_values v on v.release_id = source.value and v.pcs_table = asked.value
    union all
    select 0, 'beginning', begun.value, '', '' from ${among(procedures.flatMap(beginningsOf))} as begun
    where exists (
      select 1 from codes c where c.release_id = ${pcsRelease} and c.code between begun.value and begun.value || '~')`);
}
