import { and, eq } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { recordDeed } from '#db/queries/deed';
import { invitationsIn } from '#db/queries/invitations';
import { ensurePerson } from '#db/queries/people';
import { users } from '#db/schema/accounts';
import { cohortMembers, cohorts, invitations, memberships, organisations } from '#db/schema/organisations';
import { type InvitationState, invitationState } from '#domain/people/invitations';
import type { OrganisationRole } from '#domain/people/roles';
import type { Instant } from '#domain/time';

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
    const isGood = and(eq(invitations.tokenHash, tokenHash), ...invitationsIn('pending', at));
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
    const deed = { organisationId: taken.organisationId, actorId: personId, roles: [], at, requestId };
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
