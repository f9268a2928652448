import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { type Db, openDb } from '#db/client';

/** A migrated, empty catalog database in a folder of its own; `close` takes it away. */
export async function openEmptyCatalog(): Promise<{ db: Db; close: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
  const db = openDb(`file:${join(folder, 'catalog.db')}`, { synchronous: 'NORMAL' });
  await migrate(db, { migrationsFolder: 'db/migrations/catalog' });
  return {
    db,
    close: () => {
      db.$client.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Folder of the official releases; tests that need it are reported as skipped without it. */
export const CODESETS_DIR = process.env.CODESETS_DIR ?? '';
