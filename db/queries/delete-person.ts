import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { hasAccount } from '#db/queries/accounts';
import { recordAudit } from '#db/queries/audit';
import { forgetAttempts } from '#db/queries/forget-attempts';
import { forgetSittings } from '#db/queries/forget-sittings';
import { forgetStudy } from '#db/queries/forget-study';
import { endStaffInvitationsOf } from '#db/queries/send-invitations';
import { users, verifications } from '#db/schema/accounts';
import { itemDrafts } from '#db/schema/item-drafts';
import { limits } from '#db/schema/limits';
import { mails } from '#db/schema/mails';
import { cohortMembers, invitations, memberships, organisations } from '#db/schema/organisations';
import { administrators, people } from '#db/schema/people';
import type { Instant } from '#domain/time';

/** Stands where the id of a deleted person cannot be left out. */
const NOBODY = 'deleted';

export type Deletion =
  | { kind: 'deleted'; attempts: number }
  /** The account is the only owner of these: nobody could run them any more. */
  | { kind: 'last-owner'; organisations: { slug: string; name: string }[] }
  /** It is not there, or not any more. */
  | { kind: 'absent' };

export interface AccountToDelete {
  personId: string;
  at: Instant;
  /** What counts of limits are kept under for this account, besides its id. */
  limitMarks?: readonly string[];
  requestId?: string;
  /** The platform does it, because the address was never confirmed. */
  isNeverConfirmed?: boolean;
}

/**
 * Deletes an account and everything that is its person's, in one transaction: all of it or nothing. Results stay as
 * statistics without a person; audit rows stay, they hold an id that leads nowhere then. Of two at the same moment one
 * finds nothing any more.
 */
export const deleteAccount = (db: Db, wanted: AccountToDelete): Promise<Deletion> =>
  db.transaction((tx) => deleteAccountWithin(tx, wanted));

/** The same within a transaction that does more. */
export async function deleteAccountWithin(tx: Transaction, wanted: AccountToDelete): Promise<Deletion> {
  const { personId, at, requestId, limitMarks = [], isNeverConfirmed = false } = wanted;
  const [account] = await tx.select({ email: users.email }).from(users).where(eq(users.id, personId));
  if (!account) return { kind: 'absent' };
  const alone = await listOwnedAlone(tx, personId);
  if (alone.length > 0) return { kind: 'last-owner', organisations: alone };
  const { attempts } = await forgetAttempts(tx, sql`person_id = ${personId}`);
  const exams = await forgetSittings(tx, sql`person_id = ${personId}`);
  await forgetStudy(tx, [personId]);
  await forgetPlaces(tx, { personId, email: account.email, at });
  // Sessions, ways to sign in, second factors and passkeys go with it.
  await tx.delete(users).where(eq(users.id, personId));
  await tx.delete(people).where(eq(people.id, personId));
  await forgetMessages(tx, personId, account.email);
  for (const mark of [personId, account.email, ...limitMarks])
    await tx.delete(limits).where(sql`instr(${limits.key}, ${mark}) > 0`);
  await recordAudit(tx, {
    action: 'account-deleted',
    subjectId: personId,
    at,
    details: { attempts, ...(exams > 0 && { exams }), ...(isNeverConfirmed && { neverConfirmed: true }) },
    ...(!isNeverConfirmed && { actorId: personId }),
    ...(requestId !== undefined && { requestId }),
  });
  return { kind: 'deleted', attempts };
}

/** Organisations that would have no owner without this person, by name. One query. */
export const listOwnedAlone = (db: Pick<Db, 'select'>, personId: string): Promise<{ slug: string; name: string }[]> =>
  db
    .select({ slug: organisations.slug, name: organisations.name })
    .from(organisations)
    .innerJoin(memberships, eq(memberships.organisationId, organisations.id))
    .where(
      and(
        eq(memberships.personId, personId),
        eq(memberships.role, 'owner'),
        sql`not exists (select 1 from memberships other where other.organisation_id = ${organisations.id}
          and other.role = 'owner' and other.person_id <> ${personId})`,
      ),
    )
    .orderBy(organisations.name);

/** Places in organisations and cohorts, invitations to the address, the office of an administrator. */
async function forgetPlaces(
  tx: Transaction,
  { personId, email, at }: { personId: string; email: string; at: Instant },
): Promise<void> {
  await tx.delete(cohortMembers).where(eq(cohortMembers.personId, personId));
  await tx.delete(memberships).where(eq(memberships.personId, personId));
  await tx.delete(administrators).where(eq(administrators.personId, personId));
  await tx.delete(invitations).where(or(eq(invitations.email, email), eq(invitations.acceptedBy, personId)));
  // What they brought in is their organisation's.
  await tx.update(itemDrafts).set({ broughtBy: null }).where(eq(itemDrafts.broughtBy, personId));
  await endStaffInvitationsOf(tx, personId, at);
  // Invitations to others who learn or are assessed stay good: they were the organisation's.
  await tx.update(invitations).set({ invitedBy: NOBODY }).where(eq(invitations.invitedBy, personId));
}

/** Messages to the address or about it, and tokens made for the account. */
async function forgetMessages(tx: Transaction, personId: string, email: string): Promise<void> {
  await tx.delete(mails).where(eq(sql`lower(${mails.recipient})`, email));
  const written = await tx
    .select({ id: mails.id, text: sql<string>`${mails.subject} || ' ' || ${mails.body}` })
    .from(mails)
    .where(sql`instr(lower(${mails.subject} || ' ' || ${mails.body}), ${email}) > 0`);
  await deleteThose(tx, mails, written, email);
  const tokens = await tx
    .select({ id: verifications.id, text: sql<string>`${verifications.identifier} || ' ' || ${verifications.value}` })
    .from(verifications)
    .where(
      sql`instr(${verifications.value}, ${personId}) > 0 or instr(lower(${verifications.identifier} || ' ' || ${verifications.value}), ${email}) > 0`,
    );
  const own = tokens.filter(({ text }) => names(text, personId) || names(text, email));
  await deleteThose(tx, verifications, own);
}

async function deleteThose(
  tx: Transaction,
  table: typeof mails | typeof verifications,
  found: readonly { id: string; text: string }[],
  email?: string,
): Promise<void> {
  const ids = found.filter(({ text }) => email === undefined || names(text, email)).map(({ id }) => id);
  if (ids.length > 0) await tx.delete(table).where(inArray(table.id, ids));
}

/** True when a text holds this very address or id: `ann@x.org` is not in `joann@x.org` nor in `ann@x.org.uk`. */
function names(text: string, mark: string): boolean {
  const escaped = mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w.+-])${escaped}(?![\\w-]|\\.\\w)`, 'i').test(text);
}

/**
 * Deletes what a guest did, in one transaction; results stay as statistics without a person. Nothing for an account's
 * id: an account is deleted as one.
 */
export const deleteGuest = (db: Db, guest: { guestId: string; at: Instant; requestId?: string }): Promise<Deletion> =>
  db.transaction(async (tx) => {
    const { guestId, at, requestId } = guest;
    if (await hasAccount(tx, guestId)) return { kind: 'absent' };
    const { attempts } = await forgetAttempts(tx, sql`person_id = ${guestId}`);
    const exams = await forgetSittings(tx, sql`person_id = ${guestId}`);
    await forgetStudy(tx, [guestId]);
    await tx.update(users).set({ guestId: null }).where(eq(users.guestId, guestId));
    const known = await tx.delete(people).where(eq(people.id, guestId)).returning({ id: people.id });
    if (known.length === 0) return { kind: 'absent' };
    const details = { guest: true, attempts, ...(exams > 0 && { exams }) };
    await recordAudit(tx, {
      action: 'account-deleted',
      actorId: guestId,
      subjectId: guestId,
      at,
      details,
      ...(requestId !== undefined && { requestId }),
    });
    return { kind: 'deleted', attempts };
  });
