import { recordAudit } from '#db/queries/audit';
import type { AuthAnswer } from '#operations/accounts/auth-door';
import { checkOwnPassword } from '#operations/accounts/own-password';

export type FactorStep =
  | { kind: 'confirm'; secret: string }
  | { kind: 'codes'; codes: string[]; isNew: boolean }
  | { kind: 'off' }
  | { kind: 'refused'; sentence: string; status: 400 | 429; field?: 'password' | 'code'; secret?: string };

const ISSUER = 'Medical Coding Trainer';

/** What an authenticator app reads: from the QR code, or typed in by hand as the secret alone. */
export function keyAddress(email: string, secret: string): string {
  const query = new URLSearchParams({ secret, issuer: ISSUER, digits: '6', period: '30' });
  return `otpauth://totp/${encodeURIComponent(`${ISSUER}:${email}`)}?${query.toString().replaceAll('+', '%20')}`;
}

/** Makes a secret; the second factor is not on before a code of it was typed. */
export async function beginFactor(locals: App.Locals, password: string): Promise<FactorStep> {
  const refused = await refuse(locals, password);
  if (refused) return refused;
  const { status, body } = await locals.auth.ask('/two-factor/enable', { password });
  const uri = typeof body.totpURI === 'string' ? new URL(body.totpURI) : undefined;
  return status === 200 && uri ? { kind: 'confirm', secret: uri.searchParams.get('secret') ?? '' } : tryLater(status);
}

/** Turns it on with a code of the new secret, and answers the recovery codes. */
export async function confirmFactor(locals: App.Locals, code: string, secret: string): Promise<FactorStep> {
  const { auth, actor, setCookies } = locals;
  const answer = await auth.ask('/two-factor/verify-totp', { code });
  if (answer.status === 401)
    return {
      kind: 'refused',
      status: 400,
      field: 'code',
      secret,
      sentence: 'This code is not good. Type the one shown now; the clock of the device has to be right.',
    };
  if (answer.status !== 200) return { ...tryLater(answer.status), secret };
  takeCookies(setCookies, answer);
  await record(locals, 'on');
  return { kind: 'codes', codes: await auth.recoveryCodes(actor.personId), isNew: true };
}

/** Makes new recovery codes; the old ones are worth nothing from then on. */
export async function renewCodes(locals: App.Locals, password: string): Promise<FactorStep> {
  const refused = await refuse(locals, password);
  if (refused) return refused;
  const { status, body } = await locals.auth.ask('/two-factor/generate-backup-codes', { password });
  if (status !== 200) return tryLater(status);
  await record(locals, 'new-recovery-codes');
  return { kind: 'codes', codes: body.backupCodes as string[], isNew: false };
}

export async function endFactor(locals: App.Locals, password: string): Promise<FactorStep> {
  const refused = await refuse(locals, password);
  if (refused) return refused;
  const answer = await locals.auth.ask('/two-factor/disable', { password });
  if (answer.status !== 200) return tryLater(answer.status);
  takeCookies(locals.setCookies, answer);
  await record(locals, 'off');
  return { kind: 'off' };
}

/** The library puts a new session in the place of this browser's: the cookie of the old one must not go out after it. */
function takeCookies(setCookies: string[], { cookies }: AuthAnswer): void {
  setCookies.splice(0, setCookies.length, ...cookies);
}

async function refuse(locals: App.Locals, password: string): Promise<FactorStep | undefined> {
  const check = await checkOwnPassword(locals, password);
  if (check.isRight) return undefined;
  return { kind: 'refused', status: check.status, field: 'password', sentence: check.sentence };
}

const record = ({ db, actor, now }: App.Locals, change: string) =>
  recordAudit(db, {
    action: 'second-factor-changed',
    actorId: actor.personId,
    subjectId: actor.personId,
    at: now,
    details: { change },
  });

const tryLater = (status: number): FactorStep & { kind: 'refused' } =>
  status === 429
    ? { kind: 'refused', status, sentence: 'Too many tries. Try again in a minute.' }
    : { kind: 'refused', status: 400, sentence: 'This could not be changed. Load the page anew and try again.' };
