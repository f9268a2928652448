import type { APIRoute } from 'astro';
import { findTypeAhead } from '#db/queries/type-ahead';
import { CODE_SYSTEMS } from '#domain/codeset/code';
import { suggest } from '#domain/codeset/type-ahead';
import { dayOf, parseIsoDate } from '#domain/time';

export const prerender = false;

const MAX_QUERY = 80;
/** Raised when the same release gives other suggestions. */
const RANKING_VERSION = 2;

/**
 * GET ?system=icd10cm&release=FY2026&on=2026-02-01&q=… → `{ results: Suggestion[] }`, at most twelve. The day picks among
 * the updates of a release, today when it is left out. 400 with a sentence when an argument is missing or too long, 404
 * when the release is not installed. The answer depends on the release alone, so a browser may keep it for an hour.
 */
export const GET: APIRoute = async ({ url, request, locals }) => {
  const system = CODE_SYSTEMS.find((known) => known === url.searchParams.get('system'));
  if (!system) return refuse(400, `system has to be one of ${CODE_SYSTEMS.join(', ')}.`);
  const release = url.searchParams.get('release') ?? '';
  if (!/^[0-9A-Za-z]{1,12}$/.test(release)) return refuse(400, 'release has to be a label such as FY2026.');
  const typed = url.searchParams.get('q') ?? '';
  if (typed.length > MAX_QUERY) return refuse(400, `q holds at most ${MAX_QUERY} characters.`);
  const day = url.searchParams.get('on');
  const on = day === null ? dayOf(locals.now) : parseIsoDate(day);
  if (!on) return refuse(400, 'on has to be a day such as 2026-02-01.');
  const found = await findTypeAhead(locals.catalogDb, { system, label: release, on });
  if (!found) return refuse(404, `The release ${release} is not installed for this code system.`);
  const etag = `"${found.contentHash.slice(0, 16)}-${RANKING_VERSION}"`;
  const headers = { 'cache-control': 'private, max-age=3600', etag };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return Response.json({ results: suggest(found.typeAhead, typed) }, { headers });
};

const refuse = (status: number, message: string): Response =>
  Response.json({ message }, { status, headers: { 'cache-control': 'no-store' } });
