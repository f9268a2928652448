import type { Deed } from '#db/queries/deed';
import { type Membership, rolesIn } from '#domain/people/permissions';

/** The organisation the address names. The router lets nobody in who is not a member; throws when it was not asked. */
export function organisationOf({ organisation }: App.Locals): Membership {
  if (!organisation) throw new Error('this address names no organisation of the reader');
  return organisation;
}

/** What a change in the organisation the address names is recorded with. */
export function deedIn(locals: App.Locals, organisationId = organisationOf(locals).organisationId): Deed {
  const { actor, now, requestId } = locals;
  return { organisationId, actorId: actor.personId, roles: rolesIn(actor, organisationId), at: now, requestId };
}
