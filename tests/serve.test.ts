import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { buildFiles } from '../scripts/build-files.mjs';
import { type RunningServer, startServer } from './e2e/server.ts';

/** What `npm start` runs. */
const BUILD = resolve(process.env.E2E_DIST ?? 'dist');
let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ isEmpty: true });
});
afterAll(() => server?.stop());

describe('files of the build', () => {
  const script = readdirSync(join(BUILD, 'client/_astro')).find((name) => name.endsWith('.js'));

  test.each(['br', 'gzip'])('come as %s to those who take it, and are kept for good', async (encoding) => {
    const headers = { 'accept-encoding': encoding };
    const sent = await fetch(`${server.address}/_astro/${script}`, { headers });
    expect(sent.headers.get('content-encoding')).toBe(encoding);
    expect(sent.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(sent.headers.get('vary')).toMatch(/accept-encoding/i);
    const plain = await fetch(`${server.address}/_astro/${script}`, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await sent.text()).toBe(await plain.text());
  });

  test('are not sent again to those who have them', async () => {
    const address = `${server.address}/_astro/${script}`;
    const etag = (await fetch(address)).headers.get('etag') ?? '';
    expect((await fetch(address, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(address, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    const head = await fetch(address, { method: 'HEAD' });
    expect([head.status, Number(head.headers.get('content-length')) > 0]).toEqual([200, true]);
  });

  test.each(['bytes=9-2', 'bytes=99999999-', 'bytes=-', 'lines=1'])('survive a range like %s', async (range) => {
    const sent = await fetch(`${server.address}/_astro/${script}`, { headers: { range } });
    expect(sent.status).toBe(200);
    expect((await fetch(`${server.address}/icon.svg`)).status).toBe(200);
  });

  test('of a build that was made anew meanwhile are still there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'build-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(join(folder, '_astro'));
    writeFileSync(join(folder, '_astro/page.js'), 'one');
    const answerFile = buildFiles(folder);
    const http = createServer((request, response) => {
      if (!answerFile(request, response)) response.writeHead(404).end();
    }).listen(0, 'localhost');
    onTestFinished(() => void http.close());
    await once(http, 'listening');
    rmSync(folder, { recursive: true });
    const { port } = http.address() as AddressInfo;
    expect(await (await fetch(`http://localhost:${port}/_astro/page.js?v`)).text()).toBe('one');
    expect((await fetch(`http://localhost:${port}/_astro/other.js`)).status).toBe(404);
  });

  test('without a hash in the name are kept for an hour', async () => {
    const sent = await fetch(`${server.address}/icon.svg`);
    expect([sent.status, sent.headers.get('cache-control')]).toEqual([200, 'public, max-age=3600']);
    expect(sent.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

test.each([
  ['a page', 'GET', '/sign-in', {}],
  ['no page', 'GET', '/nothing', {}],
  ['a redirect', 'GET', '/admin', {}],
  ['a file', 'GET', '/icon.svg', {}],
  ['JSON', 'GET', '/api/codes/find?on=never', { accept: 'application/json' }],
  ['a method that is none here', 'PUT', '/', {}],
  ['a form of another site', 'POST', '/sign-in', { origin: 'https://elsewhere.example', 'content-type': 'text/plain' }],
])('%s cannot be framed, guessed at or run', async (_, method, path, headers) => {
  const sent = await fetch(`${server.address}${path}`, { method, headers, redirect: 'manual' });
  const policy = sent.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("base-uri 'none'");
  expect(policy).not.toContain('unsafe');
  expect(policy).toMatch(/(?:object|default)-src 'none'/);
  expect(sent.headers.get('x-content-type-options')).toBe('nosniff');
  expect(sent.headers.get('referrer-policy')).toBe('same-origin');
  if (sent.headers.get('content-type')?.startsWith('text/'))
    expect(sent.headers.get('content-type')).toMatch(/charset=utf-8/i);
});

test.each(['PUT', 'DELETE', 'OPTIONS', 'PROPFIND'])('%s is answered with 405', async (method) => {
  const answer = await fetch(`${server.address}/sandbox`, { method });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
});

test('a connection closed in the middle of a write leaves one line in the log', async () => {
  const { port } = new URL(server.address);
  const host = `localhost:${port}`;
  const head = ['POST /_actions/practice.open HTTP/1.1', `host: ${host}`, `origin: http://${host}`];
  const request = `${[...head, 'content-type: application/json', 'content-length: 99'].join('\r\n')}\r\n\r\n{"sl`;
  const hangUp = async () => {
    const socket = connect(Number(port), 'localhost');
    await new Promise((resolve) => socket.write(request, resolve));
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect(server.log()).toMatch(/practice\.open: the connection was closed half-way$/m);
  };
  // On a busy machine the server may not have begun to read when the connection closes; then there is nothing to log.
  await vi.waitFor(hangUp, { timeout: 20_000, interval: 100 });
  expect(server.log()).not.toMatch(/aborted|\n {4}at /);
});

test('an error page that fails itself still says something, and nothing of the machine', async () => {
  const broken = await startServer({ isEmpty: true, env: { CATALOG_URL: 'http://not-a-file.example' } });
  onTestFinished(() => void broken.stop());
  const answer = await fetch(`${broken.address}/sandbox`);
  expect(answer.status).toBe(500);
  expect(await answer.text()).toMatch(/^Something went wrong on our side\. .* Reference: [0-9a-f-]{36}$/);
  expect(broken.log()).toContain('CATALOG_URL has to be a local file');
});

test('SIGTERM ends it with 0, SIGKILL leaves data a new start goes on with', async () => {
  const other = await startServer({ isEmpty: true });
  await other.kill();
  await other.restart();
  expect((await fetch(`${other.address}/icon.svg`)).status).toBe(200);
  expect(await other.stop()).toBe(0);
});

describe('behind a proxy that ends TLS', () => {
  let behind: RunningServer;
  beforeAll(async () => {
    behind = await startServer({ env: { PUBLIC_URL: 'https://coding.example.org', TRUST_PROXY: '1' } });
  });
  afterAll(() => behind?.stop());

  /** As the proxy sends it on: fetch would not let the Host header be set. */
  async function post(headers: Record<string, string>): Promise<[number | undefined, IncomingHttpHeaders]> {
    const form = { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-proto': 'https' };
    const sent = request(`${behind.address}/sign-in`, { method: 'POST', headers: { ...form, ...headers } });
    sent.end('email=nobody%40example.org&password=wrong');
    const [answer] = await once(sent, 'response');
    answer.resume();
    return [answer.statusCode, answer.headers];
  }

  test.each([
    ['with the name people use', { host: 'coding.example.org', origin: 'https://coding.example.org' }, 401],
    ['under another name than people use', { origin: 'https://coding.example.org' }, 401],
    ['of another site', { host: 'coding.example.org', origin: 'https://elsewhere.example' }, 403],
    ['of a neighbouring name', { host: 'coding.example.org', origin: 'https://www.example.org' }, 403],
    ['of nowhere', { host: 'coding.example.org', origin: 'null' }, 403],
    ['without an origin', { host: 'coding.example.org' }, 403],
  ])('a form %s: %o is answered with %i', async (_, headers, status) => {
    const [code, answered] = await post(headers);
    expect(code).toBe(status);
    expect(answered['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });

  test('the guest’s cookie is held to this host', async () => {
    const page = await fetch(`${behind.address}/sandbox/office-skin-lesions`);
    expect(page.headers.get('set-cookie')).toMatch(/^__Host-guest=.*Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const file = await fetch(`${behind.address}/icon.svg`);
    expect(file.headers.get('strict-transport-security')).toMatch(/includeSubDomains/);
  });
});

test('behind https, too, a browser forgets the guest whose work is deleted', async () => {
  const env = { TRUST_PROXY: '1', PUBLIC_URL: 'https://coding.example.org' };
  const behindProxy = await startServer({ env });
  try {
    const page = await fetch(`${behindProxy.address}/sandbox/office-skin-lesions`);
    const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
    const deleted = await fetch(`${behindProxy.address}/privacy/guest`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: 'https://coding.example.org' },
    });
    expect(deleted.status).toBe(303);
    expect(deleted.headers.getSetCookie()).toContainEqual(
      expect.stringMatching(/^__Host-guest=; Path=\/; Max-Age=0; .*Secure/),
    );
  } finally {
    await behindProxy.stop();
  }
});

const hasIpv6 = Object.values(networkInterfaces()).some((own) => own?.some(({ address }) => address === '::1'));
test.skipIf(!hasIpv6)('on an address of IPv6 it says one that can be opened', async () => {
  const own = await startServer({ isEmpty: true, env: { HOST: '::1' } });
  try {
    expect(own.address).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await fetch(`${own.address}/icon.svg`)).status).toBe(200);
  } finally {
    await own.stop();
  }
});

describe('what keeps it from starting is one sentence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'serve-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const reachable = { HOST: '0.0.0.0', SESSION_SECRET: 's'.repeat(32), PUBLIC_URL: 'https://coding.example' };
  const given = { SESSION_SECRET: 's'.repeat(32) };
  test.each([
    ['a port that is taken', () => ({ PORT: new URL(server.address).port }), /^Port \d+ is taken\. .*PORT=4322/],
    ['a port that is none', () => ({ PORT: 'http' }), /^PORT has to be a number from 0 to 65535, not http\./],
    ['an address that is none', () => ({ ...reachable, HOST: '999.1.1.1' }), /cannot listen on 999/],
    ['no public address where others can reach it', () => ({ ...reachable, PUBLIC_URL: '' }), /^Set PUBLIC_URL/],
    ['a public address with a path', () => ({ ...reachable, PUBLIC_URL: 'https://a.example/b' }), /^PUBLIC_URL has to/],
    [
      'a provider without its client',
      () => ({ ...given, OIDC_DISCOVERY_URL: 'https://a.example' }),
      /^OIDC_DISCOVERY_URL needs/,
    ],
    [
      'a mail server without a sender',
      () => ({ ...given, SMTP_URL: 'smtp://localhost' }),
      /^SMTP_URL has to be an address .* MAIL_FROM/,
    ],
    ['no secret where others can reach it', () => ({ HOST: '0.0.0.0' }), /^Set SESSION_SECRET/],
    ['a short secret', () => ({ SESSION_SECRET: 'short' }), /^SESSION_SECRET is too short/],
  ])('%s', (_, environment, sentence) => {
    const env = { ...process.env, DATABASE_URL: `file:${folder}/app.db`, SESSION_SECRET: '', ...environment() };
    const run = spawnSync(process.execPath, ['scripts/serve.mjs', BUILD], { env, encoding: 'utf8', timeout: 10_000 });
    expect(run.status).toBe(1);
    expect(run.stderr.trim()).toMatch(sentence);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
  });
});
