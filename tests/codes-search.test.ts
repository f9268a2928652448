import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadStarterRelease } from '#db/releases/starter';
import type { Instant } from '#domain/time';
import { GET } from '../src/pages/api/codes/search.ts';
import { openEmptyCatalog } from './releases/open-catalog.ts';

let opened: Awaited<ReturnType<typeof openEmptyCatalog>>;
beforeAll(async () => {
  opened = await openEmptyCatalog();
  await loadStarterRelease(opened.db, 'content/codes', 0 as Instant);
});
afterAll(() => opened.close());

async function ask(query: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  const url = new URL(`http://localhost:4321/api/codes/search?${new URLSearchParams(query)}`);
  // The endpoint reads these of what Astro gives it.
  const context = {
    url,
    request: new Request(url, { headers }),
    locals: { catalogDb: opened.db, now: Date.UTC(2026, 1, 1) as Instant },
  };
  return GET(context as unknown as Parameters<typeof GET>[0]);
}
const cm = { system: 'icd10cm', release: 'FY2026' };

test('suggestions with code, title, path and whether the code can be billed', async () => {
  const answer = await ask({ ...cm, q: 'sprain talofib' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('private, max-age=3600');
  const { results } = await (await ask({ ...cm, q: 'E11.22' })).json();
  expect(results[0]).toEqual({
    system: 'icd10cm',
    code: 'E11.22',
    title: 'Type 2 diabetes mellitus with diabetic chronic kidney disease',
    billable: true,
    path: ['E11 Type 2 diabetes mellitus', 'E11.2 Type 2 diabetes mellitus with kidney complications'],
  });
});

test('what the browser has is not sent again', async () => {
  const etag = (await ask({ ...cm, q: 'htn' })).headers.get('etag') ?? '';
  expect((await ask({ ...cm, q: 'htn' }, { 'if-none-match': etag })).status).toBe(304);
  expect((await ask({ ...cm, q: 'htn' }, { 'if-none-match': '"other"' })).status).toBe(200);
});

test.each([
  [{ release: 'FY2026', q: 'x' }, 400, 'system has to be one of'],
  [{ system: 'icd9', release: 'FY2026', q: 'x' }, 400, 'system has to be one of'],
  [{ system: 'icd10cm', q: 'x' }, 400, 'release has to be a label'],
  [{ system: 'icd10cm', release: "FY2026'--", q: 'x' }, 400, 'release has to be a label'],
  [{ ...cm, q: 'x'.repeat(81) }, 400, 'at most 80 characters'],
  [{ ...cm, q: 'x', on: '2026-02-30' }, 400, 'on has to be a day'],
  [{ system: 'icd10cm', release: 'FY1999', q: 'x' }, 404, 'is not installed'],
  [{ system: 'cpt', release: '2026', q: 'x' }, 404, 'is not installed'],
])('%o is refused with %i and a sentence', async (query, status, sentence) => {
  const answer = await ask(query as Record<string, string>);
  expect(answer.status).toBe(status);
  expect((await answer.json()).message).toContain(sentence);
});

test('nothing, emoji, right-to-left and control characters find nothing and break nothing', async () => {
  for (const q of ['', ' ', '💉', '\u202eabc\u0000', '%_%', 'a'.repeat(80)])
    expect(await (await ask({ ...cm, q })).json()).toEqual({ results: [] });
});
