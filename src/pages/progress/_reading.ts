import type { Db } from '#db/client';
import { listObservations } from '#db/queries/observations';
import { listFirstTries, listTimeSpent } from '#db/queries/progress';
import { findStudyPlan } from '#db/queries/study-plan';
import { dayIn } from '#domain/study/day';
import type { GradedTry } from '#domain/study/graded-try';
import { addDays, mondayOf, type TimeSpent } from '#domain/study/study-days';
import { daysBefore, type Instant, type IsoDate } from '#domain/time';

export const WEEKS_SHOWN = 12;
export const DAYS_SHOWN = 30;

/** Everything the page of progress is told from. */
export interface ProgressRead {
  tries: GradedTry[];
  spent: TimeSpent[];
  /** Days on which anything was studied, of the last `DAYS_SHOWN` at least. */
  studied: Set<IsoDate>;
  today: IsoDate;
  timeZone: string;
}

/** The time zone a person's days begin in; UTC as long as none was chosen. One query. */
export const findTimeZone = async (db: Db, personId: string): Promise<string> =>
  (await findStudyPlan(db, personId))?.timeZone ?? 'UTC';

/** Four queries, whatever a person has done. */
export async function readProgress(db: Db, personId: string, now: Instant): Promise<ProgressRead> {
  const timeZone = await findTimeZone(db, personId);
  const today = dayIn(now, timeZone);
  const spent = await listTimeSpent(db, personId, addDays(mondayOf(today), -7 * WEEKS_SHOWN));
  const tries = await listFirstTries(db, personId);
  const seen = await listObservations(db, personId, daysBefore(now, DAYS_SHOWN + 1));
  const moments = [...seen.map(({ at }) => at), ...tries.map(({ submittedAt }) => submittedAt)];
  const studied = new Set([
    ...moments.map((at) => dayIn(at, timeZone)),
    ...spent.filter(({ activeMs }) => activeMs > 0).map(({ day }) => day),
  ]);
  return { tries, spent, studied, today, timeZone };
}
