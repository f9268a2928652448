import type { APIRoute } from 'astro';
import { recordAudit } from '#db/queries/audit';

export const prerender = false;

/** POST: ends this browser's session. */
export const POST: APIRoute = async ({ locals, redirect }) => {
  const { actor, auth, db, now, setCookies } = locals;
  const { cookies } = await auth.ask('/sign-out', {});
  // The session that was read at the beginning of this request must not be prolonged by it.
  setCookies.splice(0, setCookies.length, ...cookies);
  if (actor.isSignedIn)
    await recordAudit(db, { action: 'signed-out', actorId: actor.personId, subjectId: actor.personId, at: now });
  return redirect('/sign-in?done=out', 303);
};
