import { forgetTokens } from '#db/queries/accounts';
import { recordAudit } from '#db/queries/audit';
import { keepOrganisation } from '#db/queries/sessions';
import type { Outcome } from '#operations/accounts/change-account';
import { checkOwnPassword } from '#operations/accounts/own-password';

/** Changes the password of who is signed in and signs every other browser out. */
export async function changePassword(locals: App.Locals, present: string, next: string): Promise<Outcome> {
  const { db, actor, now, auth, setCookies } = locals;
  const check = await checkOwnPassword(locals, present);
  if (!check.isRight) return { kind: 'refused', status: check.status, field: 'present', sentence: check.sentence };
  const fields = { currentPassword: present, newPassword: next, revokeOtherSessions: true };
  const answer = await auth.ask('/change-password', fields);
  if (answer.status !== 200) return tryLater(answer.status);
  // This browser's session is a new one now: the cookie that prolongs the old one must not go out.
  setCookies.splice(0, setCookies.length, ...answer.cookies);
  if (actor.organisationId) await keepOrganisation(db, String(answer.body.token), actor.organisationId);
  await forgetTokens(db, actor.personId);
  await recordAudit(db, { action: 'password-changed', actorId: actor.personId, subjectId: actor.personId, at: now });
  return { kind: 'done', done: 'password' };
}

/** Sends an account that has no password the link with which to choose one. */
export async function sendPasswordLink({ auth, signedIn }: App.Locals): Promise<Outcome> {
  const answer = await auth.ask('/request-password-reset', { email: signedIn?.email });
  return answer.status === 200 ? { kind: 'done', done: 'link' } : tryLater(answer.status);
}

const tryLater = (status: number): Outcome & { kind: 'refused' } =>
  status === 429
    ? { kind: 'refused', status, sentence: 'Too many tries. Try again in a minute.' }
    : { kind: 'refused', status: 400, sentence: 'This could not be changed. Try again.' };
