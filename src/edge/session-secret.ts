import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { besideDatabase, writeOnce } from '#operations/kept-file';

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
  const path = besideDatabase(env, 'session-secret');
  if (!path || !LOCAL_HOSTS.includes(env.HOST || 'localhost'))
    throw new Error('Set SESSION_SECRET to at least 32 random characters, e.g. openssl rand -hex 32');
  return keptSecret(path);
}

function keptSecret(path: string): string {
  if (!existsSync(path)) writeOnce(path, randomBytes(32).toString('hex'));
  const kept = readFileSync(path, 'utf8').trim();
  if (kept.length >= SHORTEST) return kept;
  // Signing with an empty or cut-off key would let anybody be anybody.
  throw new Error(`${path} does not hold a secret. Delete it to have a new one made; guests then begin anew.`);
}
