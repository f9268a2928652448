import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
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

test.each(['', 'cut off'])('a kept one that is %j is refused: with it anybody could sign', (content) => {
  const folder = mkdtempSync(join(tmpdir(), 'secret-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'session-secret'), content);
  expect(() => sessionSecret({ DATABASE_URL: `file:${folder}/app.db` })).toThrow(/does not hold a secret\. Delete it/);
});

test('servers that start at once agree on one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'secret-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const script = `import { sessionSecret } from './src/edge/session-secret.ts'; console.log(sessionSecret(process.env))`;
  const env = { ...process.env, SESSION_SECRET: '', DATABASE_URL: `file:${folder}/app.db`, HOST: '' };
  const run = promisify(execFile);
  const said = await Promise.all(
    Array.from({ length: 4 }, () => run(process.execPath, ['--input-type=module', '-e', script], { env })),
  );
  expect(new Set(said.map(({ stdout }) => stdout)).size).toBe(1);
  expect(readdirSync(folder)).toEqual(['session-secret']);
});

test('a given one is used', () => expect(sessionSecret({ SESSION_SECRET: 'x'.repeat(32) })).toBe('x'.repeat(32)));

test.each([
  ['too short', { SESSION_SECRET: 'short' }],
  ['missing on a host others reach', { HOST: '0.0.0.0' }],
  ['missing beside a remote database', { DATABASE_URL: 'libsql://db.example.org' }],
])('refused: %s', (_, env) => expect(() => sessionSecret(env)).toThrow(/SESSION_SECRET/));
