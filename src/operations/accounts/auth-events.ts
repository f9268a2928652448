import type { BetterAuthOptions } from 'better-auth';
import { APIError } from 'better-auth/api';
import type { Db } from '#db/client';
import { confirmEmail, forgetTokens, hasSecondFactor } from '#db/queries/accounts';
import { recordAudit } from '#db/queries/audit';
import { endSession } from '#db/queries/ended-sessions';
import { adoptGuestWork } from '#db/queries/guest-work';
import type { Instant } from '#domain/time';
import type { AccountMail } from '#operations/accounts/account-mail';
import { GUEST_HEADER } from '#operations/accounts/auth-headers';
import { emailChangeIn } from '#operations/accounts/email-change';
import { sessionTokenOf } from '#operations/accounts/session-cookie';

type Hooks = NonNullable<BetterAuthOptions['databaseHooks']>;
type HookContext = Parameters<NonNullable<NonNullable<NonNullable<Hooks['session']>['create']>['after']>>[1];

/** The path of the library by which somebody comes back from an OpenID provider. */
const FROM_PROVIDER = '/callback/:id';
/** Paths that end in a sign-in; where a second factor is on, the first ones do not yet. */
const FIRST_STEPS = ['/sign-in/email', FROM_PROVIDER];
const LAST_STEPS = ['/two-factor/verify-totp', '/two-factor/verify-backup-code', '/passkey/verify-authentication'];

export interface EventParts {
  db: Db;
  mail: AccountMail;
  now: () => Instant;
}

/** What we do when something happens to an account inside the library: the audit log, a guest's work, old tokens. */
export function makeAccountEvents({ db, mail, now }: EventParts) {
  const record = (action: Parameters<typeof recordAudit>[1]['action'], personId: string) =>
    recordAudit(db, { action, actorId: personId, subjectId: personId, at: now() });

  /** Changing a password or the second factor makes a new session, too; that is no sign-in. */
  async function isSignIn(personId: string, context: HookContext): Promise<boolean> {
    const path = context?.path ?? '';
    if (FIRST_STEPS.includes(path)) return !(await hasSecondFactor(db, personId));
    return LAST_STEPS.includes(path) && !context?.context.session;
  }

  return {
    /** The link in the message proves the address as well as the one for confirming it. */
    passwordReset: async ({ id, email }: { id: string; email: string }): Promise<void> => {
      await confirmEmail(db, email);
      await forgetTokens(db, id);
      await record('password-changed', id);
    },
    emailVerified: async ({ id, email }: { id: string; email: string }, url: string | undefined): Promise<void> => {
      const change = emailChangeIn(url);
      if (!change) return record('email-confirmed', id);
      await forgetTokens(db, id);
      await record('email-changed', id);
      await mail.changed(change.from, email);
    },
    hooks: {
      user: {
        create: {
          before: async (user, context) => {
            // An address that its provider has not proved may be somebody else's, who would find it taken.
            if (context?.path === FROM_PROVIDER && !user.emailVerified)
              throw new APIError('FORBIDDEN', { code: 'email_not_verified', message: 'address not verified' });
            const guestId = context?.headers?.get(GUEST_HEADER) ?? null;
            const name = (user.name.trim() || (user.email.split('@')[0] ?? '')).slice(0, 80);
            return { data: { ...user, name, guestId } };
          },
          after: (user) => record('account-created', user.id),
        },
      },
      session: {
        create: {
          after: async ({ userId, token }, context) => {
            if (!(await isSignIn(userId, context))) return;
            // Whoever this browser was before is signed out: no session goes on that nobody can see.
            const earlier = sessionTokenOf(context?.headers?.get('cookie') ?? '');
            if (earlier && earlier !== token) await endSession(db, earlier);
            await adoptGuestWork(db, { accountId: userId, at: now() });
            await record('signed-in', userId);
          },
        },
      },
    } satisfies Hooks,
  };
}
