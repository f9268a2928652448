import { consumeLimit } from '#db/queries/limits';
import { messagesTo } from '#operations/accounts/messages-to';
import { BUSY, inAWhile } from '#operations/accounts/sign-in';

export type SignUpOutcome = { kind: 'sent' } | { kind: 'refused'; sentence: string; status: 400 | 429 | 503 };

const HOUR_MS = 60 * 60 * 1000;
const PER_ADDRESS = 20;

/**
 * Makes an account that waits for its address to be confirmed; a guest's work becomes its own with the first sign-in. For
 * an address that has an account the answer is the same, and its owner gets a message.
 */
export async function signUp(
  locals: App.Locals,
  fields: { name: string; email: string; password: string },
  next: string,
): Promise<SignUpOutcome> {
  const { db, address, now } = locals;
  const limit = await consumeLimit(db, { key: `sign-up:${address}`, most: PER_ADDRESS, windowMs: HOUR_MS, now });
  if (!limit.allowed)
    return {
      kind: 'refused',
      status: 429,
      sentence: `Too many accounts were made from this place. Try again ${inAWhile(limit.retryAfter ?? 60)}.`,
    };
  const sentence = await messagesTo(locals, fields.email, 'sign-up');
  if (sentence) return { kind: 'refused', status: 429, sentence };
  const callbackURL = `/sign-in?${new URLSearchParams({ done: 'verified', ...(next !== '/' && { next }) })}`;
  const answer = await locals.auth.ask('/sign-up/email', { ...fields, callbackURL });
  if (answer.status === 200) return { kind: 'sent' };
  if (answer.status === 429)
    return { kind: 'refused', status: 429, sentence: 'Too many tries from this place. Try again in a minute.' };
  if (answer.status === 503) return { kind: 'refused', status: 503, sentence: BUSY };
  return { kind: 'refused', status: 400, sentence: 'This could not be taken. Look over what you typed and try again.' };
}
