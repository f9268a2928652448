import { count, eq, isNotNull, max } from 'drizzle-orm';
import type { Db } from '#db/client';
import { examStatistics } from '#db/schema/exam-statistics';
import { sittings } from '#db/schema/sittings';
import { type ExamStatistics, STATISTICS_ENGINE } from '#domain/exam/statistics/exam-statistics';
import type { Instant } from '#domain/time';

export interface StoredStatistics {
  statistics: ExamStatistics;
  reckonedAt: Instant;
}

/** What was last reckoned for an exam (`cpc-2026`); undefined before, and when figures have come to mean something else. */
export async function findExamStatistics(db: Db, blueprint: string): Promise<StoredStatistics | undefined> {
  const [found] = await db.select().from(examStatistics).where(eq(examStatistics.blueprint, blueprint));
  if (!found || found.statistics.engine !== STATISTICS_ENGINE) return undefined;
  return { statistics: found.statistics, reckonedAt: found.reckonedAt as Instant };
}

/** Stores what was reckoned, in place of what was before. */
export async function recordExamStatistics(
  db: Db,
  { blueprint, statistics, now }: { blueprint: string; statistics: ExamStatistics; now: Instant },
): Promise<void> {
  const row = { sittings: statistics.sittings, reckonedAt: now, statistics };
  await db
    .insert(examStatistics)
    .values({ blueprint, ...row })
    .onConflictDoUpdate({ target: examStatistics.blueprint, set: row });
}

/**
 * Exams whose statistics are not what the newest `most` closed sittings say: one was closed since they were reckoned, or
 * one is gone with its person. Two queries.
 */
export async function listBehind(db: Db, most: number): Promise<string[]> {
  const sat = await db
    .select({ blueprint: sittings.blueprint, closed: count(), latest: max(sittings.closedAt) })
    .from(sittings)
    .where(isNotNull(sittings.closedAt))
    .groupBy(sittings.blueprint);
  const known = await db
    .select({
      blueprint: examStatistics.blueprint,
      sittings: examStatistics.sittings,
      reckonedAt: examStatistics.reckonedAt,
    })
    .from(examStatistics);
  const now = new Map(sat.map(({ blueprint, ...row }) => [blueprint, row]));
  const before = new Map(known.map(({ blueprint, ...row }) => [blueprint, row]));
  return [...new Set([...now.keys(), ...before.keys()])].sort().filter((blueprint) => {
    const { closed, latest } = now.get(blueprint) ?? { closed: 0, latest: 0 };
    const { sittings: counted, reckonedAt } = before.get(blueprint) ?? { sittings: 0, reckonedAt: -1 };
    return Math.min(closed, most) !== counted || (latest ?? 0) >= reckonedAt;
  });
}
