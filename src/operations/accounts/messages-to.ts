import { consumeLimit } from '#db/queries/limits';
import { accountMark, inAWhile } from '#operations/accounts/sign-in';

const HOUR_MS = 60 * 60 * 1000;
const AN_HOUR = 5;

/**
 * Counts a message that somebody who is not signed in has us send to an address, so that nobody's mailbox is filled from
 * here; the same whether or not the address has an account. Each reason counts for itself: who has somebody sent messages
 * of sign-up keeps them from no new password. Answers a sentence when there were too many.
 */
export async function messagesTo(
  { db, now }: App.Locals,
  email: string,
  reason: 'sign-up' | 'reset',
): Promise<string | undefined> {
  const key = `message:${reason}:${accountMark(email)}`;
  const { allowed, retryAfter } = await consumeLimit(db, { key, most: AN_HOUR, windowMs: HOUR_MS, now });
  return allowed ? undefined : `Too many messages to this address. Try again ${inAWhile(retryAfter ?? 60)}.`;
}
