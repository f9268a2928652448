import { setTimeout as pause } from 'node:timers/promises';
import { listMaybeOver } from '#db/queries/sitting-evidence';
import { findSitting } from '#db/queries/sittings';
import { clockAt } from '#domain/exam/sittings/sitting-clock';
import type { Instant } from '#domain/time';
import { closeSitting } from '#operations/exam/close-sitting';

/** How many are looked up at once, and the pause between two of them, so that what waits gets its turn. */
const AT_ONCE = 50;
const PAUSE_MS = 5;

/**
 * Closes every sitting whose time has been up for longer than answers may be on their way, and those that were handed in
 * and have no result because something failed. One that cannot be closed is told and tried again the next day; the
 * others are closed all the same. Answers how many were closed.
 */
export async function closeOverdueSittings(
  locals: Pick<App.Locals, 'db' | 'catalogDb'>,
  now: Instant,
): Promise<number> {
  let closed = 0;
  for (let after: string | undefined = ''; after !== undefined; await pause(PAUSE_MS)) {
    const found: { sittingId: string; personId: string }[] = await listMaybeOver(locals.db, {
      before: now,
      after,
      most: AT_ONCE,
    });
    for (const who of found) if (await closeIfOver(locals, who, now)) closed += 1;
    after = found.length < AT_ONCE ? undefined : found.at(-1)?.sittingId;
  }
  return closed;
}

async function closeIfOver(
  locals: Pick<App.Locals, 'db' | 'catalogDb'>,
  who: { sittingId: string; personId: string },
  now: Instant,
): Promise<boolean> {
  try {
    const sitting = await findSitting(locals.db, who);
    if (!sitting || clockAt(sitting.time, now).phase !== 'closed') return false;
    const done = await closeSitting(locals, { ...who, now, isByPlatform: true });
    return done.kind === 'closed' && done.isNew;
  } catch (error) {
    console.error(`Sitting ${who.sittingId} could not be closed; it is tried again tomorrow:`, error);
    return false;
  }
}
