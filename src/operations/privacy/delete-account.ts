import { findSessionStart, hasPassword } from '#db/queries/accounts';
import { deleteAccount, deleteGuest, listOwnedAlone } from '#db/queries/delete-person';
import { countGuestWork } from '#db/queries/guest-work';
import { checkOwnPassword } from '#operations/accounts/own-password';
import { accountMark } from '#operations/accounts/sign-in';

/** How long ago somebody without a password may have signed in. */
const FRESH_MS = 60 * 60 * 1000;
/** What somebody without a password types by hand. */
export const CONFIRMATION = 'delete my account';

/** What the page says before anything is done. */
export interface DeletionOutlook {
  hasPassword: boolean;
  /** Without a password: the session is too old to be trusted with this. */
  isStale: boolean;
  attempts: number;
  /** Organisations without another owner: to be handed over or deleted first. */
  ownedAlone: { slug: string; name: string }[];
}

export async function deletionOutlook(locals: App.Locals): Promise<DeletionOutlook> {
  const { db, actor, now, signedIn } = locals;
  const knowsPassword = await hasPassword(db, actor.personId);
  const start = signedIn && (await findSessionStart(db, signedIn.sessionId));
  return {
    hasPassword: knowsPassword,
    isStale: !knowsPassword && (start === undefined || now - start.getTime() > FRESH_MS),
    attempts: await countGuestWork(db, actor.personId),
    ownedAlone: await listOwnedAlone(db, actor.personId),
  };
}

export type AccountDeletion =
  | { kind: 'deleted' }
  | { kind: 'refused'; sentence: string; status: 400 | 403 | 409 | 429 };

const refused = (status: 400 | 403 | 409 | 429, sentence: string): AccountDeletion => ({
  kind: 'refused',
  status,
  sentence,
});

/**
 * Deletes the account that is signed in, for who knows its password; without one, for who typed the words and signed in
 * within the hour. The browser's cookies go with the answer. Nothing is done when anything is missing.
 */
export async function deleteOwnAccount(locals: App.Locals, given: string): Promise<AccountDeletion> {
  const { db, actor, signedIn, now, requestId, auth, setCookies } = locals;
  const { personId } = actor;
  const objection = await objectionTo(locals, given);
  if (objection) return objection;
  const limitMarks = signedIn ? [accountMark(signedIn.email)] : [];
  const outcome = await deleteAccount(db, { personId, at: now, limitMarks, requestId });
  if (outcome.kind === 'last-owner')
    return refused(409, 'You are the only owner of an organisation. Hand it over, or delete it first.');
  // Somebody else's second click may have been faster: what was wanted is done either way.
  const { cookies } = await auth.ask('/sign-out', {});
  setCookies.splice(0, setCookies.length, ...cookies);
  return { kind: 'deleted' };
}

async function objectionTo(locals: App.Locals, given: string): Promise<AccountDeletion | undefined> {
  if (await hasPassword(locals.db, locals.actor.personId)) {
    const check = await checkOwnPassword(locals, given);
    if (check.isRight) return undefined;
    return check.status === 429
      ? refused(429, check.sentence)
      : refused(403, 'This is not your password. Nothing was deleted.');
  }
  if ((await deletionOutlook(locals)).isStale)
    return refused(403, 'You signed in more than an hour ago. Sign out, sign in again, and come back here.');
  const isTyped = given.trim().toLowerCase() === CONFIRMATION;
  return isTyped ? undefined : refused(400, `Type the words “${CONFIRMATION}”. Nothing was deleted.`);
}

/** Deletes what this browser did without an account. True when there was anything. */
export async function deleteOwnGuest({ db, guestId, now, requestId }: App.Locals): Promise<boolean> {
  if (guestId === undefined) return false;
  return (await deleteGuest(db, { guestId, at: now, requestId })).kind === 'deleted';
}
