import type { APIRoute } from 'astro';
import { may } from '#domain/people/permissions';
import { readJob } from '#operations/install/job';
import { stepOf } from '#operations/install/words';

export const prerender = false;

/** GET → `{ state, step, done, total }` of the last job, `{ state: 'none' }` without one. 403 without the right. */
export const GET: APIRoute = ({ locals }) => {
  const headers = { 'cache-control': 'no-store' };
  if (!may(locals.actor, { action: 'read-releases' }))
    return Response.json({ message: 'Only the administrator sees this.' }, { status: 403, headers });
  const job = readJob(process.env);
  if (!job) return Response.json({ state: 'none' }, { headers });
  const { done, total } = job.said ?? {};
  return Response.json({ state: job.state, step: stepOf(job), done, total }, { headers });
};
