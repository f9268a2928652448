import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { addHeaders, compress } from '../../src/edge/response-headers.ts';

const asking = (encodings: string) => new Request('http://localhost/', { headers: { 'accept-encoding': encodings } });
const page = (type = 'text/html') =>
  new Response('words '.repeat(200), { headers: { 'content-type': type, 'content-length': '1200' } });

test('text is gzipped for those who take it, and comes out as it was', async () => {
  const sent = compress(asking('br, gzip'), page());
  expect(sent.headers.get('content-encoding')).toBe('gzip');
  expect(sent.headers.get('vary')).toBe('accept-encoding');
  expect(sent.headers.has('content-length')).toBe(false);
  expect(gunzipSync(await sent.arrayBuffer()).toString()).toBe('words '.repeat(200));
});

test.each([
  ['not accepted', asking('br'), page()],
  ['not text', asking('gzip'), page('font/woff2')],
  ['nothing to send', asking('gzip'), new Response(null, { status: 204 })],
])('left alone: %s', (_, request, response) => expect(compress(request, response)).toBe(response));

test('a page is private unless it says otherwise', () => {
  const [plain, own] = [new Headers(), new Headers({ 'cache-control': 'private, max-age=3600' })];
  addHeaders(plain, 'id', false);
  addHeaders(own, 'id', true);
  expect([plain.get('cache-control'), plain.has('strict-transport-security')]).toEqual(['private, no-cache', false]);
  expect([own.get('cache-control'), own.has('strict-transport-security')]).toEqual(['private, max-age=3600', true]);
  expect(plain.get('x-request-id')).toBe('id');
});
