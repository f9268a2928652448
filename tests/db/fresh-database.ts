import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Db, openDb } from '#db/client';
import { migrateApp } from '#db/migrate';

/** Migrated once per test file; every test gets a copy, so that no test sees another one's rows. */
let template: Promise<string> | undefined;

async function makeTemplate(): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'app-template-')), 'app.db');
  const db = openDb(`file:${path}`);
  await migrateApp(db);
  await db.run('pragma wal_checkpoint(truncate)');
  db.$client.close();
  const left = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (left > 0) throw new Error('the template is not whole without its log');
  return path;
}

/** An empty app database of this test's own, and its path for other processes. Closed and removed when the test ends. */
export async function freshDatabase(): Promise<{ db: Db; path: string }> {
  template ??= makeTemplate();
  const folder = mkdtempSync(join(tmpdir(), 'app-'));
  const path = join(folder, 'app.db');
  copyFileSync(await template, path);
  const db = openDb(`file:${path}`);
  onTestFinished(() => {
    db.$client.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { db, path };
}
