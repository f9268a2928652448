import { passkey } from '@better-auth/passkey';
import { APIError } from 'better-auth/api';
import type { Db } from '#db/client';
import { recordAudit } from '#db/queries/audit';
import type { Instant } from '#domain/time';

/**
 * Passkeys that ask for a PIN, a finger or a face each time. Such a passkey is two factors in one, so that no code is
 * asked after it; one that only was at hand is refused, which the library by itself would let in.
 */
export function verifiedPasskeys({ db, host, now }: { db: Db; host: string; now: () => Instant }) {
  return passkey({
    rpID: host,
    rpName: 'Medical Coding Trainer',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      afterVerification: async ({ verification, user }) => {
        if (!verification.registrationInfo?.userVerified) throw notVerified();
        await recordAudit(db, {
          action: 'second-factor-changed',
          actorId: user.id,
          subjectId: user.id,
          at: now(),
          details: { change: 'passkey-added' },
        });
      },
    },
    authentication: {
      afterVerification: ({ verification }) => {
        if (!verification.authenticationInfo.userVerified) throw notVerified();
      },
    },
  });
}

const notVerified = () =>
  new APIError('UNAUTHORIZED', { code: 'USER_NOT_VERIFIED', message: 'the passkey did not ask who uses it' });
