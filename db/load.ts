// `node db/load.ts`: brings both databases to the newest shape and content. Files are the master of content, the
// database is the master of what people did; nothing here touches people, attempts or grades.
import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import { openAppDb, openCatalogDb } from '#db/client';
import { BrokenContentError } from '#db/content-issue';
import { migrateApp, migrateCatalog } from '#db/migrate';
import { type CaseToPublish, publishCases } from '#db/queries/publishing';
import { listSlugs, readCase } from '#db/read-case';
import { loadStarterRelease } from '#db/releases/starter';
import type { Instant } from '#domain/time';

/** Every case of the files, or all issues of all of them: half of the content is never loaded. */
export function readAllCases(root: string): CaseToPublish[] {
  const read = listSlugs(root).map((slug) => readCase(root, slug));
  const issues = read.flatMap((result) => (result.ok ? [] : result.problem));
  if (issues.length > 0) throw new BrokenContentError(issues);
  return read.flatMap((result) => (result.ok ? [{ chart: result.value.chart, key: result.value.key }] : []));
}

/** Loads everything under `root` and answers a line for each thing that was done; none when all was up to date. */
export async function load(root: string, env: NodeJS.ProcessEnv, now: Instant): Promise<string[]> {
  const cases = readAllCases(root);
  const [db, catalogDb] = [openAppDb(env), openCatalogDb(env)];
  try {
    await migrateCatalog(catalogDb);
    const { written } = await loadStarterRelease(catalogDb, join(root, 'content/codes'));
    await migrateApp(db);
    const { published, withdrawn } = await publishCases(db, cases, { now, newId });
    return [
      ...(written.length > 0 ? [`Code sets loaded: ${written.join(', ')}`] : []),
      ...(published.length > 0 ? [`Charts published: ${published.join(', ')}`] : []),
      ...(withdrawn.length > 0 ? [`Charts withdrawn: ${withdrawn.join(', ')}`] : []),
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
    console.error(`${error.message}\n\nNothing was loaded. Correct the files and start again.`);
    process.exitCode = 1;
  }
}
