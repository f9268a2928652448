import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { attempts } from '#db/schema/attempts';
import { cases, caseVersions } from '#db/schema/cases';
import { notebookEntries } from '#db/schema/study';
import { TOLD_AFTER_GRADING } from '#domain/chart/attempt';
import type { NewEntry, RootCause } from '#domain/study/notebook';
import type { Instant } from '#domain/time';

/** Stays below the number of values one statement of SQLite takes. */
const ROWS_AT_ONCE = 500;

/** Adds entries to the error notebook. What is there already of the same place stays as it is, with the learner's words. */
export async function recordEntries(
  db: Db | Transaction,
  entries: readonly (NewEntry & { personId: string })[],
): Promise<void> {
  for (let at = 0; at < entries.length; at += ROWS_AT_ONCE)
    await db
      .insert(notebookEntries)
      .values(entries.slice(at, at + ROWS_AT_ONCE))
      .onConflictDoNothing();
}

/** What somebody wants to see of their notebook. Times: `from` included, `until` not. */
export interface NotebookFilter {
  source?: 'chart' | 'check' | 'exam';
  setting?: string;
  skill?: string;
  kind?: string;
  isSettled?: boolean;
  /** The attempt, `track/lesson#item`, or the sitting. */
  ref?: string;
  from?: Instant;
  until?: Instant;
}

/** Of charts only what is graded and may be told; of an exam only what its sitting says itself. */
const mayBeTold = or(
  ne(notebookEntries.source, 'chart'),
  and(isNotNull(attempts.submittedAt), inArray(attempts.mode, TOLD_AFTER_GRADING)),
);

const ofAttempt = and(
  eq(notebookEntries.source, 'chart'),
  eq(attempts.id, notebookEntries.ref),
  eq(attempts.personId, notebookEntries.personId),
);

function fits(personId: string, filter: NotebookFilter): SQL | undefined {
  const { source, setting, skill, kind, isSettled, ref, from, until } = filter;
  return and(
    eq(notebookEntries.personId, personId),
    mayBeTold,
    source === undefined ? undefined : eq(notebookEntries.source, source),
    setting === undefined ? undefined : eq(notebookEntries.setting, setting),
    skill === undefined ? undefined : eq(notebookEntries.skill, skill),
    kind === undefined ? undefined : eq(notebookEntries.kind, kind),
    ref === undefined ? undefined : eq(notebookEntries.ref, ref),
    isSettled === true ? isNotNull(notebookEntries.settledAt) : undefined,
    isSettled === false ? isNull(notebookEntries.settledAt) : undefined,
    from === undefined ? undefined : gte(notebookEntries.at, from),
    until === undefined ? undefined : lt(notebookEntries.at, until),
  );
}

/** A page of a person's notebook, the newest first, each entry with its chart where it has one. One query. */
export const listEntries = (db: Db, personId: string, filter: NotebookFilter, page: { skip: number; most: number }) =>
  db
    .select({
      entry: notebookEntries,
      tryNumber: attempts.tryNumber,
      slug: cases.slug,
      chartTitle: caseVersions.title,
    })
    .from(notebookEntries)
    .leftJoin(attempts, ofAttempt)
    .leftJoin(caseVersions, eq(caseVersions.id, attempts.caseVersionId))
    .leftJoin(cases, eq(cases.id, attempts.caseId))
    .where(fits(personId, filter))
    .orderBy(desc(notebookEntries.at), asc(notebookEntries.ref), asc(notebookEntries.place))
    .limit(page.most)
    .offset(page.skip);
export type ListedEntry = Awaited<ReturnType<typeof listEntries>>[number];

/** How many entries fit. One query. */
export async function countEntries(db: Db, personId: string, filter: NotebookFilter): Promise<number> {
  const [found] = await db
    .select({ entries: count() })
    .from(notebookEntries)
    .leftJoin(attempts, ofAttempt)
    .where(fits(personId, filter));
  return found?.entries ?? 0;
}

/** Everything a notebook can be filtered by, with how many entries have it. One query. */
export const listFacets = (db: Db, personId: string) =>
  db
    .select({
      source: notebookEntries.source,
      setting: notebookEntries.setting,
      skill: notebookEntries.skill,
      kind: notebookEntries.kind,
      isSettled: sql<number>`${notebookEntries.settledAt} is not null`,
      entries: count(),
    })
    .from(notebookEntries)
    .leftJoin(attempts, ofAttempt)
    .where(fits(personId, {}))
    .groupBy(
      notebookEntries.source,
      notebookEntries.setting,
      notebookEntries.skill,
      notebookEntries.kind,
      sql`${notebookEntries.settledAt} is not null`,
    );

const ownEntry = (personId: string, id: string) =>
  and(eq(notebookEntries.id, id), eq(notebookEntries.personId, personId));

/** Keeps why it happened and a note, in the learner's words. False when the entry is not there or not this person's. */
export async function setWords(
  db: Db,
  { personId, id, rootCause, note }: { personId: string; id: string; rootCause: RootCause | null; note: string | null },
): Promise<boolean> {
  const changed = await db
    .update(notebookEntries)
    .set({ rootCause, note })
    .where(ownEntry(personId, id))
    .returning({ id: notebookEntries.id });
  return changed.length > 0;
}

/** Says that an entry is settled since `at`, or, without it, that it is open again. False when it is not this person's. */
export async function setSettled(
  db: Db,
  { personId, id, at }: { personId: string; id: string; at: Instant | null },
): Promise<boolean> {
  const changed = await db
    .update(notebookEntries)
    .set({ settledAt: at })
    .where(ownEntry(personId, id))
    .returning({ id: notebookEntries.id });
  return changed.length > 0;
}
