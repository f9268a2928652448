import { and, eq, isNotNull } from 'drizzle-orm';
import type { Db } from '#db/client';
import { accounts, sessions, users } from '#db/schema/accounts';

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

/** The hash of an account's password; undefined when it has none, because its person signs in by a provider. */
export async function findPasswordHash(db: Db, accountId: string): Promise<string | undefined> {
  const [found] = await db
    .select({ hash: accounts.password })
    .from(accounts)
    .where(and(eq(accounts.userId, accountId), eq(accounts.providerId, 'credential'), isNotNull(accounts.password)));
  return found?.hash ?? undefined;
}

/** When somebody signed in for this session; undefined when it has ended. */
export async function findSessionStart(db: Db, sessionId: string): Promise<Date | undefined> {
  const [found] = await db.select({ at: sessions.createdAt }).from(sessions).where(eq(sessions.id, sessionId));
  return found?.at;
}
