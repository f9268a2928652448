import type { APIRoute } from 'astro';
import { openSearch } from '#db/queries/code-search';
import { CODE_SYSTEMS, type CodeSystem } from '#domain/codeset/code';
import type { FoundGroup } from '#domain/codeset/search/groups';
import { dayOf, parseIsoDate } from '#domain/time';
import { refuseSearch } from '#operations/flood-limits';

export const prerender = false;

const MAX_QUERY = 200;
const MOST_RESULTS = 12;

/**
 * GET ?q=…&icd10cm=FY2026&hcpcs=2025Q1&on=2026-02-01 → `{ groups: [{ system, results }] }`, the best group first, at most
 * twelve results of each. Labels and day may be left out: the releases in force today then. A label that is not installed
 * finds nothing of its system. `systems=px,hcpcs` searches these alone; `take` shows one by one the codes that nothing
 * typed tells apart. 400 with a sentence when an argument has not its form, 429 with one
 * when too many come from one address.
 */
export const GET: APIRoute = async ({ url, request, locals }) => {
  const tooMany = await refuseSearch(locals);
  if (tooMany) return refuse(tooMany, 429);
  const asked = url.searchParams;
  const text = asked.get('q') ?? '';
  if (text.length > MAX_QUERY) return refuse(`q holds at most ${MAX_QUERY} characters.`);
  const day = asked.get('on');
  const on = day === null ? dayOf(locals.now) : parseIsoDate(day);
  if (!on) return refuse('on has to be a day such as 2026-02-01.');
  const labels = Object.fromEntries(
    CODE_SYSTEMS.flatMap((system) => (asked.get(system) ? [[system, asked.get(system) ?? '']] : [])),
  );
  const wrong = Object.entries(labels).find(([, label]) => !/^[0-9A-Za-z.]{1,12}$/.test(label));
  if (wrong) return refuse(`${wrong[0]} has to be a label such as FY2026.`);
  const named = asked.get('systems')?.split(',');
  if (named?.some((name) => !isSystem(name))) return refuse(`systems has to be some of ${CODE_SYSTEMS.join(', ')}.`);
  const systems = named?.filter(isSystem) ?? CODE_SYSTEMS;
  const { fingerprint, find } = await openSearch(locals.catalogDb, { labels, on, systems });
  const etag = `"${fingerprint}"`;
  const headers = { 'cache-control': 'private, max-age=3600', etag };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return Response.json({ groups: find(text, MOST_RESULTS, asked.has('take')).map(withoutPoints) }, { headers });
};

const isSystem = (name: string): name is CodeSystem => CODE_SYSTEMS.some((known) => known === name);

const withoutPoints = ({ system, results }: FoundGroup) => ({
  system,
  results: results.map(({ points, ...result }) => result),
});

const refuse = (message: string, status = 400): Response =>
  Response.json({ message }, { status, headers: { 'cache-control': 'no-store' } });
