import type { Db } from '#db/client';
import type { OrganisationRole } from '#domain/people/roles';
import type { Instant } from '#domain/time';
import { deedOf, NOW } from '../../db/a-school.ts';

/** What a request of somebody with these roles in `school` brings along. */
export function localsOf(db: Db, personId: string, roles: OrganisationRole[], now: Instant = NOW): App.Locals {
  const organisation = { organisationId: 'school', slug: 'school', name: 'School', roles };
  return {
    db,
    actor: { personId, isSignedIn: true, isAdministrator: false, memberships: [organisation] },
    organisation,
    now,
    origin: 'https://coding.example.org',
    requestId: deedOf(personId).requestId,
  } as unknown as App.Locals;
}
