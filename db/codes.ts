// `npm run codes -- …`: installs, lists, removes, checks and compares releases of code sets.
import { join } from 'node:path';
import { type Db, openCatalogDb } from '#db/client';
import { migrateCatalog } from '#db/migrate';
import { readCommandLine, USAGE, UsageError } from '#db/releases/command-line';
import { runCommand } from '#db/releases/commands';
import { ForeignFileError } from '#db/releases/foreign-file';
import { CatalogBusyError } from '#db/releases/install';
import { reporterFor } from '#db/releases/install-report';
import { UnreachableError } from '#db/releases/online/download-errors';
import { loadStarterRelease } from '#db/releases/starter';
import type { Instant } from '#domain/time';

const STARTER = join(import.meta.dirname, '../content/codes');

/** Brings the catalog to its newest shape first, so that the command works on a fresh checkout. */
async function openCatalog(now: Instant): Promise<Db> {
  const catalogDb = openCatalogDb(process.env);
  await migrateCatalog(catalogDb);
  await loadStarterRelease(catalogDb, STARTER, now);
  return catalogDb;
}

/** Told in a sentence; everything else is a defect and shows where it happened. */
const isRefusal = (error: unknown): error is Error =>
  error instanceof ForeignFileError || error instanceof CatalogBusyError || error instanceof UnreachableError;

async function main(words: string[]): Promise<number> {
  const command = readCommandLine(words);
  if (command.name === 'help') {
    console.log(USAGE);
    return 0;
  }
  const reporter = reporterFor(command.json === true);
  const now = Date.now() as Instant;
  const catalogDb = await openCatalog(now);
  try {
    return await runCommand(catalogDb, command, now, reporter);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    reporter.failed(error);
    return error instanceof UnreachableError ? 3 : 1;
  } finally {
    catalogDb.$client.close();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
