import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { cases, caseVersions } from '#db/schema/cases';
import type { Chart } from '#domain/chart/chart';
import type { Setting } from '#domain/chart/encounter';

/** What a list of cases shows: nothing that hints at a key. */
export interface CaseSummary {
  slug: string;
  title: string;
  setting: Setting;
  specialty: string;
  difficulty: Chart['difficulty'];
  /** Number of documents, and words in all of them together. */
  documents: number;
  words: number;
}

const isNewest = sql`${caseVersions.number} = (select max(newest.number) from case_versions newest where newest.case_id = ${caseVersions.caseId})`;
const isOffered = and(isNull(cases.organisationId), isNull(cases.withdrawnAt), isNewest);

/** The platform's own cases in their newest versions, by setting and title. One query. */
export async function listCases(db: Db): Promise<CaseSummary[]> {
  return db
    .select({
      slug: cases.slug,
      title: caseVersions.title,
      setting: caseVersions.setting,
      specialty: caseVersions.specialty,
      difficulty: caseVersions.difficulty,
      documents: caseVersions.documents,
      words: caseVersions.words,
    })
    .from(caseVersions)
    .innerJoin(cases, eq(cases.id, caseVersions.caseId))
    .where(isOffered)
    .orderBy(asc(caseVersions.setting), asc(caseVersions.title));
}

/** The newest version of a platform case; undefined when there is none of that name or it was withdrawn. One query. */
export async function findPublishedCase(
  db: Db,
  slug: string,
): Promise<{ caseId: string; caseVersionId: string; chart: Chart } | undefined> {
  const [found] = await db
    .select({ caseId: cases.id, caseVersionId: caseVersions.id, chart: caseVersions.chart })
    .from(caseVersions)
    .innerJoin(cases, eq(cases.id, caseVersions.caseId))
    .where(and(eq(cases.slug, slug), isOffered))
    .limit(1);
  return found;
}

/** The chart exactly as it was when an attempt began on it. Throws when there is no such version. */
export async function getCaseVersion(db: Db, caseVersionId: string): Promise<Chart> {
  const [found] = await db
    .select({ chart: caseVersions.chart })
    .from(caseVersions)
    .where(eq(caseVersions.id, caseVersionId));
  if (!found) throw new Error(`case version ${caseVersionId} does not exist`);
  return found.chart;
}
