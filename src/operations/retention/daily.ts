import type { Db } from '#db/client';
import type { Instant } from '#domain/time';
import { applyRetention } from '#operations/retention/apply-retention';

const FIRST_AFTER_MS = 5 * 60 * 1000;
const EVERY_MS = 24 * 60 * 60 * 1000;

/** Applies retention some minutes from now and once a day after that, without keeping the process alive for it. */
export function startRetention(db: Db, now: () => Instant): void {
  const run = async () => {
    try {
      await applyRetention(db, now());
    } catch (error) {
      console.error('Retention could not be applied; it is tried again tomorrow:', error);
    }
  };
  setTimeout(run, FIRST_AFTER_MS).unref();
  setInterval(run, EVERY_MS).unref();
}
