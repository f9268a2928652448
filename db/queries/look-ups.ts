import { count, eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { attempts } from '#db/schema/attempts';
import { type LookUpKind, lookUps } from '#db/schema/look-ups';
import type { LookUp } from '#domain/chart/look-up-paths';
import type { Instant } from '#domain/time';

/** Far more than anybody looks up while coding one chart; a page that runs wild stops here. */
const MOST_PER_ATTEMPT = 5000;

export interface NewLookUp {
  /** Made by the browser, so that a batch sent twice is written once. */
  id: string;
  kind: LookUpKind;
  what: string;
  code?: string | undefined;
  at: Instant;
}

/** Whose attempt this is, whether it can still be added to, and how much is noted already. One query. */
export async function findLookUpOwner(
  db: Db,
  attemptId: string,
): Promise<{ personId: string; isOpen: boolean; isFull: boolean } | undefined> {
  const [found] = await db
    .select({ personId: attempts.personId, submittedAt: attempts.submittedAt, noted: count(lookUps.id) })
    .from(attempts)
    .leftJoin(lookUps, eq(lookUps.attemptId, attempts.id))
    .where(eq(attempts.id, attemptId))
    .groupBy(attempts.id);
  if (!found) return undefined;
  return { personId: found.personId, isOpen: found.submittedAt === null, isFull: found.noted >= MOST_PER_ATTEMPT };
}

/**
 * Appends a batch in its order; what was recorded before is left as it is. False, and nothing recorded, when the attempt
 * was deleted meanwhile.
 */
export async function recordLookUps(db: Db, attemptId: string, batch: readonly NewLookUp[]): Promise<boolean> {
  if (batch.length === 0) return true;
  return db.transaction(async (tx) => {
    const found = await tx.select({ id: attempts.id }).from(attempts).where(eq(attempts.id, attemptId));
    if (found.length === 0) return false;
    await tx
      .insert(lookUps)
      .values(batch.map((lookUp) => ({ ...lookUp, attemptId })))
      .onConflictDoNothing();
    return true;
  });
}

/** The way through the code book in the order it was gone. One query. */
export async function listLookUps(db: Db, attemptId: string): Promise<LookUp[]> {
  const rows = await db
    .select({ kind: lookUps.kind, what: lookUps.what, code: lookUps.code, at: lookUps.at })
    .from(lookUps)
    .where(eq(lookUps.attemptId, attemptId))
    // Steps of the same millisecond stand in the order they were written.
    .orderBy(lookUps.at, sql`rowid`);
  return rows.map(({ code, at, ...row }) => ({ ...row, at: at as Instant, ...(code === null ? {} : { code }) }));
}
