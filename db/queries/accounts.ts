import { eq } from 'drizzle-orm';
import type { Db } from '#db/client';
import { users } from '#db/schema/accounts';

/** The id of the account with this address, in lower case. */
export async function findAccountId(db: Db, email: string): Promise<string | undefined> {
  const [found] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
  return found?.id;
}

/** Says that this address is its account's, because somebody proved it in another way than by a message. */
export async function confirmEmail(db: Db, email: string): Promise<void> {
  await db.update(users).set({ emailVerified: true }).where(eq(users.email, email));
}
