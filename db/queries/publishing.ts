import { createHash } from 'node:crypto';
import { eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { recordAudit } from '#db/queries/audit';
import { answerKeys, cases, caseVersions, publishedContent } from '#db/schema/cases';
import type { AnswerKey } from '#domain/chart/answer-key';
import type { Chart } from '#domain/chart/chart';
import { documentText } from '#domain/chart/document-text';
import type { Instant } from '#domain/time';

export interface CaseToPublish {
  chart: Chart;
  key: AnswerKey;
}

/** What has to come from outside for a publication to be repeatable: the clock, and ids. */
export interface Edge {
  now: Instant;
  newId(): string;
}

export interface Publication {
  /** Slugs that got a new version, and those no longer offered because their files are gone. */
  published: string[];
  withdrawn: string[];
}

interface KnownCase {
  id: string;
  slug: string;
  withdrawnAt: number | null;
  number: number;
  contentHash: string;
}

const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** Only the chart and the key count: an authored case carries more. */
const hashOfCase = ({ chart, key }: CaseToPublish): string => hashOf({ chart, key });

/** Words as a person counts them, over all documents. */
export const countWords = (chart: Chart): number =>
  chart.documents.reduce((sum, document) => sum + (documentText(document).match(/\S+/g)?.length ?? 0), 0);

/** What is published from files, with the row its fingerprint is kept in. */
const KINDS = { cases: 1, items: 2 } as const;

/** The fingerprint of the files the cases, or the items, were last published from; undefined before that. One query. */
export async function findPublishedFingerprint(db: Db, kind: keyof typeof KINDS): Promise<string | undefined> {
  const [last] = await db
    .select({ fingerprint: publishedContent.fingerprint })
    .from(publishedContent)
    .where(eq(publishedContent.id, KINDS[kind]));
  return last?.fingerprint;
}

/** True when the cases, or the items, were last published from files of this very fingerprint. One query. */
export const isPublished = async (db: Db, fingerprint: string, kind: keyof typeof KINDS = 'cases'): Promise<boolean> =>
  (await findPublishedFingerprint(db, kind)) === fingerprint;

/** Notes from which files something was published; called with the transaction of that. */
export async function recordPublished(tx: Transaction, kind: keyof typeof KINDS, fingerprint: string): Promise<void> {
  await tx
    .insert(publishedContent)
    .values({ id: KINDS[kind], fingerprint })
    .onConflictDoUpdate({ target: publishedContent.id, set: { fingerprint } });
}

/**
 * Makes the platform's cases what the files say. A chart or key that changed becomes a new, immutable version; one that
 * did not is left alone; a case whose files are gone is withdrawn. All or nothing.
 */
export async function publishCases(
  db: Db,
  wanted: readonly CaseToPublish[],
  fingerprint: string,
  edge: Edge,
): Promise<Publication> {
  const known = new Map((await listKnown(db)).map((found) => [found.slug, found]));
  const changed = wanted.filter((item) => {
    const before = known.get(item.chart.slug);
    return before?.contentHash !== hashOfCase(item) || before.withdrawnAt !== null;
  });
  const slugs = new Set(wanted.map(({ chart }) => chart.slug));
  const gone = [...known.values()].filter(({ slug, withdrawnAt }) => withdrawnAt === null && !slugs.has(slug));
  const goneIds = gone.map(({ id }) => id);
  await db.transaction(async (tx) => {
    for (const item of changed) await publishOne(tx, item, known.get(item.chart.slug), edge);
    if (goneIds.length > 0) await tx.update(cases).set({ withdrawnAt: edge.now }).where(inArray(cases.id, goneIds));
    await recordPublished(tx, 'cases', fingerprint);
  });
  return { published: changed.map(({ chart }) => chart.slug), withdrawn: gone.map(({ slug }) => slug) };
}

const isNewest = sql`${caseVersions.number} = (select max(newest.number) from case_versions newest where newest.case_id = ${cases.id})`;

async function listKnown(db: Db): Promise<KnownCase[]> {
  return db
    .select({
      id: cases.id,
      slug: cases.slug,
      withdrawnAt: cases.withdrawnAt,
      number: caseVersions.number,
      contentHash: caseVersions.contentHash,
    })
    .from(cases)
    .innerJoin(caseVersions, sql`${caseVersions.caseId} = ${cases.id} and ${isNewest}`)
    .where(isNull(cases.organisationId));
}

async function publishOne(tx: Transaction, item: CaseToPublish, before: KnownCase | undefined, edge: Edge) {
  const { chart, key } = item;
  const { now } = edge;
  const caseId = before?.id ?? edge.newId();
  const contentHash = hashOfCase(item);
  if (!before) await tx.insert(cases).values({ id: caseId, slug: chart.slug, createdAt: now });
  else if (before.withdrawnAt !== null) await tx.update(cases).set({ withdrawnAt: null }).where(eq(cases.id, caseId));
  if (before?.contentHash === contentHash) return;
  const version = { id: edge.newId(), caseId, number: (before?.number ?? 0) + 1, contentHash, publishedAt: now };
  const { title, specialty, difficulty } = chart;
  const forLists = { title, specialty, difficulty, setting: chart.encounter.setting, words: countWords(chart) };
  await tx.insert(caseVersions).values({ ...version, ...forLists, documents: chart.documents.length, chart });
  const keyRow = { id: edge.newId(), caseVersionId: version.id, revision: key.version, key };
  await tx.insert(answerKeys).values({ ...keyRow, contentHash: hashOf(key), createdAt: now });
  // Files on the server's disk are nobody's in particular: there is no actor.
  const details = { chart: chart.slug, version: version.number };
  await recordAudit(tx, { action: 'key-published', subjectId: keyRow.id, at: now, details });
}
