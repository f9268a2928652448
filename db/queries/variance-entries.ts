import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Db } from '#db/client';
import { attempts } from '#db/schema/attempts';
import { cases, caseVersions } from '#db/schema/cases';
import { notebookEntries } from '#db/schema/study';
import { TOLD_AFTER_GRADING } from '#domain/chart/attempt';
import type { Setting } from '#domain/chart/encounter';

/** A difference from an answer key that the notebook has, with what may be said of it before its grade is read. */
export interface VarianceEntry {
  id: string;
  attemptId: string;
  /** Index into the grade's variances. */
  place: number;
  /** Kind of the variance. */
  kind: string;
  /** Id of the skill it belongs to first. */
  skill: string;
  chartSlug: string;
  chartTitle: string;
  setting: Setting;
}

/**
 * Differences of a person's graded attempts that are not settled, the oldest first; one of them with `id`. One query.
 * Attempts whose key stays sealed have none here.
 */
export const listVarianceEntries = (db: Db, personId: string, id?: string): Promise<VarianceEntry[]> =>
  db
    .select({
      id: notebookEntries.id,
      attemptId: attempts.id,
      place: notebookEntries.place,
      kind: notebookEntries.kind,
      skill: notebookEntries.skill,
      chartSlug: cases.slug,
      chartTitle: caseVersions.title,
      setting: caseVersions.setting,
    })
    .from(notebookEntries)
    .innerJoin(attempts, and(eq(attempts.id, notebookEntries.ref), eq(attempts.personId, notebookEntries.personId)))
    .innerJoin(caseVersions, eq(caseVersions.id, attempts.caseVersionId))
    .innerJoin(cases, eq(cases.id, attempts.caseId))
    .where(
      and(
        eq(notebookEntries.personId, personId),
        eq(notebookEntries.source, 'chart'),
        isNull(notebookEntries.settledAt),
        isNotNull(attempts.submittedAt),
        inArray(attempts.mode, TOLD_AFTER_GRADING),
        id === undefined ? undefined : eq(notebookEntries.id, id),
      ),
    )
    .orderBy(asc(notebookEntries.at), asc(notebookEntries.id));
