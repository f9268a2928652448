import type { APIRoute } from 'astro';
import { setWorkplace } from '#db/queries/organisations';
import { nextPath } from '#operations/accounts/fields';
import { readSmallForm } from '#operations/small-form';

/** Says in which organisation this browser works: its id, or nothing for the platform's own charts. */
export const POST: APIRoute = async ({ locals, request, redirect }) => {
  const { db, actor, signedIn } = locals;
  const form = await readSmallForm(request);
  const organisationId = form.get('organisation');
  if (organisationId === null) return new Response(null, { status: 404 });
  const isSet = await setWorkplace(db, {
    sessionId: signedIn?.sessionId ?? '',
    personId: actor.personId,
    organisationId: organisationId || null,
  });
  if (!isSet) return new Response(null, { status: 404 });
  const next = nextPath(form.get('next'));
  return redirect(next === '/' ? '/organisations' : next, 303);
};
