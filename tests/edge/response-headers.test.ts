import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { addHeaders, compress, isPersonal } from '../../src/edge/response-headers.ts';

const asking = (encodings: string) => new Request('http://localhost/', { headers: { 'accept-encoding': encodings } });
const page = (type = 'text/html') =>
  new Response('words '.repeat(200), { headers: { 'content-type': type, 'content-length': '1200' } });

test('text is gzipped for those who take it, and comes out as it was', async () => {
  const sent = await compress(asking('br, gzip'), page());
  expect(sent.headers.get('content-encoding')).toBe('gzip');
  expect(sent.headers.get('vary')).toBe('accept-encoding');
  expect(sent.headers.has('content-length')).toBe(false);
  expect(gunzipSync(await sent.arrayBuffer()).toString()).toBe('words '.repeat(200));
});

test.each([
  ['not accepted', asking('br'), page()],
  ['not text', asking('gzip'), page('font/woff2')],
  ['nothing to send', asking('gzip'), new Response(null, { status: 204 })],
])('left alone: %s', async (_, request, response) => expect(await compress(request, response)).toBe(response));

test.each([
  ['short', 'words', null],
  ['long', 'words '.repeat(300), 'gzip'],
])('an answer of an action that is %s', async (_, text, encoding) => {
  const headers = { 'content-type': 'application/json+devalue' };
  const sent = await compress(asking('gzip'), new Response(text, { status: 201, headers }));
  expect([sent.status, sent.headers.get('content-encoding')]).toEqual([201, encoding]);
  const bytes = Buffer.from(await sent.arrayBuffer());
  expect((encoding ? gunzipSync(bytes) : bytes).toString()).toBe(text);
});

const answer = (given: Record<string, string>, facts = {}) => {
  const headers = new Headers(given);
  addHeaders(headers, { requestId: 'id', isHttps: false, isPersonal: false, ...facts });
  return headers;
};

test('a page is private unless it says otherwise, and no browser keeps what can be somebody’s', () => {
  expect(answer({}).get('cache-control')).toBe('private, no-cache');
  expect(answer({}, { isPersonal: true }).get('cache-control')).toBe('private, no-store');
  const own = { 'cache-control': 'private, max-age=3600' };
  expect(answer(own, { isPersonal: true }).get('cache-control')).toBe('private, max-age=3600');
  expect(answer({}).get('x-request-id')).toBe('id');
});

test.each([
  ['/', false, false],
  ['/codes', false, false],
  ['/codes/icd-10-cm/E11.22', false, false],
  ['/codes', true, true],
  ['/codesome', false, true],
  ['/sandbox/infusion-day', false, true],
  ['/account', false, true],
])('%s, signed in: %s, is personal: %s', (path, isSignedIn, expected) =>
  expect(isPersonal(path, isSignedIn)).toBe(expected),
);

test('https is for good and for names below, and only where it is https', () => {
  expect(answer({}).has('strict-transport-security')).toBe(false);
  expect(answer({}, { isHttps: true }).get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
});

test('a page keeps its policy and cannot be framed; what brings none may do nothing', () => {
  const policyOf = (policy: string) => answer({ 'content-security-policy': policy }).get('content-security-policy');
  expect(policyOf("default-src 'self'")).toBe("default-src 'self'; frame-ancestors 'none'");
  expect(policyOf("default-src 'self';")).toBe("default-src 'self'; frame-ancestors 'none'");
  expect(policyOf("frame-ancestors 'self'")).toBe("frame-ancestors 'self'");
  expect(answer({}).get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
});

test('text says its character set', () => {
  expect(answer({ 'content-type': 'text/html' }).get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer({ 'content-type': 'text/csv; charset=utf-8' }).get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer({ 'content-type': 'application/json' }).get('content-type')).toBe('application/json');
});
