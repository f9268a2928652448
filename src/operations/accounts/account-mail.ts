import { createHash } from 'node:crypto';
import type { Db } from '#db/client';
import { consumeLimit } from '#db/queries/limits';
import { recordMail } from '#db/queries/mails';
import type { Instant } from '#domain/time';

/** What accounts write to people. Each call puts one message into the outbox, as long as there were not too many. */
export interface AccountMail {
  verify(email: string, url: string): Promise<void>;
  accountExists(email: string): Promise<void>;
  resetPassword(email: string, token: string): Promise<void>;
  confirmChange(email: string, newEmail: string, url: string): Promise<void>;
  /** Tells the old address that the account has left it. */
  changed(oldEmail: string, newEmail: string): Promise<void>;
}

const NOT_YOU = 'If this was not you, ignore this message; nothing changes.';

/** Messages to one address in an hour: nobody can fill somebody else's mailbox, from however many places they ask. */
const MOST = { most: 10, windowMs: 60 * 60 * 1000 };
const markOf = (email: string) => createHash('sha256').update(email).digest('base64url').slice(0, 12);

/** Messages of accounts, written to the outbox. `address` is where people reach this installation. */
export function makeAccountMail(db: Db, address: () => string, now: () => Instant): AccountMail {
  const send = async (recipient: string, subject: string, lines: string[]) => {
    const { allowed } = await consumeLimit(db, { key: `mail:${markOf(recipient)}`, ...MOST, now: now() });
    // Whoever asked is told the same as ever: the answer must not say whether there is an account.
    if (allowed) await recordMail(db, { recipient, subject, body: lines.join('\n\n'), at: now() });
  };
  return {
    verify: (email, url) =>
      send(email, 'Confirm your e-mail address', [
        'Open this link to confirm that this address is yours. It is good for 24 hours.',
        url,
        NOT_YOU,
      ]),
    accountExists: (email) =>
      send(email, 'You have an account already', [
        'Somebody, probably you, tried to sign up with this address. It has an account already.',
        `Sign in: ${address()}/sign-in`,
        `New password: ${address()}/reset-password`,
        NOT_YOU,
      ]),
    resetPassword: (email, token) =>
      send(email, 'Choose a new password', [
        'Open this link to choose a new password. It is good for one hour and for one use.',
        `${address()}/reset-password/new?token=${encodeURIComponent(token)}`,
        NOT_YOU,
      ]),
    confirmChange: (email, newEmail, url) =>
      send(email, 'Confirm the change of your e-mail address', [
        `Your account asks to be moved to ${newEmail}. Open this link to agree; the new address then gets a link, too.`,
        url,
        'If this was not you, do not open the link, and choose a new password.',
      ]),
    changed: (oldEmail, newEmail) =>
      send(oldEmail, 'Your e-mail address was changed', [
        `Your account now has the address ${newEmail}; this one is no longer used.`,
        `If this was not you, write to whoever runs ${address()} at once.`,
      ]),
  };
}
