import { and, desc, eq, gt, ne } from 'drizzle-orm';
import type { Db } from '#db/client';
import { recordAudit } from '#db/queries/audit';
import { sessions } from '#db/schema/accounts';
import type { Instant } from '#domain/time';

/** A browser in which an account is signed in. The token that proves it never leaves the table. */
export interface SignedInBrowser {
  id: string;
  userAgent: string | null;
  ipAddress: string | null;
  createdAt: Date;
  /** Moves on once a day at most. */
  updatedAt: Date;
}

/** Where an account is signed in at the moment, the latest sign-in first. */
export const listSessions = (db: Db, personId: string, now: Instant): Promise<SignedInBrowser[]> =>
  db
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      ipAddress: sessions.ipAddress,
      createdAt: sessions.createdAt,
      updatedAt: sessions.updatedAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, personId), gt(sessions.expiresAt, new Date(now))))
    .orderBy(desc(sessions.createdAt), desc(sessions.id));

export interface EndSessions {
  personId: string;
  at: Instant;
  /** This one alone, or all but that one. */
  which: { only: string } | { allBut: string };
}

/** Signs browsers of an account out, at once. Answers how many; another person's session is not touched. */
export const endSessions = (db: Db, { personId, at, which }: EndSessions): Promise<number> =>
  db.transaction(async (tx) => {
    const chosen = 'only' in which ? eq(sessions.id, which.only) : ne(sessions.id, which.allBut);
    const ended = await tx
      .delete(sessions)
      .where(and(eq(sessions.userId, personId), chosen))
      .returning({ id: sessions.id });
    if (ended.length > 0)
      await recordAudit(tx, {
        action: 'sessions-revoked',
        actorId: personId,
        subjectId: personId,
        at,
        details: { sessions: ended.length },
      });
    return ended.length;
  });

/** Has a session that took another one's place work in the same organisation. */
export async function keepOrganisation(db: Db, token: string, organisationId: string): Promise<void> {
  await db.update(sessions).set({ organisationId }).where(eq(sessions.token, token));
}
