import { hasPassword } from '#db/queries/accounts';
import { countGuestWork, hasStudied, takeOverGuestWork } from '#db/queries/guest-work';
import { consumeLimit } from '#db/queries/limits';
import { FORGET_GUEST } from '#operations/accounts/forget-guest';
import { checkOwnPassword } from '#operations/accounts/own-password';
import { inAWhile } from '#operations/accounts/sign-in';

export type Outcome =
  | { kind: 'done'; done: string }
  /** `field` is where the sentence stands; without one it is about the whole form. */
  | { kind: 'refused'; sentence: string; status: 400 | 429; field?: string };

export type Change =
  | { change: 'name'; name: string }
  | { change: 'email'; email: string; password?: string | undefined }
  | { change: 'guest-work' };

const HOUR_MS = 60 * 60 * 1000;
/** Each asks somebody's mailbox, so that nobody's is filled from here. */
const ADDRESSES_AN_HOUR = 5;

/** Carries out one change that somebody makes to their own account. */
export function changeAccount(locals: App.Locals, change: Change): Promise<Outcome> {
  if (change.change === 'name') return changeName(locals, change.name);
  if (change.change === 'email') return changeEmail(locals, change.email, change.password ?? '');
  return takeOver(locals);
}

async function changeName(locals: App.Locals, name: string): Promise<Outcome> {
  const answer = await locals.auth.ask('/update-user', { name });
  locals.setCookies.push(...answer.cookies);
  return answer.status === 200 ? { kind: 'done', done: 'name' } : refusal(answer.status);
}

/** The answer is the same for an address that has an account: that one gets no message, and nothing happens. */
async function changeEmail(locals: App.Locals, email: string, password: string): Promise<Outcome> {
  const { db, actor, now, signedIn } = locals;
  if (email === signedIn?.email)
    return { kind: 'refused', status: 400, field: 'email', sentence: 'This is your address already.' };
  if (await hasPassword(db, actor.personId)) {
    const check = await checkOwnPassword(locals, password);
    if (!check.isRight) return { kind: 'refused', status: check.status, field: 'password', sentence: check.sentence };
  }
  const key = `change-email:${actor.personId}`;
  const limit = await consumeLimit(db, { key, most: ADDRESSES_AN_HOUR, windowMs: HOUR_MS, now });
  if (!limit.allowed) return tooMany(limit.retryAfter);
  const answer = await locals.auth.ask('/change-email', { newEmail: email, callbackURL: '/account' });
  return answer.status === 200 ? { kind: 'done', done: 'email-asked' } : refusal(answer.status);
}

/** The browser forgets the guest only when nothing of theirs stays behind. */
async function takeOver({ db, actor, guestId, now, setCookies }: App.Locals): Promise<Outcome> {
  if (!guestId) return { kind: 'done', done: 'guest-work' };
  await takeOverGuestWork(db, { guestId, accountId: actor.personId, at: now });
  const isLeft = (await countGuestWork(db, guestId)) > 0 || (await hasStudied(db, guestId));
  if (isLeft) return { kind: 'done', done: 'guest-work-in-part' };
  setCookies.push(...FORGET_GUEST);
  return { kind: 'done', done: 'guest-work' };
}

const tooMany = (seconds: number | null): Outcome => ({
  kind: 'refused',
  status: 429,
  sentence: `Too many tries. Try again ${inAWhile(seconds ?? 60)}.`,
});

const refusal = (status: number): Outcome =>
  status === 429
    ? tooMany(null)
    : { kind: 'refused', status: 400, sentence: 'This could not be taken. Look over what you typed and try again.' };
