import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '::1'];

/**
 * The key that signs cookies. `SESSION_SECRET` when it is set; on a local machine otherwise a random one, made once and
 * kept beside the database, readable by its owner only. Throws where others can reach the server and it is not set.
 */
export function sessionSecret(env: NodeJS.ProcessEnv): string {
  const given = env.SESSION_SECRET;
  if (given && given.length >= 32) return given;
  if (given)
    throw new Error('SESSION_SECRET is too short: give at least 32 random characters, e.g. openssl rand -hex 32');
  const database = env.DATABASE_URL || 'file:data/app.db';
  const isLocal = database.startsWith('file:') && LOCAL_HOSTS.includes(env.HOST || 'localhost');
  if (!isLocal) throw new Error('Set SESSION_SECRET to at least 32 random characters, e.g. openssl rand -hex 32');
  return keptSecret(join(dirname(database.replace(/^file:(?:\/\/(?=\/))?/, '')), 'session-secret'));
}

function keptSecret(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  try {
    // `wx` fails when the file is there: of two servers that start at once, the second one reads the first one's.
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8').trim();
}
