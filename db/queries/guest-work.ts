import { and, count, eq, isNotNull, max, notInArray, or, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Db, Transaction } from '#db/client';
import { hasAccount } from '#db/queries/accounts';
import { adoptStudy } from '#db/queries/adopt-study';
import { recordAudit } from '#db/queries/audit';
import { STUDY_TABLES } from '#db/queries/forget-study';
import { users } from '#db/schema/accounts';
import { attempts } from '#db/schema/attempts';
import { people } from '#db/schema/people';
import { sittings } from '#db/schema/sittings';
import type { Instant } from '#domain/time';

/** Attempts a guest has made. One query. */
export async function countGuestWork(db: Db, guestId: string): Promise<number> {
  const [found] = await db.select({ attempts: count() }).from(attempts).where(eq(attempts.personId, guestId));
  return found?.attempts ?? 0;
}

/** True when a person has anything they studied with: exams, evidence, cards, settings, time. One query. */
export const hasStudied = (db: Pick<Db, 'all'>, personId: string): Promise<boolean> =>
  isInOneOf(db, personId, [sittings, ...STUDY_TABLES]);

async function isInOneOf(db: Pick<Db, 'all'>, personId: string, tables: readonly SQLiteTable[]): Promise<boolean> {
  const some = tables.map((table) => sql`exists (select 1 from ${table} where person_id = ${personId})`);
  const [found] = await db.all<{ studied: number }>(sql`select ${sql.join(some, sql` or `)} as studied`);
  return found?.studied === 1;
}

/**
 * Makes the work of the guest who signed up the account's, once. Does nothing when there is none; safe to call again.
 * Answers how many attempts were taken over.
 */
export const adoptGuestWork = (db: Db, { accountId, at }: { accountId: string; at: Instant }): Promise<number> =>
  db.transaction(async (tx) => {
    const [account] = await tx.select({ guestId: users.guestId }).from(users).where(eq(users.id, accountId));
    if (!account?.guestId) return 0;
    await tx.update(users).set({ guestId: null }).where(eq(users.id, accountId));
    return moveWork(tx, { guestId: account.guestId, accountId, at });
  });

/** Makes a guest's work the account's because its owner says so, in the browser both were used in. */
export const takeOverGuestWork = (db: Db, move: { guestId: string; accountId: string; at: Instant }): Promise<number> =>
  db.transaction((tx) => moveWork(tx, move));

/**
 * Tries are numbered on after the account's own, so that what counted stays what counts. What was studied goes along. A chart that is open on both
 * sides stays with the guest: neither sheet may replace the other; and so does an open exam.
 */
async function moveWork(
  tx: Transaction,
  { guestId, accountId, at }: { guestId: string; accountId: string; at: Instant },
): Promise<number> {
  if (guestId === accountId) return 0;
  // The account may have been deleted since its request came in: then the work stays the guest's.
  if (!(await hasAccount(tx, accountId))) return 0;
  await tx.insert(people).values({ id: accountId, createdAt: at }).onConflictDoNothing();
  const own = await tx
    .select({ caseId: attempts.caseId, tries: max(attempts.tryNumber), open: sql<number>`sum(submitted_at is null)` })
    .from(attempts)
    .where(eq(attempts.personId, accountId))
    .groupBy(attempts.caseId);
  const openOnes = own.filter(({ open }) => open > 0).map(({ caseId }) => caseId);
  const before = own.map(({ caseId, tries }) => sql`when ${caseId} then ${tries}`);
  const moved = await tx
    .update(attempts)
    .set({
      personId: accountId,
      ...(own.length > 0 && {
        tryNumber: sql`${attempts.tryNumber} + case ${attempts.caseId} ${sql.join(before, sql` `)} else 0 end`,
      }),
    })
    .where(
      and(eq(attempts.personId, guestId), or(isNotNull(attempts.submittedAt), notInArray(attempts.caseId, openOnes))),
    )
    .returning({ id: attempts.id });
  const studied = await isInOneOf(tx, guestId, STUDY_TABLES);
  const exams = await moveSittings(tx, { guestId, accountId });
  if (studied) await adoptStudy(tx, { guestId, accountId });
  if (moved.length > 0 || exams > 0 || studied)
    await recordAudit(tx, {
      action: 'guest-work-adopted',
      actorId: accountId,
      at,
      details: { attempts: moved.length, ...(exams > 0 && { exams }), ...(studied && { studied }) },
    });
  return moved.length;
}

/** Answers how many were moved. */
async function moveSittings(
  tx: Transaction,
  { guestId, accountId }: { guestId: string; accountId: string },
): Promise<number> {
  const accountHasOpen = sql`exists (select 1 from sittings own where own.person_id = ${accountId} and own.closed_at is null)`;
  const moved = await tx
    .update(sittings)
    .set({ personId: accountId })
    .where(sql`person_id = ${guestId} and (closed_at is not null or not ${accountHasOpen})`)
    .returning({ id: sittings.id });
  return moved.length;
}
