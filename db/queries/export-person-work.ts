import { and, eq, gt, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { isoTime } from '#db/queries/pages';
import { attempts, grades } from '#db/schema/attempts';
import { cases } from '#db/schema/cases';
import { lookUps } from '#db/schema/look-ups';
import { organisations } from '#db/schema/organisations';

/** A page of the charts a person coded, each with its sheet. */
export async function readAttempts(db: Db, personId: string, after: number, most: number) {
  const cursor = sql<number>`${attempts}.rowid`;
  const found = await db
    .select({ cursor, attempt: attempts, chart: cases.slug, organisation: organisations.name })
    .from(attempts)
    .innerJoin(cases, eq(cases.id, attempts.caseId))
    .leftJoin(organisations, eq(organisations.id, attempts.organisationId))
    .where(and(eq(attempts.personId, personId), gt(cursor, after)))
    .orderBy(cursor)
    .limit(most);
  return found.map(({ cursor: at, attempt, chart, organisation }) => ({
    cursor: at,
    id: attempt.id,
    chart,
    mode: attempt.mode,
    try: attempt.tryNumber,
    organisation,
    startedAt: isoTime(attempt.startedAt),
    savedAt: isoTime(attempt.savedAt),
    submittedAt: isoTime(attempt.submittedAt),
    sheet: attempt.draft,
  }));
}

/** A page of the results of what a person handed in. */
export async function readGrades(db: Db, personId: string, after: number, most: number) {
  const cursor = sql<number>`${grades}.rowid`;
  const { attemptId, createdAt, engine, grade } = grades;
  const found = await db
    .select({ cursor, attemptId, createdAt, engine, grade })
    .from(grades)
    .innerJoin(attempts, eq(attempts.id, grades.attemptId))
    .where(and(eq(attempts.personId, personId), gt(cursor, after)))
    .orderBy(cursor)
    .limit(most);
  return found.map(({ createdAt: at, ...row }) => ({ ...row, gradedAt: isoTime(at) }));
}

/** A page of the steps a person took through the code book. */
export async function readLookUps(db: Db, personId: string, after: number, most: number) {
  const cursor = sql<number>`${lookUps}.rowid`;
  const { attemptId, at, kind, what, code } = lookUps;
  const found = await db
    .select({ cursor, attemptId, at, kind, what, code })
    .from(lookUps)
    .innerJoin(attempts, eq(attempts.id, lookUps.attemptId))
    .where(and(eq(attempts.personId, personId), gt(cursor, after)))
    .orderBy(cursor)
    .limit(most);
  return found.map((row) => ({ ...row, at: isoTime(row.at) }));
}
