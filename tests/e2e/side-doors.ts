import { request } from 'node:http';
import type { Reached } from './crawl.ts';

export interface Knock {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}
export type Answered = Reached & { status: number; headers: Record<string, string | string[] | undefined> };

/** Asks for a path exactly as it is written: `fetch` would tidy `..` away. The headers count as part of what was said. */
export function knock(origin: string, { method = 'GET', path, headers = {}, body }: Knock): Promise<Answered> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers: { origin, ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk) => {
        text += chunk;
      });
      answer.on('end', () =>
        resolve({
          address: `${origin}${path}`,
          asked: body ?? '',
          body: `${JSON.stringify(answer.headers)}\n${text}`,
          status: answer.statusCode ?? 0,
          headers: answer.headers,
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const JSON_BODY = { 'content-type': 'application/json' };
const FORM_BODY = { 'content-type': 'application/x-www-form-urlencoded' };
const atEach = (paths: string[]): Knock[] => paths.map((path) => ({ path }));

/** Every way in that is not the front door, for one case and an attempt on it that must not be told. */
export function sideDoors(slug: string, attemptId: string): Knock[] {
  return [...climbs(slug), ...pages(slug, attemptId), ...actions(slug, attemptId), ...endpoints(slug)];
}

/** Out of the folder that is served. */
function climbs(slug: string): Knock[] {
  const files = [`db/keys/${slug}.yaml`, `db/keys/${slug}.review.md`, 'data/app.db', 'dist/server/entry.mjs'];
  const ways = ['/', '/../', '/../../', '/_astro/../../', '/_astro/..%2f..%2f', '/%2e%2e/%2e%2e/', '/..\\..\\', '//'];
  return atEach(ways.flatMap((way) => files.map((file) => way + file)));
}

function pages(slug: string, attemptId: string): Knock[] {
  const result = `/sandbox/${slug}/result/${attemptId}`;
  const endings = ['', '/', '?again', '?_action=practice.submit', '.json', '/_result-view', '%2f..'];
  const besides = ['', '?again', '?key', '/key', '/result', '/result/', '/result/_notes'];
  return [
    ...['HEAD', 'OPTIONS', 'POST', 'PUT', 'TRACE'].map((method) => ({ method, path: result })),
    ...atEach(endings.map((ending) => result + ending)),
    ...atEach(besides.map((ending) => `/sandbox/${slug}${ending}`)),
    { path: result, headers: { 'if-none-match': '*', range: 'bytes=0-9' } },
    { path: result, headers: { accept: 'application/json', 'x-astro-rewrite': '1' } },
    {
      method: 'POST',
      path: `/sandbox/${slug}?_action=practice.submit`,
      headers: FORM_BODY,
      body: `attemptId=${attemptId}`,
    },
  ];
}

/** Actions by every method and content type, with bodies and names nobody means well with; none of them submits. */
function actions(slug: string, attemptId: string): Knock[] {
  const calls = ['open', 'saveDraft', 'submit', 'tryAgain'].map((name) => `/_actions/practice.${name}`);
  const odd = ['', '{', 'null', '[]', '{"slug":{}}', '{"__proto__":{}}', '{"attemptId":[],"baseRevision":0}'];
  const greedy = ['{"slug":"../keys"}', `{"slug":"${slug}","key":true}`, `{"attemptId":"${attemptId}","key":true}`];
  const names = ['__proto__.constructor', 'practice.constructor', 'practice', 'practice.open.handler', 'getAnswerKey'];
  const query = `slug=${slug}&attemptId=${attemptId}&baseRevision=0`;
  const post = (path: string, headers: Record<string, string>, body: string) => ({
    method: 'POST',
    path,
    headers,
    body,
  });
  return [
    ...atEach(calls.map((path) => `${path}?${query}`)),
    ...calls.map((path) => post(path, FORM_BODY, query)),
    ...calls.flatMap((path) => [...odd, ...greedy].map((body) => post(path, JSON_BODY, body))),
    ...atEach(names.map((name) => `/_actions/${name}`)),
    ...names.map((name) => post(`/_actions/${name}`, JSON_BODY, `{"slug":"${slug}"}`)),
  ];
}

/** Endpoints the framework brings along, error pages, and names somebody would guess. */
function endpoints(slug: string): Knock[] {
  const image = ['/_image', `/_image?href=/db/keys/${slug}.yaml&f=svg`, `/_image?href=file:///db/keys/${slug}.yaml`];
  const island = '/_server-islands/';
  const islands = [island, `${island}OpenWorkspace`, `${island}CaseFacts?e=default&p=&s=`];
  return atEach([...image, ...islands, '/404', '/500', `/api/keys/${slug}`, '/api/codes/find', `/_astro/${slug}.json`]);
}
