import { describe, expect, test } from 'vitest';
import { countInvitations, listInvitations } from '#db/queries/invitations';
import { changeRoles } from '#db/queries/memberships';
import { sendInvitation } from '#db/queries/send-invitations';
import { mails } from '#db/schema/mails';
import type { OrganisationRole } from '#domain/people/roles';
import type { Instant } from '#domain/time';
import { found } from '#operations/organisations/found';
import { hashOf, makeToken } from '#operations/organisations/invitation-link';
import { invite, sendAgain, withdraw } from '#operations/organisations/invite';
import { anInvitation, deedOf, NOW, twoOrganisations } from '../../db/a-school.ts';
import { freshDatabase } from '../../db/fresh-database.ts';
import { localsOf } from './an-owner.ts';

async function school() {
  const { db } = await freshDatabase();
  await twoOrganisations(db);
  return db;
}
const ask = (...roles: OrganisationRole[]) => ({ email: 'new@example.org', roles, cohort: '' });
const refusal = (status: number, field: string) => ({
  kind: 'refused',
  status,
  errors: { [field]: expect.stringMatching(/\.$/) },
});

describe('to invite', () => {
  test('everybody gives what they may, and the message holds the link', async () => {
    const db = await school();
    expect(await invite(localsOf(db, 'ann', ['owner']), { ...ask('owner', 'author'), cohort: 'spring' })).toEqual({
      kind: 'done',
    });
    const mail = (await db.select().from(mails)).at(-1);
    expect(mail).toMatchObject({ recipient: 'new@example.org', subject: 'Invitation to School' });
    expect(mail?.body).toMatch(/join School .* as owner, author, in Spring\./);
    expect(mail?.body).toMatch(/^https:\/\/coding\.example\.org\/invitation\/[\w-]{32}$/m);
  });
  test.each<[OrganisationRole[], OrganisationRole[]]>([
    [['instructor'], ['candidate']],
    [['instructor'], ['learner', 'author']],
    [['assessor'], ['learner']],
    [['assessor', 'instructor'], ['owner']],
    [['learner'], ['learner']],
  ])('%j may not give %j', async (roles, given) => {
    const db = await school();
    expect(await invite(localsOf(db, 'bob', roles), ask(...given))).toEqual(refusal(403, 'roles'));
    expect(await countInvitations(db, 'school', NOW)).toMatchObject({ pending: 0 });
  });
  test('into a cohort takes the right to it, and a cohort of one’s own organisation', async () => {
    const db = await school();
    const assessor = localsOf(db, 'bob', ['assessor']);
    expect(await invite(assessor, { ...ask('candidate'), cohort: 'spring' })).toEqual(refusal(403, 'cohort'));
    const owner = localsOf(db, 'ann', ['owner']);
    expect(await invite(owner, { ...ask('learner'), cohort: 'winter' })).toEqual(refusal(400, 'cohort'));
  });
  test('sixty times an hour and not once more', async () => {
    const db = await school();
    const owner = localsOf(db, 'ann', ['owner']);
    const outcomes = [];
    for (let number = 0; number < 61; number++)
      outcomes.push(await invite(owner, { ...ask('learner'), email: `p${number}@example.org` }));
    expect(outcomes.findIndex(({ kind }) => kind === 'refused')).toBe(60);
    expect(outcomes.at(-1)).toEqual(refusal(429, ''));
    const later = localsOf(db, 'ann', ['owner'], (NOW + 60 * 60 * 1000) as Instant);
    expect(await invite(later, ask('learner'))).toEqual({ kind: 'done' });
  });
  test('one address, or sending to it again, ten times an hour, whoever does', async () => {
    const db = await school();
    await sendInvitation(db, deedOf('ann'), anInvitation('first', 'new@example.org', 'learner'));
    await changeRoles(db, deedOf('ann'), { personId: 'bob', roles: ['instructor'] });
    const [ann, bob] = [localsOf(db, 'ann', ['owner']), localsOf(db, 'bob', ['instructor'])];
    const outcomes = [];
    for (let number = 0; number < 11; number++) outcomes.push(await sendAgain(number % 2 ? ann : bob, 'first'));
    expect(outcomes.findIndex(({ kind }) => kind === 'refused')).toBe(10);
    expect(await invite(ann, { email: 'new@example.org', roles: ['author'], cohort: '' })).toEqual(refusal(429, ''));
    expect(await invite(ann, { email: 'other@example.org', roles: ['author'], cohort: '' })).toEqual({ kind: 'done' });
  });
});

describe('an invitation sent', () => {
  test('is taken back or sent again by who may give all of its roles', async () => {
    const db = await school();
    await sendInvitation(db, deedOf('ann'), anInvitation('staff', 'new@example.org', 'learner', 'author'));
    const instructor = localsOf(db, 'bob', ['instructor']);
    expect(await withdraw(instructor, 'staff')).toEqual(refusal(403, ''));
    expect(await sendAgain(instructor, 'staff')).toEqual(refusal(403, ''));
    const owner = localsOf(db, 'ann', ['owner']);
    expect(await sendAgain(owner, 'staff')).toEqual({ kind: 'done' });
    expect(await withdraw(owner, 'staff')).toEqual({ kind: 'done' });
    expect(await withdraw(owner, 'staff')).toEqual(refusal(409, ''));
    expect(await sendAgain(owner, 'staff')).toEqual(refusal(409, ''));
  });
  test('by another organisation is not there', async () => {
    const db = await school();
    await sendInvitation(db, deedOf('zoe', 'clinic'), anInvitation('theirs', 'new@example.org', 'learner'));
    const owner = localsOf(db, 'ann', ['owner']);
    expect(await withdraw(owner, 'theirs')).toEqual(refusal(404, ''));
    expect(await sendAgain(owner, 'theirs')).toEqual(refusal(404, ''));
    const page = { state: 'pending' as const, now: NOW, most: 10, skip: 0 };
    expect(await listInvitations(db, 'clinic', page)).toHaveLength(1);
  });
});

test('tokens have 192 bits, no two are the same, and what cannot be one is none', () => {
  const tokens = Array.from({ length: 100 }, () => makeToken());
  expect(new Set(tokens.map(({ token }) => token)).size).toBe(100);
  for (const { token, tokenHash } of tokens) {
    expect(Buffer.from(token, 'base64url')).toHaveLength(24);
    expect(hashOf(token)).toBe(tokenHash);
  }
  for (const text of [undefined, '', 'x'.repeat(31), 'x'.repeat(33), `${'x'.repeat(31)}/`])
    expect(hashOf(text)).toBeUndefined();
});

test('five organisations an hour are enough', async () => {
  const db = await school();
  const kinds = [];
  for (let number = 0; number < 6; number++) kinds.push((await found(localsOf(db, 'ann', []), 'More')).kind);
  expect(kinds).toEqual(['founded', 'founded', 'founded', 'founded', 'founded', 'refused']);
});
