import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sessionSecret } from '../../src/edge/session-secret.ts';

test('on a local machine it is made once, kept, and readable by its owner only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secret-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const env = { DATABASE_URL: `file:${folder}/new/app.db` };
  const first = sessionSecret(env);
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(sessionSecret(env)).toBe(first);
  expect(statSync(join(folder, 'new/session-secret')).mode & 0o777).toBe(0o600);
});

test('a given one is used', () => expect(sessionSecret({ SESSION_SECRET: 'x'.repeat(32) })).toBe('x'.repeat(32)));

test.each([
  ['too short', { SESSION_SECRET: 'short' }],
  ['missing on a host others reach', { HOST: '0.0.0.0' }],
  ['missing beside a remote database', { DATABASE_URL: 'libsql://db.example.org' }],
])('refused: %s', (_, env) => expect(() => sessionSecret(env)).toThrow(/SESSION_SECRET/));
