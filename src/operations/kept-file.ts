import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where a file of this name lies beside the app database; undefined when that is not a file on this machine. */
export function besideDatabase(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const database = env.DATABASE_URL || 'file:data/app.db';
  if (!database.startsWith('file:')) return undefined;
  return join(dirname(database.replace(/^file:(?:\/\/(?=\/))?/, '')), name);
}

/**
 * Makes a file that only its owner may read, whole or not at all, unless it is there: of two servers that start at once,
 * the second one finds the first one's.
 */
export function writeOnce(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
