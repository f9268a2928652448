import type { APIRoute } from 'astro';
import { readJob } from '#operations/install/job';
import { stepOf } from '#operations/install/words';

export const prerender = false;

/** GET → `{ state, step, done, total }` of the last job, `{ state: 'none' }` without one. */
export const GET: APIRoute = () => {
  const headers = { 'cache-control': 'no-store' };
  const job = readJob(process.env);
  if (!job) return Response.json({ state: 'none' }, { headers });
  const { done, total } = job.said ?? {};
  return Response.json({ state: job.state, step: stepOf(job), done, total }, { headers });
};
