import { APIError, createAuthMiddleware } from 'better-auth/api';
import type { Db } from '#db/client';
import { recordAudit } from '#db/queries/audit';
import { endSession } from '#db/queries/ended-sessions';
import { consumeLimit } from '#db/queries/limits';
import type { Instant } from '#domain/time';
import { sessionTokenOf } from '#operations/accounts/session-cookie';

/** What failed, by the path of the library that was asked. */
const FACTORS: Record<string, string> = {
  '/two-factor/verify-totp': 'code',
  '/two-factor/verify-backup-code': 'recovery code',
  '/passkey/verify-authentication': 'passkey',
};

/** The library takes the step before and after the present one, too: no code lives longer. */
const LIFE_OF_A_CODE_MS = 90_000;

/**
 * What the library leaves to us after a factor was shown: a failure goes to the audit log, and so does the asking for a
 * new password; a six-digit code signs in once, so that who looked over a shoulder comes too late.
 */
export const afterFactors = ({ db, now }: { db: Db; now: () => Instant }) =>
  createAuthMiddleware(async ({ path, body, headers, context }) => {
    const factor = FACTORS[path];
    const hasFailed = context.returned instanceof APIError;
    if (factor && hasFailed) await recordAudit(db, { action: 'sign-in-failed', at: now(), details: { factor } });
    if (path === '/request-password-reset' && !hasFailed)
      await recordAudit(db, { action: 'password-reset-asked', at: now() });
    const begun = context.newSession;
    // Whoever has a session already sets the factor up with the code, and does not sign in with it.
    const isSignIn = begun && !hasFailed && sessionTokenOf(headers?.get('cookie') ?? '') === undefined;
    if (factor !== 'code' || !isSignIn) return;
    const key = `code:${begun.user.id}:${body.code}`;
    const { allowed } = await consumeLimit(db, { key, most: 1, windowMs: LIFE_OF_A_CODE_MS, now: now() });
    if (allowed) return;
    await endSession(db, begun.session.token);
    await recordAudit(db, { action: 'sign-in-failed', at: now(), details: { factor: 'code used before' } });
    throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'Invalid code' });
  });
