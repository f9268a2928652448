import { setImmediate } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { listReleases, releasesInForce } from '#db/queries/releases';
import type { CodeSystem } from '#domain/codeset/code';
import { type IndexedCode, type TypeAhead, typeAheadInSteps } from '#domain/codeset/type-ahead';

interface Kept {
  contentHash: string;
  typeAhead: Promise<TypeAhead>;
}

/** Indexes in memory, the last used last. One of a whole release takes some 80 MB. */
const MOST_KEPT = 4;
/** They live as long as the database handle they were made from; one per release and first day. */
const kept = new WeakMap<Db, Map<string, Kept>>();

/**
 * The type-ahead index of the release that is in force under a label on a day, made at the first request (a second for a
 * whole release, in small steps between the requests of others) and again after the release was loaded anew.
 * `contentHash` tells one state of the release from another. Undefined when no such release is installed, or only its
 * differences from other years.
 */
export async function findTypeAhead(
  catalogDb: Db,
  wanted: { system: CodeSystem; label: string; on: string },
): Promise<{ typeAhead: TypeAhead; contentHash: string } | undefined> {
  const [release] = releasesInForce(await listReleases(catalogDb), { kind: 'codes', ...wanted });
  if (!release) return undefined;
  const { id, system, label, effectiveFrom, contentHash } = release;
  const releases = kept.get(catalogDb) ?? new Map<string, Kept>();
  kept.set(catalogDb, releases);
  const key = `${system} ${label} ${effectiveFrom}`;
  let current = releases.get(key);
  if (current?.contentHash !== contentHash) {
    current = { contentHash, typeAhead: readTypeAhead(catalogDb, system, id) };
    // A failed read is not kept: the next request tries again.
    current.typeAhead.catch(() => releases.delete(key));
  }
  releases.delete(key);
  releases.set(key, current);
  for (const oldest of [...releases.keys()].slice(0, -MOST_KEPT)) releases.delete(oldest);
  return { typeAhead: await current.typeAhead, contentHash };
}

/** Rows of one query: the database answers them at one go, and everybody else waits meanwhile. */
const ROWS_PER_QUERY = 5_000;

async function readTypeAhead(catalogDb: Db, system: CodeSystem, releaseId: number): Promise<TypeAhead> {
  const steps = typeAheadInSteps(system, await readRows(catalogDb, releaseId));
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await setImmediate();
  }
}

/** All codes of a release in the official order, read by their key, some thousand at a time. */
async function readRows(catalogDb: Db, releaseId: number): Promise<IndexedCode[]> {
  const placed: { place: number; row: IndexedCode }[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const rows: CodeRow[] = await catalogDb.all<CodeRow>(sql`
      select code, place, title, billable, parent from codes
      where release_id = ${releaseId} and code > ${after} order by code limit ${ROWS_PER_QUERY}`);
    for (const { place, billable, parent, ...named } of rows)
      placed.push({ place, row: { ...named, billable: billable === 1, ...(parent !== null && { parent }) } });
    after = rows.at(-1)?.code;
    await setImmediate();
  }
  return placed.sort((one, other) => one.place - other.place).map(({ row }) => row);
}

interface CodeRow {
  code: string;
  place: number;
  title: string;
  billable: number;
  parent: string | null;
}
