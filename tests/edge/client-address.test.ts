import { expect, test } from 'vitest';
import { clientAddress } from '../../src/edge/client-address.ts';

const from = (forwarded: string | undefined, socket: string, env: NodeJS.ProcessEnv = {}) =>
  clientAddress(
    new Request('http://localhost/', forwarded ? { headers: { 'x-forwarded-for': forwarded } } : {}),
    socket,
    env,
  );

test('what a client says of itself counts for nothing', () =>
  expect(from('198.51.100.1', '203.0.113.7')).toBe('203.0.113.7'));

test('behind a trusted proxy the last entry counts, which the proxy wrote', () =>
  expect(from('198.51.100.1, 203.0.113.7', '127.0.0.1', { TRUST_PROXY: '1' })).toBe('203.0.113.7'));

test.each([
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::'],
  ['2001:db8:1:2::9', '2001:db8:1:2::'],
  ['2001:db8::9', '2001:db8:0:0::'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2::'],
  ['fe80::1%eth0', 'fe80:0:0:0::'],
  ['::1', '::1'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['203.0.113.7', '203.0.113.7'],
  ['unknown', 'unknown'],
])('%s counts as %s', (socket, network) => expect(from(undefined, socket)).toBe(network));
