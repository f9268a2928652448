import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { accounts, passkeys, sessions, users, verifications } from '#db/schema/accounts';

/** The account that wanted to do something was deleted since its request came in. */
export class AccountGoneError extends Error {}

/** The id of the account with this address, in lower case. */
export async function findAccountId(db: Db, email: string): Promise<string | undefined> {
  const [found] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
  return found?.id;
}

/** True while this account is there. Asked in the transaction that gives it something: its request may be older than its deletion. */
export async function hasAccount(db: Pick<Db, 'select'>, id: string): Promise<boolean> {
  return (await db.select({ id: users.id }).from(users).where(eq(users.id, id))).length > 0;
}

/** Says that this address is its account's, because somebody proved it in another way than by a message. */
export async function confirmEmail(db: Db, email: string): Promise<void> {
  await db.update(users).set({ emailVerified: true }).where(eq(users.email, email));
}

/** True when this account's second factor is on. */
export async function hasSecondFactor(db: Db, id: string): Promise<boolean> {
  const [found] = await db.select({ isOn: users.twoFactorEnabled }).from(users).where(eq(users.id, id));
  return found?.isOn === true;
}

/** True when this account can be signed in to with a password; false when an OpenID provider or a passkey is all there is. */
export async function hasPassword(db: Db, id: string): Promise<boolean> {
  const found = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.userId, id), eq(accounts.providerId, 'credential'), isNotNull(accounts.password)));
  return found.length > 0;
}

/** Makes links for a new password and half-finished sign-ins of this account worthless. */
export async function forgetTokens(db: Db, id: string): Promise<void> {
  await db.delete(verifications).where(eq(verifications.value, id));
}

/** An account's passkeys, the newest first; without their keys. */
export const listPasskeys = (
  db: Db,
  personId: string,
): Promise<{ id: string; name: string; createdAt: Date | null }[]> =>
  db
    .select({ id: passkeys.id, name: sql<string>`coalesce(${passkeys.name}, '')`, createdAt: passkeys.createdAt })
    .from(passkeys)
    .where(eq(passkeys.userId, personId))
    .orderBy(desc(passkeys.createdAt));

/** When somebody signed in for this session; undefined when it has ended. */
export async function findSessionStart(db: Db, sessionId: string): Promise<Date | undefined> {
  const [found] = await db.select({ at: sessions.createdAt }).from(sessions).where(eq(sessions.id, sessionId));
  return found?.at;
}
