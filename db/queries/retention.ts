import { and, eq, gt, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { deleteAccountWithin } from '#db/queries/delete-person';
import { forgetAttempts } from '#db/queries/forget-attempts';
import { forgetSittings } from '#db/queries/forget-sittings';
import { forgetStudy } from '#db/queries/forget-study';
import { sessions, users, verifications } from '#db/schema/accounts';
import { attempts } from '#db/schema/attempts';
import { auditEvents } from '#db/schema/audit';
import { invitations, organisations } from '#db/schema/organisations';
import { people } from '#db/schema/people';
import { sittings } from '#db/schema/sittings';
import { dayOf, type Instant, monthsBefore } from '#domain/time';

/**
 * Deletes guests who did nothing since `before`, at most `most` of them, and answers how many. A guest is a person
 * without an account; the last thing done is the newest of saving, grading, looking up, answering a check, reviewing
 * cards and sitting an exam.
 */
export const deleteOldGuests = (db: Db, before: Instant, most: number): Promise<number> =>
  db.transaction(async (tx) => {
    const old = await tx
      .select({ id: people.id })
      .from(people)
      .where(
        and(
          lt(people.createdAt, before),
          sql`not exists (select 1 from users where users.id = ${people.id})`,
          // Whoever holds a place or an office is no guest, whatever happened to the account.
          sql`not exists (select 1 from memberships where person_id = ${people.id})`,
          sql`not exists (select 1 from cohort_members where person_id = ${people.id})`,
          sql`not exists (select 1 from administrators where person_id = ${people.id})`,
          sql`not exists (select 1 from attempts where person_id = ${people.id} and (saved_at >= ${before}
            or submitted_at >= ${before}
            or exists (select 1 from look_ups where attempt_id = attempts.id and look_ups.at >= ${before})))`,
          sql`not exists (select 1 from sittings where person_id = ${people.id} and (started_at >= ${before}
            or handed_in_at >= ${before}
            or exists (select 1 from sitting_answers where sitting_id = sittings.id and saved_at >= ${before})))`,
          sql`not exists (select 1 from observations where person_id = ${people.id} and at >= ${before})`,
          sql`not exists (select 1 from card_reviews where person_id = ${people.id} and at >= ${before})`,
          sql`not exists (select 1 from own_cards where person_id = ${people.id} and created_at >= ${before})`,
          sql`not exists (select 1 from study_time where person_id = ${people.id} and day >= ${dayOf(before)})`,
        ),
      )
      .limit(most);
    if (old.length === 0) return 0;
    const ids = old.map(({ id }) => id);
    await forgetAttempts(tx, inArray(attempts.personId, ids));
    await forgetSittings(tx, inArray(sittings.personId, ids));
    await forgetStudy(tx, ids);
    await tx.update(users).set({ guestId: null }).where(inArray(users.guestId, ids));
    await tx.delete(people).where(inArray(people.id, ids));
    return old.length;
  });

/** Organisations that delete submitted attempts after a time. */
export const listOrganisationRetentions = (db: Db): Promise<{ id: string; months: number | null }[]> =>
  db
    .select({ id: organisations.id, months: organisations.attemptsKeptMonths })
    .from(organisations)
    .where(isNotNull(organisations.attemptsKeptMonths));

/** How long ago attempts of an organisation may have been submitted. */
export interface OrganisationLimit {
  organisationId: string;
  before: Instant;
}

/**
 * Looks through the `most` attempts after a place and deletes what was submitted in an organisation before its limit.
 * Answers how many went and where to go on, undefined at the end. By places, because attempts have no index by
 * organisation: a search through all of them would make everybody wait.
 */
export const deleteOldAttempts = (
  db: Db,
  { limits, after, most }: { limits: readonly OrganisationLimit[]; after: number; most: number },
): Promise<{ gone: number; next?: number }> =>
  db.transaction(async (tx) => {
    const place = sql<number>`${attempts}.rowid`;
    const { id, organisationId, submittedAt } = attempts;
    const looked = await tx
      .select({ place, id, organisationId, submittedAt })
      .from(attempts)
      .where(gt(place, after))
      .orderBy(place)
      .limit(most);
    const limitOf = new Map(limits.map((limit) => [limit.organisationId, limit.before]));
    const old = looked.filter((row) => {
      const before = limitOf.get(row.organisationId ?? '');
      return before !== undefined && row.submittedAt !== null && row.submittedAt < before;
    });
    const ids = old.map((row) => row.id);
    const gone = ids.length === 0 ? 0 : (await forgetAttempts(tx, inArray(attempts.id, ids))).attempts;
    const last = looked.at(-1);
    return { gone, ...(last && looked.length === most && { next: last.place }) };
  });

/**
 * Deletes audit rows older than so many months, at most `most`, and answers how many. A trigger refuses rows that the
 * stored setting still keeps, by the database's own clock.
 */
export async function deleteOldAudit(db: Db, { now, months, most }: { now: Instant; months: number; most: number }) {
  // The trigger counts in whole seconds.
  const before = Math.floor(monthsBefore(now, months) / 1000) * 1000;
  const gone = await db
    .delete(auditEvents)
    .where(sql`${auditEvents.id} in (select id from audit_events where at < ${before} limit ${most})`)
    .returning({ id: auditEvents.id });
  return gone.length;
}

/**
 * Deletes accounts made before `before` whose address was never confirmed and which nobody ever used, at most `most`. An
 * account of a provider may have no confirmed address and be in use: it is no such one.
 */
export const deleteUnconfirmed = (
  db: Db,
  { before, at, most }: { before: Instant; at: Instant; most: number },
): Promise<number> =>
  db.transaction(async (tx) => {
    const old = await tx
      .select({ id: users.id })
      .from(users)
      .where(
        and(
          eq(users.emailVerified, false),
          lt(users.createdAt, new Date(before)),
          sql`not exists (select 1 from accounts where user_id = ${users.id} and provider_id <> 'credential')`,
          sql`not exists (select 1 from sessions where user_id = ${users.id})`,
          sql`not exists (select 1 from attempts where person_id = ${users.id})`,
          sql`not exists (select 1 from sittings where person_id = ${users.id})`,
          sql`not exists (select 1 from memberships where person_id = ${users.id})`,
          sql`not exists (select 1 from administrators where person_id = ${users.id})`,
        ),
      )
      .limit(most);
    for (const { id } of old) await deleteAccountWithin(tx, { personId: id, at, isNeverConfirmed: true });
    return old.length;
  });

/** Deletes sessions that have run out, at most `most`, and answers how many. Nobody can use them any more. */
export async function deleteEndedSessions(db: Db, now: Instant, most: number): Promise<number> {
  const ended = sql`(select id from sessions where expires_at < ${now} limit ${most})`;
  const gone = await db.delete(sessions).where(sql`${sessions.id} in ${ended}`).returning({ id: sessions.id });
  return gone.length;
}

/** The same for tokens of verification, reset and the like. */
export async function deleteEndedTokens(db: Db, now: Instant, most: number): Promise<number> {
  const ended = sql`(select id from verifications where expires_at < ${now} limit ${most})`;
  const gone = await db
    .delete(verifications)
    .where(sql`${verifications.id} in ${ended}`)
    .returning({ id: verifications.id });
  return gone.length;
}

/** Deletes invitations that ran out before `before`, at most `most`, accepted ones included; answers how many. */
export async function deleteOldInvitations(db: Db, before: Instant, most: number): Promise<number> {
  const old = sql`(select id from invitations where expires_at < ${before} limit ${most})`;
  const gone = await db.delete(invitations).where(sql`${invitations.id} in ${old}`).returning({ id: invitations.id });
  return gone.length;
}
