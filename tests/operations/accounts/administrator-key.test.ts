import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { administratorKey, makeAdministratorKey, spendAdministratorKey } from '#operations/accounts/administrator-key';

describe('the key', () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;
  const path = () => join(folder, 'administrator-key');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'key-'));
    env = { DATABASE_URL: `file:${join(folder, 'app.db')}` };
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is made at the start, for its owner only, and kept until it is used', () => {
    expect(administratorKey(env)).toBeUndefined();
    makeAdministratorKey(env);
    const made = administratorKey(env);
    expect(made).toEqual({ key: expect.stringMatching(/^[\w-]{32}$/), isOneTime: true });
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    makeAdministratorKey(env);
    expect(administratorKey(env)).toEqual(made);
  });
  test('is good for one use; the next start makes another', () => {
    makeAdministratorKey(env);
    const { key = '' } = administratorKey(env) ?? {};
    for (const wrong of ['', 'x', key.slice(1), `${key}x`]) expect(spendAdministratorKey(env, wrong)).toBe(false);
    expect(spendAdministratorKey(env, key)).toBe(true);
    expect(spendAdministratorKey(env, key)).toBe(false);
    expect(existsSync(path())).toBe(false);
    makeAdministratorKey(env);
    expect(readFileSync(path(), 'utf8')).not.toBe(key);
  });
  test('a file that was emptied lets nobody in', () => {
    writeFileSync(path(), '');
    expect(administratorKey(env)).toBeUndefined();
    expect(spendAdministratorKey(env, '')).toBe(false);
  });
  test('one that is set is the operator’s own: it stays valid and no file is made', () => {
    env.ADMINISTRATOR_KEY = 'k'.repeat(32);
    makeAdministratorKey(env);
    expect(existsSync(path())).toBe(false);
    expect(spendAdministratorKey(env, 'k'.repeat(32))).toBe(true);
    expect(spendAdministratorKey(env, 'k'.repeat(32))).toBe(true);
    env.ADMINISTRATOR_KEY = 'short';
    expect(() => administratorKey(env)).toThrow('at least 32 random characters');
  });
  test('with a remote database and none set nobody is administrator', () => {
    env.DATABASE_URL = 'libsql://somewhere.example';
    makeAdministratorKey(env);
    expect(administratorKey(env)).toBeUndefined();
  });
});
