import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { CodeSystem } from '#domain/codeset/code';
import { buildTypeAhead, type TypeAhead } from '#domain/codeset/type-ahead';

interface Kept {
  contentHash: string;
  typeAhead: Promise<TypeAhead>;
}

/** Indexes live as long as the database handle they were made from; one per release. */
const kept = new WeakMap<Db, Map<string, Kept>>();

/**
 * The type-ahead index of an installed release, made at the first request (under a second for a whole release) and again
 * after the release was loaded anew. `contentHash` tells one state of the release from another. Undefined when no such
 * release is installed, or only its differences from other years.
 */
export async function findTypeAhead(
  catalogDb: Db,
  system: CodeSystem,
  label: string,
): Promise<{ typeAhead: TypeAhead; contentHash: string } | undefined> {
  const [release] = await catalogDb.all<{ id: number; contentHash: string }>(sql`
    select id, content_hash as contentHash from releases
    where kind = 'codes' and system = ${system} and label = ${label} and coverage <> 'differences'
      and organisation_id = ''
    order by source = 'starter', effective_from desc limit 1`);
  if (!release) return undefined;
  const { id, contentHash } = release;
  const releases = kept.get(catalogDb) ?? new Map<string, Kept>();
  kept.set(catalogDb, releases);
  let current = releases.get(`${system} ${label}`);
  if (current?.contentHash !== contentHash) {
    current = { contentHash, typeAhead: readTypeAhead(catalogDb, system, id) };
    releases.set(`${system} ${label}`, current);
    // A failed read is not kept: the next request tries again.
    current.typeAhead.catch(() => releases.delete(`${system} ${label}`));
  }
  return { typeAhead: await current.typeAhead, contentHash };
}

async function readTypeAhead(catalogDb: Db, system: CodeSystem, releaseId: number): Promise<TypeAhead> {
  const rows = await catalogDb.all<{ code: string; title: string; billable: number; parent: string | null }>(sql`
    select code, title, billable, parent from codes where release_id = ${releaseId} order by place`);
  return buildTypeAhead(
    system,
    rows.map(({ code, title, billable, parent }) => ({
      code,
      title,
      billable: billable === 1,
      ...(parent !== null && { parent }),
    })),
  );
}
