import { eq } from 'drizzle-orm';
import type { Db } from '#db/client';
import { ensureLearner, type Learner } from '#db/queries/learner';
import { studySettings } from '#db/schema/study';
import type { StudyPlan } from '#domain/study/daily-plan';
import type { Instant } from '#domain/time';

/** How a person said they want to study; undefined when they never did. One query. */
export async function findStudyPlan(db: Db, personId: string): Promise<StudyPlan | undefined> {
  const [found] = await db
    .select({
      newCardsADay: studySettings.newCardsADay,
      mostReviewsADay: studySettings.mostReviewsADay,
      retention: studySettings.retention,
      decks: studySettings.decks,
      timeZone: studySettings.timeZone,
    })
    .from(studySettings)
    .where(eq(studySettings.personId, personId));
  return found;
}

/** Keeps how a person wants to study, in place of what they said before. */
export const saveStudyPlan = (db: Db, who: Learner, plan: StudyPlan, now: Instant): Promise<void> =>
  db.transaction(async (tx) => {
    await ensureLearner(tx, who, now);
    const row = { ...plan, decks: [...plan.decks] };
    await tx
      .insert(studySettings)
      .values({ ...row, personId: who.personId })
      .onConflictDoUpdate({ target: studySettings.personId, set: row });
  });
