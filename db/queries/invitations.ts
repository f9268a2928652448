import { and, desc, eq, gt, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { type Deed, recordDeed } from '#db/queries/deed';
import { recordMail } from '#db/queries/mails';
import { ensurePerson } from '#db/queries/people';
import { users } from '#db/schema/accounts';
import { cohortMembers, cohorts, invitations, memberships, organisations } from '#db/schema/organisations';
import { INVITATION_LIFETIME_MS, type InvitationState, invitationState, isStaffRole } from '#domain/people/invitations';
import type { OrganisationRole } from '#domain/people/roles';
import type { Instant } from '#domain/time';

/** What a link is made of, and the message it goes out with. */
export interface NewInvitation {
  id: string;
  email: string;
  roles: OrganisationRole[];
  cohortId?: string;
  tokenHash: string;
  mail: { subject: string; body: string };
}

/** `member`, `invited`: there is nothing to send, because they are that already. */
export type SendOutcome = 'sent' | 'member' | 'invited' | 'no-cohort';

/** Invites an address into an organisation: the invitation, its message and its audit row, or nothing of them. */
export const sendInvitation = (db: Db, deed: Deed, invitation: NewInvitation): Promise<SendOutcome> =>
  db.transaction(async (tx) => {
    const { mail, ...row } = invitation;
    if (row.cohortId && !(await isCohortOf(tx, deed.organisationId, row.cohortId))) return 'no-cohort';
    if (await holdsRoles(tx, deed.organisationId, row)) return 'member';
    if (await isInvited(tx, deed, row)) return 'invited';
    await tx.insert(invitations).values(invitationRow(deed, row));
    await recordMail(tx, { recipient: row.email, ...mail, at: deed.at });
    await recordDeed(tx, deed, { action: 'invitation-sent', subjectId: row.id, details: { roles: row.roles } });
    return 'sent';
  });

/** A row as it is stored when it is sent. */
export const invitationRow = (deed: Deed, row: Omit<NewInvitation, 'mail'>) => ({
  ...row,
  organisationId: deed.organisationId,
  invitedBy: deed.actorId,
  createdAt: deed.at,
  expiresAt: deed.at + INVITATION_LIFETIME_MS,
});

async function isCohortOf(tx: Transaction, organisationId: string, cohortId: string): Promise<boolean> {
  const found = await tx
    .select({ id: cohorts.id })
    .from(cohorts)
    .where(and(eq(cohorts.id, cohortId), eq(cohorts.organisationId, organisationId)));
  return found.length > 0;
}

type Offer = Pick<NewInvitation, 'email' | 'roles' | 'cohortId'>;

async function holdsRoles(
  tx: Transaction,
  organisationId: string,
  { email, roles, cohortId }: Offer,
): Promise<boolean> {
  const held = await tx
    .select({ role: memberships.role, personId: memberships.personId })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.personId))
    .where(and(eq(memberships.organisationId, organisationId), eq(users.email, email)));
  const [first] = held;
  if (!first || !roles.every((role) => held.some((one) => one.role === role))) return false;
  if (!cohortId) return true;
  const place = and(eq(cohortMembers.cohortId, cohortId), eq(cohortMembers.personId, first.personId));
  return (await tx.select({ id: cohortMembers.cohortId }).from(cohortMembers).where(place)).length > 0;
}

async function isInvited(
  tx: Transaction,
  { organisationId, at }: Deed,
  { email, roles, cohortId }: Offer,
): Promise<boolean> {
  const open = await tx
    .select({ roles: invitations.roles, cohortId: invitations.cohortId })
    .from(invitations)
    .where(
      and(eq(invitations.organisationId, organisationId), eq(invitations.email, email), ...conditionsOf('pending', at)),
    );
  return open.some(
    (one) => roles.every((role) => one.roles.includes(role)) && (!cohortId || one.cohortId === cohortId),
  );
}

/** Conditions under which an invitation is in a state; the same rule as `invitationState`. */
function conditionsOf(state: InvitationState, now: Instant): SQL[] {
  if (state === 'accepted') return [isNotNull(invitations.acceptedAt)];
  if (state === 'withdrawn') return [isNull(invitations.acceptedAt), isNotNull(invitations.withdrawnAt)];
  const end = state === 'pending' ? gt(invitations.expiresAt, now) : lte(invitations.expiresAt, now);
  return [isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt), end];
}

/** Invitations that could be accepted now, for whoever plans to send more. */
export const listOpenOffers = (db: Pick<Db, 'select'>, organisationId: string, now: Instant) =>
  db
    .select({ email: invitations.email, roles: invitations.roles, cohortId: invitations.cohortId })
    .from(invitations)
    .where(and(eq(invitations.organisationId, organisationId), ...conditionsOf('pending', now)));

export interface ListedInvitation {
  id: string;
  email: string;
  roles: OrganisationRole[];
  cohort: string | null;
  createdAt: number;
  expiresAt: number;
}

/** Invitations of an organisation that are in a state, the newest first, a page of them. */
export const listInvitations = (
  db: Db,
  organisationId: string,
  { state, now, most, skip }: { state: InvitationState; now: Instant; most: number; skip: number },
): Promise<ListedInvitation[]> =>
  db
    .select({
      id: invitations.id,
      email: invitations.email,
      roles: invitations.roles,
      cohort: cohorts.name,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .leftJoin(cohorts, eq(cohorts.id, invitations.cohortId))
    .where(and(eq(invitations.organisationId, organisationId), ...conditionsOf(state, now)))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(most)
    .offset(skip);

/** How many invitations of an organisation are in each state. */
export async function countInvitations(
  db: Db,
  organisationId: string,
  now: Instant,
): Promise<Record<InvitationState, number>> {
  const tally = (state: InvitationState) => sql<number>`coalesce(sum(${and(...conditionsOf(state, now))}), 0)`;
  const [row] = await db
    .select({
      pending: tally('pending'),
      expired: tally('expired'),
      accepted: tally('accepted'),
      withdrawn: tally('withdrawn'),
    })
    .from(invitations)
    .where(eq(invitations.organisationId, organisationId));
  return row ?? { pending: 0, expired: 0, accepted: 0, withdrawn: 0 };
}

/** Who an invitation of this organisation is for and what it offers; undefined when it is none of theirs. */
export async function findOffer(
  db: Db,
  organisationId: string,
  id: string,
): Promise<{ email: string; roles: OrganisationRole[] } | undefined> {
  const [row] = await db
    .select({ email: invitations.email, roles: invitations.roles })
    .from(invitations)
    .where(and(eq(invitations.id, id), eq(invitations.organisationId, organisationId)));
  return row;
}

const isUnused = and(isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt));

/** Takes an invitation back: its link is dead. False when it was used or taken back before, or is another organisation's. */
export const withdrawInvitation = (db: Db, deed: Deed, id: string): Promise<boolean> =>
  db.transaction(async (tx) => {
    const ended = await tx
      .update(invitations)
      .set({ withdrawnAt: deed.at })
      .where(and(eq(invitations.id, id), eq(invitations.organisationId, deed.organisationId), isUnused))
      .returning({ id: invitations.id });
    if (ended.length === 0) return false;
    await recordDeed(tx, deed, { action: 'invitation-withdrawn', subjectId: id });
    return true;
  });

/**
 * Sends an invitation again with a link of its own; the one before is dead. Its time begins anew, and who sends it now
 * answers for it. False when it was used or taken back, or is another organisation's.
 */
export const renewInvitation = (
  db: Db,
  deed: Deed,
  { id, tokenHash, mail }: Pick<NewInvitation, 'id' | 'tokenHash' | 'mail'>,
): Promise<boolean> =>
  db.transaction(async (tx) => {
    const [renewed] = await tx
      .update(invitations)
      .set({ tokenHash, expiresAt: deed.at + INVITATION_LIFETIME_MS, invitedBy: deed.actorId })
      .where(and(eq(invitations.id, id), eq(invitations.organisationId, deed.organisationId), isUnused))
      .returning({ email: invitations.email, roles: invitations.roles });
    if (!renewed) return false;
    await recordMail(tx, { recipient: renewed.email, ...mail, at: deed.at });
    await recordDeed(tx, deed, {
      action: 'invitation-sent',
      subjectId: id,
      details: { roles: renewed.roles, again: true },
    });
    return true;
  });

/**
 * Ends links that somebody's going would otherwise outlive: those on their way to their own address, and those into
 * roles of staff that they sent, because nobody who may give such roles stands behind them any more.
 */
export async function endInvitationsOf(
  tx: Transaction,
  deed: Deed,
  { sentBy, sentTo }: { sentBy: string; sentTo?: string },
): Promise<void> {
  const address = tx
    .select({ email: users.email })
    .from(users)
    .where(eq(users.id, sentTo ?? ''));
  const open = await tx
    .select({
      id: invitations.id,
      roles: invitations.roles,
      isTheirs: sql<number>`${inArray(invitations.email, address)}`,
    })
    .from(invitations)
    .where(
      and(
        eq(invitations.organisationId, deed.organisationId),
        isUnused,
        or(eq(invitations.invitedBy, sentBy), inArray(invitations.email, address)),
      ),
    );
  const ended = open.filter(({ roles, isTheirs }) => isTheirs || roles.some(isStaffRole)).map(({ id }) => id);
  if (ended.length === 0) return;
  await tx.update(invitations).set({ withdrawnAt: deed.at }).where(inArray(invitations.id, ended));
  await recordDeed(tx, deed, { action: 'invitation-withdrawn', details: { invitations: ended } });
}

/** What the page of a link shows, and the state the link is in. */
export interface ReadInvitation {
  id: string;
  email: string;
  roles: OrganisationRole[];
  state: InvitationState;
  organisation: { id: string; name: string; slug: string };
  cohort: string | null;
  acceptedBy: string | null;
}

/** The invitation a link names, by the hash of its token. */
export async function findInvitation(db: Db, tokenHash: string, now: Instant): Promise<ReadInvitation | undefined> {
  const [row] = await db
    .select({
      invitation: invitations,
      organisation: { id: organisations.id, name: organisations.name, slug: organisations.slug },
      cohort: cohorts.name,
    })
    .from(invitations)
    .innerJoin(organisations, eq(organisations.id, invitations.organisationId))
    .leftJoin(cohorts, eq(cohorts.id, invitations.cohortId))
    .where(eq(invitations.tokenHash, tokenHash));
  if (!row) return undefined;
  const { id, email, roles, acceptedBy } = row.invitation;
  const state = invitationState(row.invitation, now);
  return { id, email, roles, acceptedBy, state, organisation: row.organisation, cohort: row.cohort };
}

export type AcceptOutcome = 'accepted' | 'gone' | 'wrong-address';

/**
 * Makes the one it was sent to a member: an account whose confirmed address is the invited one. Of two at the same moment
 * exactly one succeeds, also across processes: the row is marked by one conditional statement.
 */
export const acceptInvitation = (
  db: Db,
  { tokenHash, personId, at, requestId }: { tokenHash: string; personId: string; at: Instant; requestId: string },
): Promise<AcceptOutcome> =>
  db.transaction(async (tx) => {
    const [account] = await tx
      .select({ email: users.email })
      .from(users)
      .where(and(eq(users.id, personId), eq(users.emailVerified, true)));
    const isGood = and(eq(invitations.tokenHash, tokenHash), ...conditionsOf('pending', at));
    const [offered] = await tx.select({ email: invitations.email }).from(invitations).where(isGood);
    if (!offered) return 'gone';
    if (offered.email !== account?.email) return 'wrong-address';
    const [taken] = await tx
      .update(invitations)
      .set({ acceptedAt: at, acceptedBy: personId })
      .where(isGood)
      .returning();
    if (!taken) return 'gone';
    await ensurePerson(tx, personId, at);
    await join(tx, { ...taken, personId, at });
    const deed = { organisationId: taken.organisationId, actorId: personId, at, requestId };
    await recordDeed(tx, deed, { action: 'invitation-accepted', subjectId: taken.id, details: { roles: taken.roles } });
    return 'accepted';
  });

interface Joining {
  organisationId: string;
  roles: OrganisationRole[];
  cohortId: string | null;
  personId: string;
  at: Instant;
}

async function join(tx: Transaction, { organisationId, roles, cohortId, personId, at }: Joining): Promise<void> {
  const rows = roles.map((role) => ({ personId, organisationId, role, createdAt: at }));
  await tx.insert(memberships).values(rows).onConflictDoNothing();
  if (cohortId) await tx.insert(cohortMembers).values({ cohortId, personId, createdAt: at }).onConflictDoNothing();
}
