import { eq, sql } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { studySettings, studyTime } from '#db/schema/study';
import { dayIn } from '#domain/study/day';
import type { Instant } from '#domain/time';

interface TimeOfUse {
  personId: string;
  activity: (typeof studyTime.$inferSelect)['activity'];
  at: Instant;
  /** Whole milliseconds; nothing is written for none. */
  activeMs: number;
}

/** Adds time to the day it is for the person: of the time zone in their settings, else of UTC. Two queries. */
export async function addStudyTime(db: Db | Transaction, { personId, activity, at, activeMs }: TimeOfUse) {
  if (activeMs <= 0) return;
  const [settings] = await db
    .select({ timeZone: studySettings.timeZone })
    .from(studySettings)
    .where(eq(studySettings.personId, personId));
  await db
    .insert(studyTime)
    .values({ personId, day: dayIn(at, settings?.timeZone ?? 'UTC'), activity, activeMs })
    .onConflictDoUpdate({
      target: [studyTime.personId, studyTime.day, studyTime.activity],
      set: { activeMs: sql`${studyTime.activeMs} + ${activeMs}` },
    });
}
