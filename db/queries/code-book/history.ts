import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { OpenBook } from '#db/queries/code-book/open-book';
import type { ReleaseWitness } from '#domain/codeset/year-history';

/** What every installed release of the book's system says of a code. */
export async function listWitnesses(catalogDb: Db, book: OpenBook, code: string): Promise<ReleaseWitness[]> {
  const category = code.slice(0, 3);
  const rows = await catalogDb.all<{ releaseId: number; code: string; title: string; billable: number }>(sql`
    select c.release_id as releaseId, c.code, c.title, c.billable
    from codes c join releases r on r.id = c.release_id and r.system = ${book.system}
    where c.code in (${code}, ${category})`);
  const releases = book.installed.filter(({ system, kind }) => system === book.system && kind === 'codes');
  const witnesses = releases.map((release) => {
    const own = rows.filter(({ releaseId }) => releaseId === release.id);
    const row = own.find((one) => one.code === code);
    const knowsAbsence = release.coverage === 'whole' || (release.coverage === 'families' && own.length > 0);
    const witness: ReleaseWitness = { label: release.label, effectiveFrom: release.effectiveFrom, knowsAbsence };
    if (row) witness.code = { title: row.title, billable: row.billable === 1 };
    return { witness, rank: ['whole', 'families', 'differences'].indexOf(release.coverage) };
  });
  // The starter set stands beside an official release of the same days: the whole one is asked.
  const perRelease = Map.groupBy(witnesses, ({ witness }) => `${witness.label} ${witness.effectiveFrom}`);
  return [...perRelease.values()].flatMap((same) => same.sort((one, other) => one.rank - other.rank)[0]?.witness ?? []);
}

/** A line of the conversion table: `code` replaced `previous`. */
export interface Conversion {
  code: string;
  previous: string;
  since: string;
  label: string;
}

/** What a code replaced and what replaced it, from the newest conversion table. */
export async function listConversions(catalogDb: Db, book: OpenBook, code: string): Promise<Conversion[]> {
  const tables = book.installed.filter(({ system, kind }) => system === book.system && kind === 'conversions');
  const newest = tables.at(-1);
  if (!newest) return [];
  return catalogDb.all<Conversion>(sql`
    select code, previous, since, ${newest.label} as label from conversions
    where release_id = ${newest.id} and (code = ${code} or previous = ${code}) and code <> previous
    order by since, code`);
}
