import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import type { StoredKey } from '#db/queries/answer-keys';
import { recordAudit } from '#db/queries/audit';
import { recordEntries } from '#db/queries/notebook';
import { recordObservations } from '#db/queries/observations';
import { attempts, grades } from '#db/schema/attempts';
import { answerKeys } from '#db/schema/cases';
import type { Grade } from '#domain/grading/grade';
import type { ChartEvidence } from '#domain/study/chart-evidence';
import type { Instant } from '#domain/time';

/** A stored grade with the very key it was made with. */
export interface StoredGrade {
  grade: Grade;
  answerKey: StoredKey;
  gradedAt: Instant;
}

/** The newest grade of an attempt; undefined as long as it is not submitted. The caller has checked whose it is. One query. */
export async function findGrade(db: Db, attemptId: string): Promise<StoredGrade | undefined> {
  const [found] = await db
    .select({
      grade: grades.grade,
      answerKey: { id: answerKeys.id, revision: answerKeys.revision, key: answerKeys.key },
      gradedAt: grades.createdAt,
    })
    .from(grades)
    .innerJoin(answerKeys, eq(answerKeys.id, grades.answerKeyId))
    .where(eq(grades.attemptId, attemptId))
    .orderBy(desc(grades.createdAt), desc(answerKeys.revision))
    .limit(1);
  return found && { ...found, gradedAt: found.gradedAt as Instant };
}

/** The newest grade of each of these attempts that is submitted, by attempt. The caller has checked whose they are. One query. */
export async function listGrades(db: Db, attemptIds: readonly string[]): Promise<Map<string, Grade>> {
  if (attemptIds.length === 0) return new Map();
  const found = await db
    .select({ attemptId: grades.attemptId, grade: grades.grade })
    .from(grades)
    .innerJoin(answerKeys, eq(answerKeys.id, grades.answerKeyId))
    .where(inArray(grades.attemptId, [...attemptIds]))
    .orderBy(asc(grades.createdAt), asc(answerKeys.revision));
  // The newest comes last, and the last one stays.
  return new Map(found.map(({ attemptId, grade }) => [attemptId, grade]));
}

export interface Submission {
  attemptId: string;
  personId: string;
  /** The revision that was graded: a save in between makes the submission fail, so that no stale sheet is graded. */
  revision: number;
  answerKeyId: string;
  grade: Grade;
  /** What the attempt shows of skills, and what goes into the error notebook. */
  evidence: ChartEvidence;
  now: Instant;
}

/**
 * Closes an attempt, stores its grade and its evidence and says so in the audit log, all or nothing. False, and nothing
 * changed, when the attempt is not open at that revision: it was submitted already, or saved again.
 */
export async function recordSubmission(db: Db, submission: Submission): Promise<boolean> {
  const { attemptId, personId, revision, answerKeyId, grade, evidence, now } = submission;
  const isOpenAtRevision = and(
    eq(attempts.id, attemptId),
    eq(attempts.personId, personId),
    eq(attempts.revision, revision),
    isNull(attempts.submittedAt),
  );
  return db.transaction(async (tx) => {
    const closed = await tx
      .update(attempts)
      .set({ submittedAt: now })
      .where(isOpenAtRevision)
      .returning({ organisationId: attempts.organisationId });
    if (!closed[0]) return false;
    await tx.insert(grades).values({ attemptId, answerKeyId, engine: grade.engine, grade, createdAt: now });
    await recordObservations(tx, personId, evidence.observations);
    await recordEntries(
      tx,
      evidence.entries.map((entry) => ({ ...entry, personId })),
    );
    await recordGrading(tx, submission, closed[0].organisationId);
    return true;
  });
}

/** Two rows, because they are looked for apart: that a result was stored, and that from now on this person knows the key. */
async function recordGrading(tx: Transaction, submission: Submission, organisationId: string | null): Promise<void> {
  const { attemptId, personId, answerKeyId, grade, now } = submission;
  const row = { actorId: personId, at: now, ...(organisationId !== null && { organisationId }) };
  const { engine } = grade;
  await recordAudit(tx, { ...row, action: 'grade-stored', subjectId: attemptId, details: { answerKeyId, engine } });
  await recordAudit(tx, { ...row, action: 'key-shown', subjectId: answerKeyId, details: { attemptId } });
}
