import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Characters. */
const SHORTEST = 32;
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '::1'];

/**
 * The key that signs cookies. `SESSION_SECRET` when it is set; on a local machine otherwise a random one, made once and
 * kept beside the database, readable by its owner only. Throws where others can reach the server and it is not set.
 */
export function sessionSecret(env: NodeJS.ProcessEnv): string {
  const given = env.SESSION_SECRET;
  if (given && given.length >= SHORTEST) return given;
  if (given)
    throw new Error('SESSION_SECRET is too short: give at least 32 random characters, e.g. openssl rand -hex 32');
  const database = env.DATABASE_URL || 'file:data/app.db';
  const isLocal = database.startsWith('file:') && LOCAL_HOSTS.includes(env.HOST || 'localhost');
  if (!isLocal) throw new Error('Set SESSION_SECRET to at least 32 random characters, e.g. openssl rand -hex 32');
  return keptSecret(join(dirname(database.replace(/^file:(?:\/\/(?=\/))?/, '')), 'session-secret'));
}

function keptSecret(path: string): string {
  if (!existsSync(path)) writeOnce(path, randomBytes(32).toString('hex'));
  const kept = readFileSync(path, 'utf8').trim();
  if (kept.length >= SHORTEST) return kept;
  // Signing with an empty or cut-off key would let anybody be anybody.
  throw new Error(`${path} does not hold a secret. Delete it to have a new one made; guests then begin anew.`);
}

/** Makes the file whole or not at all: of two servers that start at once, the second one reads the first one's. */
function writeOnce(path: string, content: string): void {
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
