import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Names the folder in which one run of the tests keeps its loaded databases. */
export const CONTENT_FOLDER = 'E2E_CONTENT';

const LONGEST_LOAD_MS = 120_000;

/**
 * Puts databases with all content into `folder`, as `app.db` and `catalog.db`. Loading takes seconds of processor, so
 * within one run it is done once, by whoever asks first, and copied; outside a run (benchmarks) it is done here.
 */
export async function putContent(folder: string): Promise<void> {
  const shared = process.env[CONTENT_FOLDER];
  if (shared === undefined) return load(folder);
  const ready = join(shared, 'ready');
  if (isFirst(shared)) {
    const fresh = join(shared, 'fresh');
    mkdirSync(fresh);
    load(fresh);
    renameSync(fresh, ready);
  }
  const end = Date.now() + LONGEST_LOAD_MS;
  while (!existsSync(ready)) {
    if (Date.now() > end)
      throw new Error('the content was not loaded in two minutes: see what the first test file says');
    await wait(50);
  }
  for (const name of readdirSync(ready)) copyFileSync(join(ready, name), join(folder, name));
}

/** Making a folder is what only one of many can do. */
function isFirst(shared: string): boolean {
  try {
    mkdirSync(join(shared, 'begun'));
    return true;
  } catch {
    return false;
  }
}

function load(folder: string): void {
  const env = {
    ...process.env,
    DATABASE_URL: `file:${join(folder, 'app.db')}`,
    CATALOG_URL: `file:${join(folder, 'catalog.db')}`,
  };
  const { status, stderr } = spawnSync(process.execPath, ['db/load.ts'], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`db/load.ts failed: ${stderr}`);
}
