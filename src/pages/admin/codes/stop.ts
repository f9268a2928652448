import type { APIRoute } from 'astro';
import { stopJob } from '#operations/install/job';

export const prerender = false;

/** POST: ends the job that runs, if one does. */
export const POST: APIRoute = ({ redirect }) => {
  stopJob(process.env);
  return redirect('/admin/codes#job', 303);
};
