import { and, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { recordEntries } from '#db/queries/notebook';
import { insertObservations } from '#db/queries/observations';
import { attempts, grades } from '#db/schema/attempts';
import { answerKeys, caseVersions } from '#db/schema/cases';
import { TOLD_AFTER_GRADING } from '#domain/chart/attempt';
import type { ChartEvidence } from '#domain/study/chart-evidence';

const place = sql<number>`${attempts}.rowid`;
/** Entries of the notebook count the variances of the first grade (`listGradedVariances`). */
const isFirst = sql`not exists (
  select 1 from grades earlier join answer_keys earlier_key on earlier_key.id = earlier.answer_key_id
  where earlier.attempt_id = ${grades.attemptId} and (earlier.created_at, earlier_key.revision, earlier.engine) <
    (${grades.createdAt}, ${answerKeys.revision}, ${grades.engine}))`;
const hasNoObservation = sql`not exists (select 1 from observations
  where person_id = ${attempts.personId} and source = 'chart' and ref = ${attempts.id})`;
const hasNoEntry = sql`not exists (select 1 from notebook_entries
  where person_id = ${attempts.personId} and source = 'chart' and ref = ${attempts.id})`;
const costsSomething = sql`exists (select 1 from json_each(${grades.grade}, '$.variances')
  where json_extract(value, '$.severity') <> 'observation')`;

/**
 * Graded attempts after a place that have left no evidence yet, at most `most`, each with its first grade and what it
 * was made from: a first try without an observation, a later one that cost something without an entry. One query.
 */
export function listWithoutEvidence(db: Db, after: number, most: number) {
  return db
    .select({
      place,
      attemptId: attempts.id,
      personId: attempts.personId,
      tryNumber: attempts.tryNumber,
      draft: attempts.draft,
      grade: grades.grade,
      gradedAt: grades.createdAt,
      answerKeyId: answerKeys.id,
      key: answerKeys.key,
      chart: caseVersions.chart,
    })
    .from(attempts)
    .innerJoin(grades, eq(grades.attemptId, attempts.id))
    .innerJoin(answerKeys, eq(answerKeys.id, grades.answerKeyId))
    .innerJoin(caseVersions, eq(caseVersions.id, attempts.caseVersionId))
    .where(
      and(
        gt(place, after),
        isNotNull(attempts.submittedAt),
        inArray(attempts.mode, TOLD_AFTER_GRADING),
        sql`case when ${attempts.tryNumber} = 1 then ${hasNoObservation} else ${hasNoEntry} and ${costsSomething} end`,
        isFirst,
      ),
    )
    .orderBy(place)
    .limit(most);
}

/** Adds the evidence of several people's attempts, all or nothing. What is there already stays as it is. */
export const recordEvidence = (db: Db, found: readonly (ChartEvidence & { personId: string })[]): Promise<void> =>
  db.transaction(async (tx) => {
    const ofPerson = <Row>(personId: string, rows: readonly Row[]) => rows.map((row) => ({ ...row, personId }));
    await insertObservations(
      tx,
      found.flatMap(({ personId, observations }) => ofPerson(personId, observations)),
    );
    await recordEntries(
      tx,
      found.flatMap(({ personId, entries }) => ofPerson(personId, entries)),
    );
  });
