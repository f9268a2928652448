import type { Db } from '#db/client';
import { ensureLearner, type Learner } from '#db/queries/learner';
import { recordEntries } from '#db/queries/notebook';
import { addStudyTime } from '#db/queries/study-time';
import { observations } from '#db/schema/study';
import type { JudgedAnswer } from '#domain/study/check-answer';
import type { Instant } from '#domain/time';

/**
 * Keeps an answer to an item of a knowledge check, all or nothing: the first one counts, a later one adds its time
 * alone. True when it was the first. Throws `AccountGoneError`.
 */
export const recordAnswer = (
  db: Db,
  who: Learner,
  { observation, entry }: JudgedAnswer,
  { now, activeMs }: { now: Instant; activeMs: number },
): Promise<boolean> =>
  db.transaction(async (tx) => {
    const { personId } = who;
    await ensureLearner(tx, who, now);
    const first = await tx
      .insert(observations)
      .values({ ...observation, personId })
      .onConflictDoNothing()
      .returning({ at: observations.at });
    if (first.length > 0 && entry) await recordEntries(tx, [{ ...entry, personId }]);
    await addStudyTime(tx, { personId, activity: 'check', at: now, activeMs });
    return first.length > 0;
  });
