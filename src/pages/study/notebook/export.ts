import type { APIRoute } from 'astro';
import { secondsToWait } from '#operations/flood-limits';
import { exportNotebook } from '#operations/study/export-notebook';
import { readNotebookFilter } from '#operations/study/notebook-filter';

export const prerender = false;

/** GET with the filter of the page → all entries that fit, as CSV. 400 and 429 with a sentence. */
export const GET: APIRoute = async ({ url, locals }) => {
  const { filter, errors } = readNotebookFilter(url.searchParams);
  const [wrong] = Object.values(errors);
  if (wrong) return refuse(wrong, 400);
  const seconds = await secondsToWait('notebook', locals.actor.personId);
  if (seconds === undefined) return exportNotebook(locals, filter);
  locals.retryAfter = seconds;
  return refuse('The notebook was taken many times within ten minutes. Try again a little later.', 429);
};

const refuse = (sentence: string, status: number): Response =>
  new Response(sentence, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
