import { describe, expect, test } from 'vitest';
import { arrived, refuseUnreadable, refuseWrite } from '../../src/edge/refuse-write.ts';

const request = (method: string, headers: Record<string, string>, name = 'practice.submit') =>
  new Request(`http://localhost:4321/_actions/${name}`, {
    method,
    headers: { host: 'localhost:4321', ...headers },
  });
const statusOf = (method: string, headers: Record<string, string>) =>
  refuseWrite(request(method, headers), 1000)?.status;

describe('who may write', () => {
  test.each([
    ['reading from anywhere', 'GET', { origin: 'https://elsewhere.example' }, undefined],
    ['from here', 'POST', { origin: 'http://localhost:4321' }, undefined],
    ['from here, told by the browser', 'POST', { 'sec-fetch-site': 'same-origin' }, undefined],
    ['from another site', 'POST', { origin: 'https://elsewhere.example' }, 403],
    ['from another port', 'POST', { origin: 'http://localhost:9999' }, 403],
    ['from nowhere', 'POST', {}, 403],
    ['from a sandboxed frame', 'POST', { origin: 'null' }, 403],
    ['more than fits', 'POST', { origin: 'http://localhost:4321', 'content-length': '1001' }, 413],
    ['of a length nobody told', 'POST', { origin: 'http://localhost:4321', 'transfer-encoding': 'chunked' }, 411],
    ['just what fits', 'POST', { origin: 'http://localhost:4321', 'content-length': '1000' }, undefined],
  ])('%s', (_, method, headers, status) => expect(statusOf(method, headers)).toBe(status));

  test.each([['practice'], ['practice/'], ['']])('%j names no action', (name) => {
    const origin = { origin: 'http://localhost:4321' };
    expect(refuseWrite(request('POST', origin, name), 1000)?.status).toBe(404);
  });

  test('an upload, which is counted as it comes in, need not tell its length', () => {
    const headers = { origin: 'http://localhost:4321', 'transfer-encoding': 'chunked' };
    expect(refuseWrite(request('POST', headers), Number.POSITIVE_INFINITY)).toBeUndefined();
  });

  test('no page takes the form of an action', () => {
    const headers = { host: 'localhost:4321', origin: 'http://localhost:4321' };
    const form = new Request('http://localhost:4321/codes?_action=practice.open', { method: 'POST', headers });
    expect(refuseWrite(form, 1000)?.status).toBe(404);
  });

  test('a refusal says what to do and nothing of the machine', async () => {
    const body = await refuseWrite(request('POST', {}), 1000)?.json();
    expect(body).toMatchObject({ type: 'AstroActionError', code: 'FORBIDDEN', status: 403 });
    expect(body.message).toMatch(/try again/);
  });
});

test('a body that cannot be read is 400; any other error is not taken for one', () => {
  expect(refuseUnreadable(new SyntaxError('Unexpected token'), request('POST', {}))?.status).toBe(400);
  expect(refuseUnreadable(new TypeError('bug'), request('POST', {}))).toBeUndefined();
  expect(refuseUnreadable(new SyntaxError('bug'), request('GET', {}))).toBeUndefined();
});

test('a body that was read already has arrived: the page that says 404 is a second pass', async () => {
  const request = new Request('http://localhost/', { method: 'POST', body: 'a=b' });
  await arrived(request);
  expect(await request.text()).toBe('a=b');
  await expect(arrived(request)).resolves.toBeUndefined();
});
