// `node db/load.ts`: brings both databases to the newest shape and content. Files are the master of content, the
// database is the master of what people did; nothing here touches people, attempts or grades. Charts that were graded
// before there was evidence of skills get theirs.
import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import { backfillEvidence } from '#db/backfill-evidence';
import { type Db, openAppDb, openCatalogDb } from '#db/client';
import { contentFingerprint } from '#db/content-fingerprint';
import { BrokenContentError } from '#db/content-issue';
import { migrateApp, migrateCatalog } from '#db/migrate';
import { isPublished, publishCases } from '#db/queries/publishing';
import { refreshSearchIndexes } from '#db/queries/search-indexes';
import { loadStarterRelease } from '#db/releases/starter';
import type { Instant } from '#domain/time';

/** Publishes the cases under `root`, or throws all issues of all of them: half of the content is never loaded. */
async function loadCases(db: Db, root: string, now: Instant): Promise<string[]> {
  const fingerprint = contentFingerprint(root);
  if (await isPublished(db, fingerprint)) return [];
  // Parsers of YAML and Markdown are most of the time of a start, and are not needed when nothing changed.
  const { readAllCases } = await import('#db/read-case');
  const cases = readAllCases(root);
  const { published, withdrawn } = await publishCases(db, cases, fingerprint, { now, newId });
  return [
    ...(published.length > 0 ? [`Charts published: ${published.join(', ')}`] : []),
    ...(withdrawn.length > 0 ? [`Charts withdrawn: ${withdrawn.join(', ')}`] : []),
  ];
}

/** Publishes the items under `root`, or throws all issues of all files of the bank. */
async function loadItems(db: Db, root: string, now: Instant): Promise<string[]> {
  const fingerprint = contentFingerprint(root, 'items');
  if (await isPublished(db, fingerprint, 'items')) return [];
  const [{ listItemsToPublish }, { publishItems }] = await Promise.all([
    import('#db/items-to-publish'),
    import('#db/queries/publish-items'),
  ]);
  const { published, withdrawn } = await publishItems(db, listItemsToPublish(root), fingerprint, { now, newId });
  return [
    ...(published > 0 ? [`Exam questions published: ${published}`] : []),
    ...(withdrawn > 0 ? [`Exam questions withdrawn: ${withdrawn}`] : []),
  ];
}

/** Loads everything under `root` and answers a line for each thing that was done; none when all was up to date. */
export async function load(root: string, env: NodeJS.ProcessEnv, now: Instant): Promise<string[]> {
  const [db, catalogDb] = [openAppDb(env), openCatalogDb(env)];
  try {
    await migrateCatalog(catalogDb);
    const { written } = await loadStarterRelease(catalogDb, join(root, 'content/codes'), now);
    await refreshSearchIndexes(catalogDb);
    await migrateApp(db);
    const published = [...(await loadCases(db, root, now)), ...(await loadItems(db, root, now))];
    const seen = await backfillEvidence(db, catalogDb, newId);
    return [
      ...(written.length > 0 ? [`Code sets loaded: ${written.join(', ')}`] : []),
      ...published,
      ...(seen > 0 ? [`Charts graded earlier, now with evidence of skills: ${seen}`] : []),
    ];
  } finally {
    db.$client.close();
    catalogDb.$client.close();
  }
}

if (import.meta.main) {
  try {
    const done = await load(join(import.meta.dirname, '..'), process.env, Date.now() as Instant);
    for (const line of done) console.log(line);
  } catch (error) {
    if (!(error instanceof BrokenContentError)) throw error;
    console.error(
      `${error.message}\n\nNothing of these files was changed in the database. Correct the files and start again.`,
    );
    process.exitCode = 1;
  }
}
