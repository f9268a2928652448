import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { may } from '#domain/people/permissions';
import type { Instant } from '#domain/time';
import { isAdministrator, signAdministrator } from '../../src/edge/administrator-cookie.ts';
import { administratorKey, makeAdministratorKey, spendAdministratorKey } from '../../src/edge/administrator-key.ts';

const secret = 's'.repeat(32);
const ann = '01a20918-a941-7764-ab34-54f776cbb407';
const bob = '01a20918-a941-7764-ab34-54f776cbb408';
const now = 1_700_000_000_000 as Instant;
const later = (ms: number) => (now + ms) as Instant;
const DAY = 24 * 60 * 60 * 1000;

describe('the cookie', () => {
  const cookie = signAdministrator(ann, now, secret);
  test('makes its person administrator for a week', () => {
    expect(isAdministrator(cookie, ann, now, secret)).toBe(true);
    expect(isAdministrator(cookie, ann, later(6 * DAY), secret)).toBe(true);
    expect(isAdministrator(cookie, ann, later(8 * DAY), secret)).toBe(false);
  });
  const [whose, until, signature] = cookie.split('.');
  test.each([
    ['absent', undefined],
    ['empty', ''],
    ['cut short', cookie.slice(0, -1)],
    ['with a later end', `${whose}.${Number(until) + DAY}.${signature}`],
    ['signed with another secret', signAdministrator(ann, now, 't'.repeat(32))],
    ["another person's", signAdministrator(bob, now, secret)],
    ["another person's, renamed", signAdministrator(bob, now, secret).replace(bob, ann)],
    ['without an end', `${whose}.NaN.${signature}`],
  ])('is ignored when %s', (_, value) => expect(isAdministrator(value, ann, now, secret)).toBe(false));
});

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

test.each(['read-releases', 'install-release', 'remove-release'] as const)('%s is for the administrator', (action) => {
  expect(may({ learnerId: ann, roles: ['guest', 'administrator'] }, { action })).toBe(true);
  for (const roles of [['guest'], ['learner', 'teacher', 'author', 'auditor', 'employer'], []] as const)
    expect(may({ learnerId: ann, roles }, { action })).toBe(false);
});

test('a licensed text is for the people of its organisation, and not for an administrator of none', () => {
  const request = { action: 'read-licensed-text', organisationId: 'school' } as const;
  expect(may({ learnerId: ann, organisationId: 'school', roles: ['learner'] }, request)).toBe(true);
  expect(may({ learnerId: ann, organisationId: 'other', roles: ['learner'] }, request)).toBe(false);
  expect(may({ learnerId: ann, roles: ['guest', 'administrator'] }, request)).toBe(false);
  expect(may({ learnerId: ann, organisationId: '', roles: [] }, { ...request, organisationId: '' })).toBe(false);
});
