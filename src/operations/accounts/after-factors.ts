import { APIError, createAuthMiddleware } from 'better-auth/api';
import type { Db } from '#db/client';
import { recordAudit } from '#db/queries/audit';
import type { Instant } from '#domain/time';

/** What failed, by the path of the library that was asked. */
const FACTORS: Record<string, string> = {
  '/two-factor/verify-totp': 'code',
  '/two-factor/verify-backup-code': 'recovery code',
  '/passkey/verify-authentication': 'passkey',
};

/** A factor that was shown in vain goes to the audit log, and so does the asking for a new password. */
export const afterFactors = ({ db, now }: { db: Db; now: () => Instant }) =>
  createAuthMiddleware(async ({ path, context }) => {
    const factor = FACTORS[path];
    const hasFailed = context.returned instanceof APIError;
    if (factor && hasFailed) await recordAudit(db, { action: 'sign-in-failed', at: now(), details: { factor } });
    if (path === '/request-password-reset' && !hasFailed)
      await recordAudit(db, { action: 'password-reset-asked', at: now() });
  });
