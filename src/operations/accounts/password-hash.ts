import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** What OWASP asks of scrypt with 32 MiB of memory. Node makes four at a time, so a class that signs in takes 128 MiB. */
const COST = { log2: 15, r: 8, p: 3 };
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

function derive(password: string, salt: Buffer, { log2, r, p }: typeof COST): Promise<Buffer> {
  const N = 2 ** log2;
  const options: ScryptOptions = { N, r, p, maxmem: 2 * 128 * N * r };
  return new Promise((resolve, reject) => {
    // One spelling of the same letters, whatever keyboard they come from (NIST SP 800-63B); nothing is cut off.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
