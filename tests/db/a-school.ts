import type { Db } from '#db/client';
import { acceptInvitation } from '#db/queries/accept-invitations';
import { createCohort } from '#db/queries/cohorts';
import type { Deed } from '#db/queries/deed';
import { foundOrganisation } from '#db/queries/organisations';
import { sendInvitation } from '#db/queries/send-invitations';
import { sessions, users } from '#db/schema/accounts';
import type { OrganisationRole } from '#domain/people/roles';
import type { Instant } from '#domain/time';

export const NOW = Date.UTC(2026, 8, 1) as Instant;
export const emailOf = (personId: string) => `${personId}@example.org`;
const moments = { createdAt: new Date(NOW), updatedAt: new Date(NOW) };

/** Accounts whose ids are their names, each with a session `<name>-browser`. */
export async function somePeople(db: Db, ...personIds: string[]): Promise<void> {
  const people = personIds.map((id) => ({ id, name: id, email: emailOf(id), emailVerified: true, ...moments }));
  await db.insert(users).values(people);
  await db.insert(sessions).values(
    personIds.map((id) => ({
      id: `${id}-browser`,
      token: id,
      userId: id,
      expiresAt: new Date(NOW + 1e9),
      ...moments,
    })),
  );
}

export const deedOf = (actorId: string, organisationId = 'school', at = NOW): Deed => ({
  organisationId,
  actorId,
  roles: [],
  at,
  requestId: 'request',
});

/** An invitation whose token hash is its id. */
export const anInvitation = (id: string, email: string, ...roles: OrganisationRole[]) => ({
  id,
  email,
  roles,
  tokenHash: `hash of ${id}`,
  mail: { subject: 'Invitation', body: `link of ${id}` },
});

/** Makes somebody a member the way people become members. */
export async function join(
  db: Db,
  {
    personId,
    by,
    organisationId = 'school',
    roles,
  }: { personId: string; by: string; organisationId?: string; roles: OrganisationRole[] },
): Promise<void> {
  const id = `${personId} to ${organisationId} as ${roles.join()}`;
  const invitation = anInvitation(id, emailOf(personId), ...roles);
  await sendInvitation(db, deedOf(by, organisationId), invitation);
  const accept = { tokenHash: invitation.tokenHash, personId, at: NOW, requestId: 'request' };
  const outcome = await acceptInvitation(db, accept);
  if (outcome !== 'accepted') throw new Error(outcome);
}

/** Two organisations: `school` of ann with bob as learner, `clinic` of zoe with yan; a cohort `spring` and `winter` in each. */
export async function twoOrganisations(db: Db): Promise<void> {
  await somePeople(db, 'ann', 'bob', 'eve', 'zoe', 'yan');
  await foundOrganisation(db, deedOf('ann'), 'School');
  await foundOrganisation(db, deedOf('zoe', 'clinic'), 'Clinic');
  await join(db, { personId: 'bob', by: 'ann', roles: ['learner'] });
  await join(db, { personId: 'yan', by: 'zoe', organisationId: 'clinic', roles: ['learner'] });
  const days = { startsOn: '2026-09-01', endsOn: '2026-12-18' };
  await createCohort(db, deedOf('ann'), { id: 'spring', name: 'Spring', ...days });
  await createCohort(db, deedOf('zoe', 'clinic'), { id: 'winter', name: 'Winter', ...days });
}
