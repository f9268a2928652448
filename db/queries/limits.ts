import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { limits } from '#db/schema/limits';
import type { Instant } from '#domain/time';

export interface LimitedUse {
  /** What is counted, for whom. */
  key: string;
  /** Uses a window allows. */
  most: number;
  windowMs: number;
  now: Instant;
  /** How many are used at once; one when absent. */
  uses?: number;
}

/**
 * Counts a use and says whether it is still allowed; if not, after how many seconds the window ends. One statement, so
 * that of many at the same moment no more than `most` pass.
 */
export async function consumeLimit(
  db: Db,
  { key, most, windowMs, now, uses = 1 }: LimitedUse,
): Promise<{ allowed: boolean; retryAfter: number | null }> {
  const isOver = sql`${limits.endsAt} <= ${now}`;
  const [row] = await db
    .insert(limits)
    .values({ key: key.slice(0, 200), count: uses, endsAt: now + windowMs })
    .onConflictDoUpdate({
      target: limits.key,
      set: {
        count: sql`case when ${isOver} then ${uses} else ${limits.count} + ${uses} end`,
        endsAt: sql`case when ${isOver} then ${now + windowMs} else ${limits.endsAt} end`,
      },
    })
    .returning({ count: limits.count, endsAt: limits.endsAt });
  if (!row || row.count <= most) return { allowed: true, retryAfter: null };
  return { allowed: false, retryAfter: Math.max(1, Math.ceil((row.endsAt - now) / 1000)) };
}

/** Removes counts whose window is over; keeps the table as small as the traffic of an hour. */
export async function forgetLimits(db: Db, now: Instant): Promise<void> {
  await db.delete(limits).where(lt(limits.endsAt, now));
}

/** True when as many uses as a window allows are counted already; counts none itself. */
export async function isUsedUp(db: Db, { key, most, now }: Omit<LimitedUse, 'windowMs' | 'uses'>): Promise<boolean> {
  const [row] = await db
    .select({ count: limits.count })
    .from(limits)
    .where(and(eq(limits.key, key.slice(0, 200)), gt(limits.endsAt, now)));
  return row !== undefined && row.count >= most;
}
