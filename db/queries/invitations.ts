import { and, desc, eq, gt, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { cohorts, invitations } from '#db/schema/organisations';
import type { InvitationState } from '#domain/people/invitations';
import type { OrganisationRole } from '#domain/people/roles';
import type { Instant } from '#domain/time';

/** Conditions under which an invitation is in a state; the same rule as `invitationState`. */
export function invitationsIn(state: InvitationState, now: Instant): SQL[] {
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
    .where(and(eq(invitations.organisationId, organisationId), ...invitationsIn('pending', now)));

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
    .where(and(eq(invitations.organisationId, organisationId), ...invitationsIn(state, now)))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(most)
    .offset(skip);

/** How many invitations of an organisation are in each state. */
export async function countInvitations(
  db: Db,
  organisationId: string,
  now: Instant,
): Promise<Record<InvitationState, number>> {
  const tally = (state: InvitationState) => sql<number>`coalesce(sum(${and(...invitationsIn(state, now))}), 0)`;
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
