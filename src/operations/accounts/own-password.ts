import { consumeLimit } from '#db/queries/limits';
import { inAWhile } from '#operations/accounts/sign-in';

const QUARTER_HOUR_MS = 15 * 60 * 1000;
const MOST = 10;

export type PasswordCheck = { isRight: true } | { isRight: false; sentence: string; status: 400 | 429 };

/**
 * Asks who is signed in for their password once more, before something that somebody at an unattended screen must not do.
 * Counts tries, so that it cannot be guessed there.
 */
export async function checkOwnPassword(locals: App.Locals, password: string): Promise<PasswordCheck> {
  const { db, actor, now } = locals;
  const key = `own-password:${actor.personId}`;
  const { allowed, retryAfter } = await consumeLimit(db, { key, most: MOST, windowMs: QUARTER_HOUR_MS, now });
  if (!allowed)
    return { isRight: false, status: 429, sentence: `Too many tries. Try again ${inAWhile(retryAfter ?? 60)}.` };
  if (await locals.auth.isPassword(password)) return { isRight: true };
  return { isRight: false, status: 400, sentence: 'This is not your present password.' };
}
