import { asc, count, eq, isNotNull, max } from 'drizzle-orm';
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

/** How many sittings of each exam are closed, and whether one was closed since its statistics were reckoned. Two queries. */
export async function listSatExams(db: Db): Promise<{ blueprint: string; closed: number; isBehind: boolean }[]> {
  const sat = await db
    .select({ blueprint: sittings.blueprint, closed: count(), latest: max(sittings.closedAt) })
    .from(sittings)
    .where(isNotNull(sittings.closedAt))
    .groupBy(sittings.blueprint)
    .orderBy(asc(sittings.blueprint));
  const known = await db
    .select({ blueprint: examStatistics.blueprint, reckonedAt: examStatistics.reckonedAt })
    .from(examStatistics);
  const reckoned = new Map(known.map(({ blueprint, reckonedAt }) => [blueprint, reckonedAt]));
  return sat.map(({ blueprint, closed, latest }) => ({
    blueprint,
    closed,
    isBehind: (latest ?? 0) >= (reckoned.get(blueprint) ?? 0),
  }));
}
