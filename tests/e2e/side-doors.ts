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

/** Every way in that is not the front door, for one case and an attempt on it that must not be told. */
export function sideDoors(slug: string, attemptId: string): Knock[] {
  const result = `/sandbox/${slug}/result/${attemptId}`;
  const files = [`db/keys/${slug}.yaml`, `db/keys/${slug}.review.md`, 'data/app.db', 'dist/server/entry.mjs'];
  const climbs = ['/', '/../', '/../../', '/_astro/../../', '/_astro/..%2f..%2f', '/%2e%2e/%2e%2e/', '/..\\..\\', '//'];
  const calls = ['open', 'saveDraft', 'submit', 'tryAgain'].map((name) => `/_actions/practice.${name}`);
  const names = ['__proto__.constructor', 'practice.constructor', 'practice', 'practice.open.handler', 'getAnswerKey'];
  const oddBodies = ['', '{', 'null', '[]', '{"slug":{}}', '{"__proto__":{}}', '{"attemptId":[],"baseRevision":0}'];
  const drafts = ['{"slug":"../keys"}', `{"slug":"${slug}","key":true}`, `{"attemptId":"${attemptId}","key":true}`];
  return [
    ...climbs.flatMap((climb) => files.map((file) => ({ path: `${climb}${file}` }))),
    ...['HEAD', 'OPTIONS', 'POST', 'PUT', 'TRACE'].map((method) => ({ method, path: result })),
    ...['', '/', '?again', '?_action=practice.submit', '.json', '/_result-view', '%2f..'].map((end) => ({
      path: `${result}${end}`,
    })),
    ...['', '?again', '?key', '/key', '/result', '/result/', '/result/_notes'].map((end) => ({
      path: `/sandbox/${slug}${end}`,
    })),
    { path: result, headers: { 'if-none-match': '*', range: 'bytes=0-9' } },
    { path: result, headers: { accept: 'application/json', 'x-astro-rewrite': '1' } },
    ...calls.map((path) => ({ path: `${path}?slug=${slug}&attemptId=${attemptId}&baseRevision=0` })),
    ...calls.map((path) => ({ method: 'POST', path, headers: FORM_BODY, body: `slug=${slug}&attemptId=${attemptId}` })),
    ...calls.flatMap((path) =>
      [...oddBodies, ...drafts].map((body) => ({ method: 'POST', path, headers: JSON_BODY, body })),
    ),
    ...names.flatMap((name) => [
      { path: `/_actions/${name}` },
      { method: 'POST', path: `/_actions/${name}`, headers: JSON_BODY, body: `{"slug":"${slug}"}` },
    ]),
    {
      method: 'POST',
      path: `/sandbox/${slug}?_action=practice.submit`,
      headers: FORM_BODY,
      body: `attemptId=${attemptId}`,
    },
    ...['/_image', `/_image?href=/db/keys/${slug}.yaml&f=svg`, `/_image?href=file:///db/keys/${slug}.yaml`].map(
      (path) => ({
        path,
      }),
    ),
    ...['/_server-islands/', '/_server-islands/OpenWorkspace', '/_server-islands/CaseFacts?e=default&p=&s='].map(
      (path) => ({
        path,
      }),
    ),
    ...['/404', '/500', `/api/keys/${slug}`, '/api/codes/search', `/_astro/${slug}.json`].map((path) => ({ path })),
  ];
}
