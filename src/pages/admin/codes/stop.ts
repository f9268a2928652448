import type { APIRoute } from 'astro';
import { may } from '#domain/people/permissions';
import { stopJob } from '#operations/install/job';

export const prerender = false;

/** POST: ends the job that runs, if one does. 403 for everybody but the administrator. */
export const POST: APIRoute = ({ locals, redirect }) => {
  if (!may(locals.actor, { action: 'install-release' }))
    return new Response('Only the administrator stops an install.', { status: 403 });
  stopJob(process.env);
  return redirect('/admin/codes#job', 303);
};
