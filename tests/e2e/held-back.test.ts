import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, putPeople, signedInCookie } from './people.ts';
import { type RunningServer, startServer } from './server.ts';

const PEOPLE: Person[] = [
  { name: 'ann', roles: { school: ['owner'] } },
  { name: 'bob', roles: { school: ['owner'] } },
];
const ROSTER = 'email,role\nfriend@example.org,learner\n';

let server: RunningServer;
let ids: Record<string, string>;
let ann: string;
let bob: string;
beforeAll(async () => {
  server = await startServer({ env: { TRUST_PROXY: '1' } });
  ids = await putPeople(server, PEOPLE);
  [ann, bob] = [
    await signedInCookie(server.address, { name: 'ann' }),
    await signedInCookie(server.address, { name: 'bob' }),
  ];
});
afterAll(() => server.stop());

/** Sends a form but for its last byte; `finish` sends that and answers the status. */
async function heldBack(path: string, cookie: string, body: string, type = 'application/x-www-form-urlencoded') {
  const headers = { cookie, origin: server.address, 'content-type': type, 'content-length': Buffer.byteLength(body) };
  const sent = request(`${server.address}${path}`, { method: 'POST', headers });
  const answered = new Promise<number>((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (answer) => resolve(answer.resume().statusCode ?? 0));
  });
  await new Promise((resolve) => sent.write(body.slice(0, -1), resolve));
  // Long enough for the server to have asked who this is, if it asks before the rest is there.
  await new Promise((resolve) => setTimeout(resolve, 500));
  return () => {
    sent.end(body.slice(-1));
    return answered;
  };
}

const pageOf = async (path: string, cookie: string) =>
  fetch(`${server.address}${path}`, { headers: { cookie }, redirect: 'manual' });

test('a request that was begun before a role was taken does nothing when it is finished after it', async () => {
  const own = `/organisations/school/members/${ids.bob}`;
  const boundary = 'x'.repeat(20);
  const part = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const form = `${part('text', ROSTER)}${part('act', 'check')}--${boundary}--\r\n`;
  const page = await (
    await fetch(`${server.address}/organisations/school/roster`, {
      method: 'POST',
      headers: { cookie: bob, origin: server.address, 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: form,
    })
  ).text();
  const plan = /name="plan"[^>]*value="([^"]+)"/.exec(page)?.[1] ?? '';
  expect(plan).not.toBe('');
  const roster = `${part('text', ROSTER)}${part('act', 'import')}${part('plan', plan)}--${boundary}--\r\n`;
  const held = [
    await heldBack(own, bob, 'role-owner=on'),
    await heldBack('/organisations/school/invitations', bob, 'act=invite&email=friend%40example.org&role-owner=on'),
    await heldBack('/organisations/school/audit', bob, 'format=csv'),
    await heldBack('/organisations/school/roster', bob, roster, `multipart/form-data; boundary=${boundary}`),
  ];
  const taken = await fetch(`${server.address}${own}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: ann, origin: server.address },
    body: new URLSearchParams({ 'role-learner': 'on' }),
  });
  expect(taken.status).toBe(303);
  expect(await Promise.all(held.map((finish) => finish()))).toEqual([403, 403, 403, 403]);
  expect((await pageOf(own, bob)).status).toBe(403);
  expect(await (await pageOf('/organisations/school/invitations', ann)).text()).not.toContain('friend@example.org');
});
