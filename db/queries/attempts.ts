import { and, desc, eq, isNull, max } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { AccountGoneError, hasAccount } from '#db/queries/accounts';
import { addStudyTime } from '#db/queries/study-time';
import { attempts } from '#db/schema/attempts';
import { cases } from '#db/schema/cases';
import { people } from '#db/schema/people';
import type { Attempt, Mode, Try } from '#domain/chart/attempt';
import { emptyDraft } from '#domain/chart/draft-sheet';
import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import { activeMs } from '#domain/study/active-time';
import type { Instant } from '#domain/time';

const tryColumns = {
  id: attempts.id,
  caseSlug: cases.slug,
  caseVersionId: attempts.caseVersionId,
  mode: attempts.mode,
  tryNumber: attempts.tryNumber,
  revision: attempts.revision,
  startedAt: attempts.startedAt,
  savedAt: attempts.savedAt,
  submittedAt: attempts.submittedAt,
};
const columns = { ...tryColumns, draft: attempts.draft };

type Row<Shape extends Try> = Omit<Shape, 'startedAt' | 'savedAt' | 'submittedAt'> & {
  startedAt: number;
  savedAt: number;
  submittedAt: number | null;
};
const toTry = ({ submittedAt, ...row }: Row<Try>): Try => ({
  ...row,
  startedAt: row.startedAt as Instant,
  savedAt: row.savedAt as Instant,
  ...(submittedAt === null ? {} : { submittedAt: submittedAt as Instant }),
});
const toAttempt = ({ draft, ...row }: Row<Attempt>): Attempt => ({ ...toTry(row), draft });

const selectAttempts = (db: Pick<Db, 'select'>) =>
  db.select(columns).from(attempts).innerJoin(cases, eq(cases.id, attempts.caseId));

/**
 * An attempt of this person. Somebody else's and one that never was answer the same, undefined, so that ids cannot be
 * tried out. One query.
 */
export async function findAttempt(
  db: Db,
  { attemptId, personId }: { attemptId: string; personId: string },
): Promise<Attempt | undefined> {
  const [found] = await selectAttempts(db).where(and(eq(attempts.id, attemptId), eq(attempts.personId, personId)));
  return found && toAttempt(found);
}

/** The attempt this person is in the middle of on a platform case. One query. */
export async function findOpenAttempt(
  db: Pick<Db, 'select'>,
  { slug, personId }: { slug: string; personId: string },
): Promise<Attempt | undefined> {
  const [found] = await selectAttempts(db).where(
    and(
      eq(attempts.personId, personId),
      isNull(attempts.submittedAt),
      eq(cases.slug, slug),
      isNull(cases.organisationId),
    ),
  );
  return found && toAttempt(found);
}

/**
 * Every try of a person, or those on one platform case, the latest first: by number, because a clock may go backwards.
 * One query.
 */
export async function listTries(db: Db, personId: string, slug?: string): Promise<Try[]> {
  const isOnCase = slug === undefined ? undefined : and(eq(cases.slug, slug), isNull(cases.organisationId));
  const found = await db
    .select(tryColumns)
    .from(attempts)
    .innerJoin(cases, eq(cases.id, attempts.caseId))
    .where(and(eq(attempts.personId, personId), isOnCase))
    .orderBy(desc(attempts.tryNumber));
  return found.map(toTry);
}

export interface NewAttempt {
  /** UUIDv7, made by the caller; not used when an attempt is open already. */
  attemptId: string;
  personId: string;
  slug: string;
  caseId: string;
  caseVersionId: string;
  mode: Mode;
  now: Instant;
  /** The person has an account: nothing is begun for one that was deleted meanwhile. */
  isAccount?: boolean;
}

/**
 * The attempt this person has open on the case, or a new one with the next try number. The person's row is made here,
 * with the first piece of work. Two tabs that ask at once get the same attempt. Throws `AccountGoneError`.
 */
export async function openAttempt(db: Db, wanted: NewAttempt): Promise<Attempt> {
  return (await findOpenAttempt(db, wanted)) ?? db.transaction((tx) => beginAttempt(tx, wanted));
}

async function beginAttempt(tx: Transaction, wanted: NewAttempt): Promise<Attempt> {
  const begunMeanwhile = await findOpenAttempt(tx, wanted);
  if (begunMeanwhile) return begunMeanwhile;
  const { attemptId: id, personId, slug, caseId, caseVersionId, mode, now, isAccount = false } = wanted;
  if (isAccount && !(await hasAccount(tx, personId))) throw new AccountGoneError(`account ${personId} is deleted`);
  await tx.insert(people).values({ id: personId, createdAt: now }).onConflictDoNothing();
  const isMineOnThisCase = and(eq(attempts.personId, personId), eq(attempts.caseId, caseId));
  const [before] = await tx
    .select({ tries: max(attempts.tryNumber) })
    .from(attempts)
    .where(isMineOnThisCase);
  const start = { draft: emptyDraft(), revision: 0, startedAt: now, savedAt: now };
  const row = { id, caseVersionId, mode, tryNumber: (before?.tries ?? 0) + 1, ...start };
  await tx.insert(attempts).values({ ...row, personId, caseId });
  return { ...row, caseSlug: slug };
}

export interface DraftToSave {
  attemptId: string;
  personId: string;
  /** The revision the draft was made from; the save fails when another save came in between. */
  baseRevision: number;
  draft: DraftSheet;
  now: Instant;
}
export type SaveOutcome =
  | { kind: 'saved'; attempt: Attempt; revision: number }
  | { kind: 'conflict'; attempt: Attempt }
  | { kind: 'submitted'; attempt: Attempt }
  | { kind: 'not-found' };

/**
 * Stores a draft if nobody saved since `baseRevision`, and adds the time since the save before to what the person
 * studied that day. Otherwise nothing is changed, and the answer holds what is stored. A save that is sent twice (its
 * answer was lost) is saved once. Five queries.
 */
export async function saveDraft(db: Db, save: DraftToSave): Promise<SaveOutcome> {
  const { attemptId, personId, baseRevision, draft } = save;
  const changed = await db.transaction((tx) => changeDraft(tx, save));
  const attempt = await findAttempt(db, { attemptId, personId });
  if (!attempt) return { kind: 'not-found' };
  const saved = { kind: 'saved', attempt, revision: baseRevision + 1 } as const;
  if (changed) return saved;
  if (attempt.submittedAt !== undefined) return { kind: 'submitted', attempt };
  const isSentTwice = attempt.revision === baseRevision + 1 && JSON.stringify(attempt.draft) === JSON.stringify(draft);
  return isSentTwice ? saved : { kind: 'conflict', attempt };
}

/** True when the draft was changed. */
async function changeDraft(tx: Transaction, save: DraftToSave): Promise<boolean> {
  const { attemptId, personId, baseRevision, draft, now } = save;
  const isOpenAtBase = and(
    eq(attempts.id, attemptId),
    eq(attempts.personId, personId),
    eq(attempts.revision, baseRevision),
    isNull(attempts.submittedAt),
  );
  const [before] = await tx.select({ savedAt: attempts.savedAt }).from(attempts).where(isOpenAtBase);
  if (!before) return false;
  await tx
    .update(attempts)
    .set({ draft, revision: baseRevision + 1, savedAt: now })
    .where(isOpenAtBase);
  await addStudyTime(tx, { personId, activity: 'chart', at: now, activeMs: activeMs(now - before.savedAt) });
  return true;
}
