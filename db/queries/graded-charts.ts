import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { attempts, grades } from '#db/schema/attempts';
import { answerKeys, caseVersions } from '#db/schema/cases';
import type { AnswerKey } from '#domain/chart/answer-key';
import type { Chart } from '#domain/chart/chart';
import type { Variance } from '#domain/grading/variance';

/** What the variances of a graded attempt are told from. */
export interface GradedVariances {
  attemptId: string;
  variances: Variance[];
  key: AnswerKey;
  pins: Chart['pins'];
  encounter: Chart['encounter'];
}

/**
 * The variances of these attempts of a person that are graded, each with the key and what picks its releases. The first
 * grade of an attempt: entries of the notebook count its variances. One query.
 */
export async function listGradedVariances(
  db: Db,
  personId: string,
  attemptIds: readonly string[],
): Promise<GradedVariances[]> {
  if (attemptIds.length === 0) return [];
  const isFirst = sql`not exists (select 1 from grades earlier
    where earlier.attempt_id = ${grades.attemptId} and earlier.created_at < ${grades.createdAt})`;
  const found = await db
    .select({ attemptId: attempts.id, grade: grades.grade, key: answerKeys.key, chart: caseVersions.chart })
    .from(attempts)
    .innerJoin(grades, eq(grades.attemptId, attempts.id))
    .innerJoin(answerKeys, eq(answerKeys.id, grades.answerKeyId))
    .innerJoin(caseVersions, eq(caseVersions.id, attempts.caseVersionId))
    .where(and(eq(attempts.personId, personId), inArray(attempts.id, [...attemptIds]), isFirst));
  return found.map(({ attemptId, grade, key, chart: { pins, encounter } }) => ({
    attemptId,
    variances: grade.variances,
    key,
    pins,
    encounter,
  }));
}
