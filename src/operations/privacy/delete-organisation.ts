import { isBusy } from '#db/client';
import { deleteLicensedReleases, deleteOrganisation } from '#db/queries/delete-organisation';
import type { Membership } from '#domain/people/permissions';

export type OrganisationDeletion = { kind: 'deleted' } | { kind: 'refused'; sentence: string; status: 400 | 409 };

/**
 * Deletes an organisation for who typed its part of the address. Licensed texts lie in another database and go first:
 * should the second step fail, the organisation is still there and deleting it again goes on where it stopped.
 */
export async function deleteOwnOrganisation(
  locals: App.Locals,
  { organisationId, slug, roles }: Membership,
  typed: string,
): Promise<OrganisationDeletion> {
  if (typed.trim().toLowerCase() !== slug)
    return { kind: 'refused', status: 400, sentence: `Type ${slug} to delete it. Nothing was deleted.` };
  const { db, catalogDb, actor, now, requestId } = locals;
  try {
    await deleteLicensedReleases(catalogDb, organisationId);
  } catch (error) {
    if (!isBusy(error)) throw error;
    const sentence = 'Code sets are being installed at the moment. Try again in some minutes; nothing was deleted.';
    return { kind: 'refused', status: 409, sentence };
  }
  await deleteOrganisation(db, { organisationId, actorId: actor.personId, roles, at: now, requestId });
  return { kind: 'deleted' };
}
