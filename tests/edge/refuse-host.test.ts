import { expect, test } from 'vitest';
import { refuseHost } from '../../src/edge/refuse-host.ts';

const ask = (host: string) => new Request('http://localhost/', { headers: { host } });

test.each(['localhost', 'localhost:4321', '127.0.0.1:80', '[::1]:4321'])('%s is this machine', (host) => {
  expect(refuseHost(ask(host), undefined)).toBeUndefined();
});

test.each([
  'evil.example',
  'evil.example:4321',
  'localhost.evil.example',
  '127.0.0.1.nip.example',
  'a b',
  '192.168.0.7',
])('%s is not', (host) => {
  expect(refuseHost(ask(host), undefined)?.status).toBe(421);
});

test('where PUBLIC_URL is set, links are built from it and every name is answered', () => {
  expect(refuseHost(ask('10.0.0.7'), 'https://coding.example.org')).toBeUndefined();
});
