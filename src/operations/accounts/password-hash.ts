import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { APIError } from 'better-auth/api';

/** What OWASP asks of scrypt with 32 MiB of memory. */
const COST = { log2: 15, r: 8, p: 3 };
/**
 * Keys made at a time, whoever waits for one. Node has four threads for this and for compressing answers and reading
 * files: with all of them here, nobody would get a page before a whole class is signed in.
 */
const AT_ONCE = 2;
/**
 * Those who may wait: some eight seconds. A sign-up waits with the database in its hand, so a longer queue would hold up
 * everybody's work; who comes to a full one is told to come back.
 */
const MOST_WAITING = 40;
const KEY_BYTES = 32;

/**
 * The form a password is stored in: `scrypt$15$8$3$<salt>$<key>`. The cost stands in it, so that it can be raised and
 * what was stored before is still understood.
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  return ['scrypt', COST.log2, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** True when `password` is the one that `hash` was made from; false also for a hash that is none. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [kind, log2, r, p, salt = '', key = ''] = hash.split('$');
  const wanted = Buffer.from(key, 'base64url');
  if (kind !== 'scrypt' || wanted.length !== KEY_BYTES) return false;
  const cost = { log2: Number(log2), r: Number(r), p: Number(p) };
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64url'), cost), wanted);
}

let running = 0;
const waiting: (() => void)[] = [];

/** Does a piece of work when it is its turn, in the order of asking. Throws the library's 503 when too many wait. */
async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  if (waiting.length >= MOST_WAITING) throw new APIError('SERVICE_UNAVAILABLE', { code: 'BUSY', message: 'busy' });
  if (running < AT_ONCE) running++;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place is handed on as it is: counted down and up again, somebody could come between.
    if (next) next();
    else running--;
  }
}

const derive = (password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> =>
  inTurn(() => scryptOf(password, salt, cost));

function scryptOf(password: string, salt: Buffer, { log2, r, p }: typeof COST): Promise<Buffer> {
  const N = 2 ** log2;
  const options: ScryptOptions = { N, r, p, maxmem: 2 * 128 * N * r };
  return new Promise((resolve, reject) => {
    // One spelling of the same letters, whatever keyboard they come from (NIST SP 800-63B); nothing is cut off.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
