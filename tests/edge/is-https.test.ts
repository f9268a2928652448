import { expect, test } from 'vitest';
import { isHttps } from '../../src/edge/is-https.ts';

const says = (address: string, forwarded: string | undefined, env: NodeJS.ProcessEnv) =>
  isHttps(
    new Request(address, forwarded ? { headers: { 'x-forwarded-proto': forwarded } } : {}),
    new URL(address),
    env,
  );

test.each<[string, string | undefined, NodeJS.ProcessEnv, boolean]>([
  ['http://localhost/', undefined, {}, false],
  ['https://localhost/', undefined, {}, true],
  ['http://localhost/', 'https', {}, false],
  ['http://localhost/', 'https', { TRUST_PROXY: '1' }, true],
  ['http://localhost/', 'http', { TRUST_PROXY: '1' }, false],
  ['http://localhost/', undefined, { PUBLIC_URL: 'https://coding.example.org' }, true],
  ['http://localhost/', 'https', { PUBLIC_URL: 'http://localhost:4321', TRUST_PROXY: '1' }, false],
])('%s forwarded %s with %o: %s', (address, forwarded, env, expected) =>
  expect(says(address, forwarded, env)).toBe(expected),
);
