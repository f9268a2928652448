import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDb } from '#db/client';
import { itemDrafts } from '#db/schema/item-drafts';
import { cohorts } from '#db/schema/organisations';
import type { ForeignItem } from '#domain/exam/exchange/foreign-item';
import { UNTOUCHED } from '#domain/exam/untouched';
import { type Actor, may, PERMISSIONS, type Permission } from '#domain/people/permissions';
import { ORGANISATION_ROLES } from '#domain/people/roles';
import { ACTIONS, ROUTES } from '../../src/edge/routes.ts';
import { type Person, putPeople, signedInCookie } from './people.ts';
import { type RunningServer, startServer } from './server.ts';

/** Addresses of the files below src/pages, as Astro makes them. */
const pages = globSync('src/pages/**/*.{astro,ts}')
  .map((path) => path.replaceAll('\\', '/').replace(/^src\/pages/, ''))
  .filter((path) => !path.split('/').some((part) => part.startsWith('_')))
  .map((path) => path.replace(/\.(?:astro|ts)$/, '').replace(/\/index$/, '') || '/')
  .sort();

/** Names of the actions, read from their files: `area.verb`. */
const actions = globSync('src/actions/*.ts').flatMap((path) => {
  const text = readFileSync(path, 'utf8');
  const area = /export const (\w+) = \{/.exec(text)?.[1];
  return [...text.matchAll(/^ {2}(\w+): defineAction\(/gm)].map(([, verb]) => `${area}.${verb}`);
});

test('every page and endpoint has its permission, and no permission is for a page that is not there', () => {
  expect(Object.keys(ROUTES).sort()).toEqual(pages);
});
test('every action has its permission', () => {
  expect(actions.length).toBeGreaterThan(4);
  expect(Object.keys(ACTIONS).sort()).toEqual(actions.sort());
});
test('every permission is asked for somewhere', () => {
  const asked = new Set<string>([
    ...Object.values(ROUTES).flatMap((rules) => Object.values(rules)),
    ...Object.values(ACTIONS),
  ]);
  // Which role takes which permission to invite is data beside the table.
  const asking = ['src/{pages,actions,operations}/**/*.{astro,ts}', 'src/domain/people/invitations.ts'];
  const sources = globSync(asking).map((path) => readFileSync(path, 'utf8'));
  const isAskedInside = (permission: string) => sources.some((text) => text.includes(`'${permission}'`));
  expect(Object.keys(PERMISSIONS).filter((permission) => !asked.has(permission) && !isAskedInside(permission))).toEqual(
    [],
  );
});

/** Everybody who walks: a guest, an account, the administrator, and each role in a school of their own. */
const WALKERS: Person[] = [
  { name: 'account' },
  { name: 'administrator', isAdministrator: true },
  ...ORGANISATION_ROLES.map((role) => ({ name: role, roles: { school: [role] } })),
  { name: 'stranger', roles: { elsewhere: ['owner' as const] } },
];
const SCHOOLS = ['school', 'elsewhere'] as const;
/** What stands for a parameter in an address. Nobody of the walkers owns the attempt. */
const PARAMETERS: Record<string, string> = {
  case: 'office-knee-injection',
  item: 'anatomy-volar-laceration',
  attempt: '01a20918-a941-7764-ab34-54f776cbb407',
  code: 'E11.22',
  term: 'Bypass',
  skill: 'diabetes',
  path: 'verify-email',
  track: 'icd-10-cm-guidelines',
  lesson: 'conventions',
  group: 'anatomy',
  token: 'forged',
  card: '01a20918-a941-7764-ab34-54f776cbb408',
  sitting: '01a20918-a941-7764-ab34-54f776cbb409',
  exam: 'cpc-2026',
};

const QUESTION: ForeignItem = {
  name: 'knee',
  title: 'Knee',
  stem: 'Which joint?',
  question: { type: 'text', accept: ['knee'], isCaseSensitive: false, wrong: [] },
  details: {},
};
const DRAFT = { name: 'knee', item: QUESTION, fingerprint: 'knee', file: 'knee.csv', createdAt: 1 };

let server: RunningServer;
const cookies: Record<string, string> = { guest: '' };
const actors: Record<string, Actor> = {};
/** A member, a cohort and a question that are really there, by organisation: what does not exist is refused to everybody. */
const people: Record<string, string | undefined> = {};
beforeAll(async () => {
  server = await startServer({ env: { TRUST_PROXY: '1' } });
  const ids = await putPeople(server, WALKERS);
  Object.assign(people, { school: ids.learner, elsewhere: ids.stranger });
  const db = openDb(`file:${server.folder}/app.db`);
  const days = { startsOn: '2026-09-01', endsOn: '2026-12-18' };
  for (const slug of SCHOOLS) {
    const organisationId = ids[slug] as string;
    await db
      .insert(cohorts)
      .values({ id: `cohort-${slug}`, organisationId, name: 'Autumn', ...days, createdAt: Date.now() });
    await db.insert(itemDrafts).values({ id: `draft-${slug}`, organisationId, ...DRAFT });
  }
  db.$client.close();
  actors.guest = { personId: 'guest', isSignedIn: false, isAdministrator: false, memberships: [] };
  for (const { name, isAdministrator = false, roles = {} } of WALKERS) {
    cookies[name] = await signedInCookie(server.address, { name });
    const memberships = Object.entries(roles).map(([slug, held]) => {
      return { organisationId: ids[slug] as string, slug, name: slug, roles: held };
    });
    actors[name] = { personId: ids[name] as string, isSignedIn: true, isAdministrator, memberships };
  }
});
afterAll(() => server?.stop());

const addressOf = (pattern: string, school: string): string =>
  pattern.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => {
    const value =
      { organisation: school, person: people[school], cohort: `cohort-${school}`, draft: `draft-${school}` }[name] ??
      PARAMETERS[name];
    if (value === undefined) throw new Error(`${pattern}: say in PARAMETERS what stands for [${name}]`);
    return encodeURIComponent(value);
  });

const ask = (path: string, method: string, name: string, body?: string) =>
  fetch(server.address + path, {
    method,
    redirect: 'manual',
    headers: {
      cookie: cookies[name] ?? '',
      ...(method === 'POST' && { origin: server.address, 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(body !== undefined && { body }),
  });

/** What an answer says of the right to it: refused in the way the actor's standing asks for, or not. */
function verdictOf({ status, headers }: Response, isOfOrganisation: boolean): 'refused' | 'allowed' {
  const leadsIn = status === 303 && (headers.get('location') ?? '').startsWith('/sign-in?next=');
  return [401, 403].includes(status) || leadsIn || (isOfOrganisation && status === 404) ? 'refused' : 'allowed';
}

const isOfPlace = (pattern: string) => pattern.includes('[organisation]');
/** Pages of refusals and errors, and the licence's page, which tells who has none. */
const SAYS_IT_ITSELF = ['/refused', '/500', '/codes/cpt/[...code]'];
const isOwn = (permission: Permission) => (PERMISSIONS[permission] as readonly string[]).includes('self');

describe.each(['guest', ...WALKERS.map(({ name }) => name)])('%s', (name) => {
  test.each(SCHOOLS)('reads exactly what the table says, in %s', async (school) => {
    const wrong: string[] = [];
    for (const [pattern, { GET: permission }] of Object.entries(ROUTES)) {
      if (!permission || isOwn(permission) || SAYS_IT_ITSELF.includes(pattern)) continue;
      if (!isOfPlace(pattern) && school !== 'school') continue;
      const answer = await ask(addressOf(pattern, school), 'GET', name);
      await answer.arrayBuffer();
      const expected = isAllowed(name, permission, pattern, school) ? 'allowed' : 'refused';
      const found = verdictOf(answer, isOfPlace(pattern));
      if (found !== expected || answer.status >= 500) wrong.push(`${pattern}: ${expected}, but ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });
  test.each(SCHOOLS)('can write nowhere the table says no, in %s', async (school) => {
    const wrong: string[] = [];
    for (const [pattern, { POST: permission }] of Object.entries(ROUTES)) {
      if (permission && (isOwn(permission) || isAllowed(name, permission, pattern, school))) continue;
      const answer = await ask(addressOf(pattern, school), 'POST', name, 'a=b');
      await answer.arrayBuffer();
      // A page that was made with the build takes nothing from anybody: 405.
      if (![401, 403, 404, 405].includes(answer.status)) wrong.push(`${pattern}: ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });
  test('reaches nobody’s work by any action', async () => {
    for (const [action, permission] of Object.entries(ACTIONS).filter(([, one]) => isOwn(one))) {
      const answer = await fetch(`${server.address}/_actions/${action}`, {
        method: 'POST',
        headers: { cookie: cookies[name] ?? '', origin: server.address, 'content-type': 'application/json' },
        body: JSON.stringify(BODIES[action]),
      });
      expect([permission, action, answer.status]).toEqual([permission, action, 404]);
    }
    const result = await ask(addressOf('/sandbox/[case]/result/[attempt]', ''), 'GET', name);
    expect(result.status).toBe(404);
  });
});

const EMPTY = { diagnoses: [], procedures: [], services: [], highlights: [], note: '' };
const attemptId = PARAMETERS.attempt;
const BODIES: Record<string, object> = {
  'practice.saveDraft': { attemptId, baseRevision: 0, draft: EMPTY },
  'practice.submit': { attemptId, baseRevision: 0 },
  'codeBook.record': { attemptId, entries: [] },
  'exam.save': { sittingId: attemptId, changes: [{ place: 0, at: 1, order: 0, state: UNTOUCHED }] },
  'exam.clock': { sittingId: attemptId },
  'exam.pause': { sittingId: attemptId, isBreak: true },
};

function isAllowed(name: string, permission: Permission, pattern: string, school: string): boolean {
  const actor = actors[name] as Actor;
  const organisationId = actor.memberships.find(({ slug }) => slug === school)?.organisationId;
  return may(actor, permission, { ...(isOfPlace(pattern) && organisationId && { organisationId }) });
}
