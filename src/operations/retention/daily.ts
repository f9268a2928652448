import type { Db } from '#db/client';
import type { Instant } from '#domain/time';
import { closeOverdueSittings } from '#operations/exam/close-overdue';
import { applyRetention } from '#operations/retention/apply-retention';

const FIRST_AFTER_MS = 5 * 60 * 1000;
const EVERY_MS = 24 * 60 * 60 * 1000;

/**
 * Closes exams whose time is long up and applies retention, some minutes from now and once a day after that, without
 * keeping the process alive for it.
 */
export function startDailyJobs(dbs: { db: Db; catalogDb: Db }, now: () => Instant): void {
  const run = async () => {
    await closeOverdueSittings(dbs, now()).catch((error) =>
      console.error('Exams that are over could not be closed; it is tried again tomorrow:', error),
    );
    try {
      await applyRetention(dbs.db, now());
    } catch (error) {
      console.error('Retention could not be applied; it is tried again tomorrow:', error);
    }
  };
  setTimeout(run, FIRST_AFTER_MS).unref();
  setInterval(run, EVERY_MS).unref();
}
