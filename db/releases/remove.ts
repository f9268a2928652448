import { inArray } from 'drizzle-orm';
import type { Db } from '#db/client';
import { type InstalledRelease, listReleases } from '#db/queries/releases';
import { type ReleaseKind, releases } from '#db/schema/codes';
import type { CodeSystem } from '#domain/codeset/code';

export interface Unwanted {
  system: CodeSystem;
  label: string;
  kind?: ReleaseKind;
}

/**
 * Takes installed releases away, of all kinds unless one is named, and with them what came from the same files. The
 * starter set is part of the product: it stays, and answers again where an official release stood before it. Answers
 * what was removed; nothing when there is no such release.
 */
export async function removeInstalled(catalogDb: Db, { system, label, kind }: Unwanted): Promise<InstalledRelease[]> {
  const all = (await listReleases(catalogDb, 'everybody')).filter(({ source }) => source !== 'starter');
  const named = all.filter(
    (release) => release.system === system && release.label === label && (kind === undefined || release.kind === kind),
  );
  // Else installing the file again would find its sum and do nothing.
  const hashes = new Set(named.map(({ contentHash }) => contentHash));
  const unwanted = all.filter(({ contentHash }) => hashes.has(contentHash));
  if (unwanted.length > 0)
    await catalogDb.delete(releases).where(
      inArray(
        releases.id,
        unwanted.map(({ id }) => id),
      ),
    );
  return unwanted;
}
