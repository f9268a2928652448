import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { type Deed, doDeed, recordDeed } from '#db/queries/deed';
import { invitationsIn } from '#db/queries/invitations';
import { recordMail } from '#db/queries/mails';
import { users } from '#db/schema/accounts';
import { cohortMembers, cohorts, invitations, memberships } from '#db/schema/organisations';
import { INVITATION_LIFETIME_MS, isStaffRole } from '#domain/people/invitations';
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
  doDeed(db, deed, async (tx) => {
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
      and(
        eq(invitations.organisationId, organisationId),
        eq(invitations.email, email),
        ...invitationsIn('pending', at),
      ),
    );
  return open.some(
    (one) => roles.every((role) => one.roles.includes(role)) && (!cohortId || one.cohortId === cohortId),
  );
}

const isUnused = and(isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt));

/** Takes an invitation back: its link is dead. False when it was used or taken back before, or is another organisation's. */
export const withdrawInvitation = (db: Db, deed: Deed, id: string): Promise<boolean> =>
  doDeed(db, deed, async (tx) => {
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
  doDeed(db, deed, async (tx) => {
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

/** Ends links into roles of staff in every organisation, of somebody who is about to be no member of any. */
export async function endStaffInvitationsOf(tx: Transaction, sentBy: string, at: Instant): Promise<void> {
  const open = await tx
    .select({ id: invitations.id, roles: invitations.roles })
    .from(invitations)
    .where(and(eq(invitations.invitedBy, sentBy), isUnused));
  const ended = open.filter(({ roles }) => roles.some(isStaffRole)).map(({ id }) => id);
  if (ended.length > 0) await tx.update(invitations).set({ withdrawnAt: at }).where(inArray(invitations.id, ended));
}
