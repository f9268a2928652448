import { eq } from 'drizzle-orm';
import type { Db } from '#db/client';
import { sessions } from '#db/schema/accounts';

/** Ends the session with this token, if there is one. */
export async function endSession(db: Db, token: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.token, token));
}
