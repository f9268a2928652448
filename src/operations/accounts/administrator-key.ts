import { randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { besideDatabase, writeOnce } from '#operations/kept-file';

/** Characters. */
const SHORTEST = 32;

/**
 * The key that makes an account the administrator of a fresh installation. `ADMINISTRATOR_KEY` is the operator's own and
 * stays valid as long as it is set; nothing is printed then. Otherwise a random one lies beside the app database, is
 * good for one use, and made at a start as long as there is no administrator. Undefined where there is no folder to keep one in (a remote
 * database) and none is set: then nobody is. Throws when the one that is set is too short to be safe.
 */
export function administratorKey(env: NodeJS.ProcessEnv): { key: string; isOneTime: boolean } | undefined {
  const given = env.ADMINISTRATOR_KEY;
  if (given && given.length < SHORTEST)
    throw new Error('ADMINISTRATOR_KEY is too short: give at least 32 random characters, e.g. openssl rand -hex 32');
  if (given) return { key: given, isOneTime: false };
  const path = keyPath(env);
  if (!path) return undefined;
  const key = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  return key.length >= SHORTEST ? { key, isOneTime: true } : undefined;
}

/** Makes the one-time key of this start, unless one is there that nobody used. Another server may do so at the same time. */
export function makeAdministratorKey(env: NodeJS.ProcessEnv): void {
  const path = keyPath(env);
  if (env.ADMINISTRATOR_KEY || !path || existsSync(path)) return;
  writeOnce(path, randomBytes(24).toString('base64url'));
}

/** True when `given` is the key; it stays good. */
export function isAdministratorKey(env: NodeJS.ProcessEnv, given: string): boolean {
  const known = administratorKey(env);
  return known !== undefined && isSame(given, known.key);
}

/** True when `given` is the key; a one-time key is used up by that, and of two at the same moment only one succeeds. */
export function spendAdministratorKey(env: NodeJS.ProcessEnv, given: string): boolean {
  const known = administratorKey(env);
  if (!known || !isSame(given, known.key)) return false;
  if (!known.isOneTime) return true;
  const path = keyPath(env) ?? '';
  try {
    renameSync(path, `${path}.used`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  rmSync(`${path}.used`, { force: true });
  return true;
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}

const keyPath = (env: NodeJS.ProcessEnv) => besideDatabase(env, 'administrator-key');
