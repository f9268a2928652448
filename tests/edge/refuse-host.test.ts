import { expect, test } from 'vitest';
import { refuseHost } from '../../src/edge/refuse-host.ts';

test.each([
  ['localhost:4321', undefined],
  ['127.0.0.1:4321', undefined],
  ['[::1]:4321', undefined],
  ['LOCALHOST', undefined],
  ['coding.example.org', 'https://coding.example.org'],
  ['localhost:4321', 'https://coding.example.org'],
])('%s is answered with PUBLIC_URL %s', (host, publicUrl) => expect(refuseHost(host, publicUrl)).toBeUndefined());

test.each([
  ['evil.example', undefined, 'PUBLIC_URL'],
  ['evil.example', 'https://coding.example.org', 'https://coding.example.org'],
  ['localhost.evil.example', undefined, 'PUBLIC_URL'],
  ['', undefined, 'PUBLIC_URL'],
])('%s is refused with PUBLIC_URL %s', async (host, publicUrl, words) => {
  const refused = refuseHost(host, publicUrl);
  expect(refused?.status).toBe(421);
  expect(await refused?.text()).toContain(words);
});
