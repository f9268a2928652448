import { createHash } from 'node:crypto';
import { recordAudit } from '#db/queries/audit';
import { consumeLimit } from '#db/queries/limits';
import type { AuthAnswer } from '#operations/accounts/auth-door';

export type SignInOutcome =
  | { kind: 'signed-in' }
  | { kind: 'second-factor' }
  | { kind: 'refused'; sentence: string; status: 401 | 403 | 429 | 503 };

const QUARTER_HOUR_MS = 15 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
/** Tries from one address on one account in a quarter of an hour; from everywhere on one account in an hour. */
const FROM_ONE_PLACE = 10;
const FROM_EVERYWHERE = 100;

/** What people read when too many passwords are being checked at this moment. */
export const BUSY = 'Many people are signing in at this moment. Try again in a few seconds.';

/** `in 40 seconds`, `in 12 minutes`, `in 5 hours`. */
export function inAWhile(seconds: number): string {
  if (seconds < 90) return `in ${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `in ${minutes} minutes` : `in ${Math.ceil(minutes / 60)} hours`;
}

/**
 * Signs a browser in with e-mail and password. The same words for an address without an account and for a wrong
 * password. Limits count per account and address and per account, so that guessing ends and nobody is locked out of
 * their own account by somebody elsewhere for long. Cookies go out with the response.
 */
export async function signIn(locals: App.Locals, email: string, password: string): Promise<SignInOutcome> {
  const wait = await waitFor(locals, email);
  if (wait !== undefined) {
    locals.retryAfter = wait;
    return { kind: 'refused', status: 429, sentence: `Too many tries for this account. Try again ${inAWhile(wait)}.` };
  }
  const answer = await locals.auth.ask('/sign-in/email', { email, password });
  locals.setCookies.push(...answer.cookies);
  if (answer.status === 200) return { kind: answer.body.twoFactorRedirect ? 'second-factor' : 'signed-in' };
  if (answer.status === 503) return { kind: 'refused', status: 503, sentence: BUSY };
  await recordAudit(locals.db, { action: 'sign-in-failed', at: locals.now, details: { account: accountMark(email) } });
  return refusalOf(answer);
}

function refusalOf({ status, body }: AuthAnswer): SignInOutcome {
  if (status === 429)
    return { kind: 'refused', status, sentence: 'Too many tries from this place. Try again in a minute.' };
  if (status === 403 && body.code === 'EMAIL_NOT_VERIFIED')
    return {
      kind: 'refused',
      status,
      sentence:
        'This account waits for its e-mail address to be confirmed. Open the link in the message you were sent.',
    };
  return { kind: 'refused', status: 401, sentence: 'E-mail address and password do not go together.' };
}

/** Which account was tried, without keeping an address that may be nobody's: tries on the same one have the same mark. */
export const accountMark = (emailOrId: string) =>
  createHash('sha256').update(emailOrId).digest('base64url').slice(0, 12);

async function waitFor({ db, address, now }: App.Locals, email: string): Promise<number | undefined> {
  const mark = accountMark(email);
  const here = { key: `sign-in:${mark}:${address}`, most: FROM_ONE_PLACE, windowMs: QUARTER_HOUR_MS, now };
  const everywhere = { key: `sign-in:${mark}`, most: FROM_EVERYWHERE, windowMs: HOUR_MS, now };
  for (const use of [here, everywhere]) {
    const { allowed, retryAfter } = await consumeLimit(db, use);
    if (!allowed) return retryAfter ?? 60;
  }
  return undefined;
}
