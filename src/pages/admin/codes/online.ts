import type { APIRoute } from 'astro';
import { startJob } from '#operations/install/job';
import { readSmallForm } from '#operations/small-form';

export const prerender = false;

/**
 * POST: begins to download the complete releases and to install them; goes on where an earlier download ended. When a
 * job runs already its progress is shown instead.
 */
export const POST: APIRoute = async ({ locals, request, redirect }) => {
  const isTrusting = (await readSmallForm(request)).get('trust') === 'yes';
  const words = ['install', '--online', ...(isTrusting ? ['--trust'] : [])];
  startJob(process.env, { what: 'Download of the complete releases', words }, locals.now);
  return redirect('/admin/codes#job', 303);
};
