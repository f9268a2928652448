import type { APIRoute } from 'astro';
import { may } from '#domain/people/permissions';
import { startJob } from '#operations/install/job';
import { readSmallForm } from '#operations/small-form';

export const prerender = false;

/**
 * POST: begins to download the complete releases and to install them; goes on where an earlier download ended. When a
 * job runs already its progress is shown instead. 403 for everybody but the administrator.
 */
export const POST: APIRoute = async ({ locals, request, redirect }) => {
  if (!may(locals.actor, { action: 'install-release' }))
    return new Response('Only the administrator installs code sets.', { status: 403 });
  const isTrusting = (await readSmallForm(request)).get('trust') === 'yes';
  const words = ['install', '--online', ...(isTrusting ? ['--trust'] : [])];
  startJob(process.env, { what: 'Download of the complete releases', words }, locals.now);
  return redirect('/admin/codes#job', 303);
};
