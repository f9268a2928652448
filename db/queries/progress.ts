import { and, asc, eq, gte, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { attempts, grades } from '#db/schema/attempts';
import { answerKeys, cases, caseVersions } from '#db/schema/cases';
import { cardStates, studyTime } from '#db/schema/study';
import type { Counts, Sections } from '#domain/grading/tally';
import type { Variance } from '#domain/grading/variance';
import { COUNTED_MODES, type GradedTry } from '#domain/study/graded-try';
import type { TimeSpent } from '#domain/study/study-days';
import type { Instant, IsoDate } from '#domain/time';

type Parts = [Counts, Sections, Variance[]];
/** What progress needs of a stored grade: SQLite cuts it out, so that hundreds of whole grades need not travel. */
const partsOfGrade = sql<string>`json_extract(${grades.grade}, '$.tally', '$.sections', '$.variances')`.mapWith(
  (text: string) => JSON.parse(text) as Parts,
);

/**
 * The graded first tries of a person that count, in the order they were handed in, each with the parts of its newest
 * grade that progress is told from. One query.
 */
export async function listFirstTries(db: Db, personId: string): Promise<GradedTry[]> {
  const found = await db
    .select({
      attemptId: attempts.id,
      slug: cases.slug,
      title: caseVersions.title,
      setting: caseVersions.setting,
      startedAt: attempts.startedAt,
      submittedAt: attempts.submittedAt,
      parts: partsOfGrade,
    })
    .from(attempts)
    .innerJoin(cases, eq(cases.id, attempts.caseId))
    .innerJoin(caseVersions, eq(caseVersions.id, attempts.caseVersionId))
    .innerJoin(grades, eq(grades.attemptId, attempts.id))
    .innerJoin(answerKeys, eq(answerKeys.id, grades.answerKeyId))
    .where(isCountedTryOf(personId))
    .orderBy(asc(attempts.submittedAt), asc(attempts.id), asc(grades.createdAt), asc(answerKeys.revision));
  // The newest grade of an attempt comes last, and the last one stays.
  return [...new Map(found.map((row) => [row.attemptId, toTry(row)])).values()];
}

const isCountedTryOf = (personId: string) =>
  and(
    eq(attempts.personId, personId),
    eq(attempts.tryNumber, 1),
    isNotNull(attempts.submittedAt),
    inArray(attempts.mode, [...COUNTED_MODES]),
  );

type Row = Pick<GradedTry, 'attemptId' | 'slug' | 'title' | 'setting'> & {
  startedAt: number;
  submittedAt: number | null;
  parts: Parts;
};
const toTry = ({ parts: [tally, sections, variances], startedAt, submittedAt, ...row }: Row): GradedTry => ({
  ...row,
  startedAt: startedAt as Instant,
  submittedAt: submittedAt as Instant,
  tally,
  sections,
  variances,
});

/** The time a person spent from `since`, a day of their own time zone, on. One query. */
export async function listTimeSpent(db: Db, personId: string, since: IsoDate): Promise<TimeSpent[]> {
  const found = await db
    .select({ day: studyTime.day, activity: studyTime.activity, activeMs: studyTime.activeMs })
    .from(studyTime)
    .where(and(eq(studyTime.personId, personId), gte(studyTime.day, since)));
  return found.map((row) => ({ ...row, day: row.day as IsoDate }));
}

/** Ids of the cards a person saw before and is to see again by `now`, those that are suspended left out. One query. */
export async function listCardsDue(db: Db, personId: string, now: Instant): Promise<string[]> {
  const isDue = and(lte(cardStates.due, now), isNull(cardStates.suspendedAt), isNotNull(cardStates.memory));
  const found = await db
    .select({ cardId: cardStates.cardId })
    .from(cardStates)
    .where(and(eq(cardStates.personId, personId), isDue));
  return found.map(({ cardId }) => cardId);
}
