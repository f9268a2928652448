import type { Db } from '#db/client';
import { listBehind, recordExamStatistics } from '#db/queries/exam-statistics';
import { MOST_SITTINGS, reckonStatistics } from '#db/statistics/reckon-statistics';
import type { Instant } from '#domain/time';

const FIRST_AFTER_MS = 10 * 60_000;
const EVERY_MS = 24 * 60 * 60_000;

/** Exams that are being reckoned, and those that could not be when it was last tried; both as long as the server runs. */
const running = new Map<string, Promise<void>>();
const failed = new Set<string>();

export type ReckoningState = 'running' | 'failed' | 'idle';
export const reckoningState = (blueprint: string): ReckoningState =>
  running.has(blueprint) ? 'running' : failed.has(blueprint) ? 'failed' : 'idle';

/** Reckons and stores an exam's statistics; who asks while it is being done waits for the same. Never rejects. */
export function keepStatistics(db: Db, blueprint: string, now: () => Instant): Promise<void> {
  const underway = running.get(blueprint);
  if (underway) return underway;
  const work = reckonAndStore(db, blueprint, now).finally(() => running.delete(blueprint));
  running.set(blueprint, work);
  return work;
}

async function reckonAndStore(db: Db, blueprint: string, now: () => Instant): Promise<void> {
  failed.delete(blueprint);
  // From before reading: a sitting that is closed meanwhile is known to be missing.
  const began = now();
  try {
    const statistics = await reckonStatistics(db, blueprint);
    await recordExamStatistics(db, { blueprint, statistics, now: began });
  } catch (error) {
    failed.add(blueprint);
    console.error(`Statistics of ${blueprint} could not be reckoned; it is tried again tomorrow:`, error);
  }
}

/** Reckons what is behind, some minutes from now and once a day after that, one exam after the other. */
export function startStatistics(db: Db, now: () => Instant): void {
  const run = async () => {
    try {
      for (const blueprint of await listBehind(db, MOST_SITTINGS)) await keepStatistics(db, blueprint, now);
    } catch (error) {
      console.error('Statistics of exams could not be looked at; it is tried again tomorrow:', error);
    }
  };
  setTimeout(run, FIRST_AFTER_MS).unref();
  setInterval(run, EVERY_MS).unref();
}
