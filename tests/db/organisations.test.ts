import { expect, test } from 'vitest';
import type { Db } from '#db/client';
import { findInvitation } from '#db/queries/accept-invitations';
import { listAudit } from '#db/queries/audit';
import {
  addToCohort,
  changeCohort,
  createCohort,
  deleteCohort,
  findCohort,
  listCohortPeople,
  listCohorts,
  listCohortsOf,
  removeFromCohort,
} from '#db/queries/cohorts';
import { RightLostError } from '#db/queries/deed';
import { deleteOrganisation } from '#db/queries/delete-organisation';
import { deleteAccount } from '#db/queries/delete-person';
import { listInvitations } from '#db/queries/invitations';
import { changeRoles, countMembers, findMember, listMembers, removeMember } from '#db/queries/memberships';
import { foundOrganisation, renameOrganisation, setWorkplace } from '#db/queries/organisations';
import { listMemberships } from '#db/queries/people';
import { setOrganisationRetention } from '#db/queries/retention-settings';
import { renewInvitation, sendInvitation, withdrawInvitation } from '#db/queries/send-invitations';
import { sessions } from '#db/schema/accounts';
import { cohortMembers, cohorts, invitations, memberships, organisations } from '#db/schema/organisations';
import { anInvitation, deedOf, emailOf, join, NOW, somePeople, twoOrganisations } from './a-school.ts';
import { freshDatabase } from './fresh-database.ts';

const everybody = { most: 100, skip: 0 };
const actionsOf = async (db: Db, organisationId: string) =>
  (await listAudit(db, { organisationId }, { most: 100 })).map(({ action }) => action).reverse();
const rolesIn = async (db: Db, personId: string) => (await findMember(db, 'school', personId))?.roles;

/** Everything an organisation has, to compare before and after. */
const stateOf = async (db: Db) => ({
  organisations: await db.select().from(organisations),
  memberships: await db.select().from(memberships),
  cohorts: await db.select().from(cohorts),
  places: await db.select().from(cohortMembers),
  invitations: await db.select().from(invitations),
  audit: await listAudit(db, {}, { most: 1000 }),
});

test('who founds an organisation owns it; of two with one name each has its own address', async () => {
  const { db } = await freshDatabase();
  await somePeople(db, 'ann');
  const slugs = [];
  for (const id of ['one', 'two', 'three']) slugs.push(await foundOrganisation(db, deedOf('ann', id), 'St. Mary’s'));
  expect(slugs).toEqual(['st-mary-s', 'st-mary-s-2', 'st-mary-s-3']);
  expect(await listMemberships(db, 'ann')).toHaveLength(3);
  expect((await listMemberships(db, 'ann'))[0]?.roles).toEqual(['owner']);
  expect(await actionsOf(db, 'one')).toEqual(['organisation-founded']);
});

test('many founded at once all get an address', async () => {
  const { db } = await freshDatabase();
  await somePeople(db, 'ann');
  const slugs = await Promise.all(
    Array.from({ length: 8 }, (_, number) => foundOrganisation(db, deedOf('ann', `id ${number}`), 'School')),
  );
  expect(new Set(slugs).size).toBe(8);
});

test('a new name is audited without telling it, the same name is no change, the address stays', async () => {
  const { db } = await freshDatabase();
  await twoOrganisations(db);
  await renameOrganisation(db, deedOf('ann'), 'Academy');
  await renameOrganisation(db, deedOf('ann'), 'Academy');
  expect((await listMemberships(db, 'ann'))[0]).toMatchObject({ name: 'Academy', slug: 'school' });
  const changes = await listAudit(db, { action: 'organisation-changed' }, { most: 10 });
  expect(changes.map(({ details, organisationId }) => [details, organisationId])).toEqual([
    [{ changed: 'name' }, 'school'],
  ]);
  expect((await listMemberships(db, 'zoe'))[0]?.name).toBe('Clinic');
});

test('a browser works only where its person is a member, and only its own session changes', async () => {
  const { db } = await freshDatabase();
  await twoOrganisations(db);
  const workplaces = async () =>
    Object.fromEntries((await db.select().from(sessions)).map(({ id, organisationId }) => [id, organisationId]));
  const bob = { sessionId: 'bob-browser', personId: 'bob' };
  expect(await setWorkplace(db, { ...bob, organisationId: 'school' })).toBe(true);
  expect(await setWorkplace(db, { ...bob, organisationId: 'clinic' })).toBe(false);
  expect(await setWorkplace(db, { sessionId: 'ann-browser', personId: 'bob', organisationId: 'school' })).toBe(false);
  expect(await workplaces()).toMatchObject({ 'bob-browser': 'school', 'ann-browser': null, 'zoe-browser': null });
  expect(await setWorkplace(db, { ...bob, organisationId: null })).toBe(true);
  expect((await workplaces())['bob-browser']).toBeNull();
});

test('members are listed by name with roles and cohorts, found by a part of name or address', async () => {
  const { db } = await freshDatabase();
  await twoOrganisations(db);
  await join(db, { personId: 'bob', by: 'ann', roles: ['author'] });
  await addToCohort(db, deedOf('ann'), { cohortId: 'spring', personId: 'bob' });
  expect(await listMembers(db, 'school', everybody)).toEqual([
    { personId: 'ann', name: 'ann', email: 'ann@example.org', roles: ['owner'], since: NOW, cohorts: [] },
    {
      personId: 'bob',
      name: 'bob',
      email: 'bob@example.org',
      roles: ['author', 'learner'],
      since: NOW,
      cohorts: [{ id: 'spring', name: 'Spring' }],
    },
  ]);
  const found = async (find: string) =>
    (await listMembers(db, 'school', { ...everybody, find })).map((one) => one.personId);
  expect(await found('BO')).toEqual(['bob']);
  expect(await found('ann@')).toEqual(['ann']);
  expect(await found('%')).toEqual([]);
  expect(await found('_')).toEqual([]);
  expect(await found('zoe')).toEqual([]);
  expect(await countMembers(db, 'school', { role: 'author' })).toBe(1);
  const authors = await listMembers(db, 'school', { ...everybody, role: 'author' });
  expect(authors.map(({ roles }) => roles)).toEqual([['author', 'learner']]);
});

test('roles are given and taken, and the log says from what to what', async () => {
  const { db } = await freshDatabase();
  await twoOrganisations(db);
  const change = (roles: ('reviewer' | 'author')[]) => changeRoles(db, deedOf('ann'), { personId: 'bob', roles });
  expect(await change(['author', 'reviewer'])).toBe('done');
  expect(await change(['reviewer', 'author'])).toBe('done');
  expect(await rolesIn(db, 'bob')).toEqual(['author', 'reviewer']);
  const changes = await listAudit(db, { action: 'roles-changed' }, { most: 10 });
  expect(changes.map(({ details, subjectId }) => [subjectId, details])).toEqual([
    ['bob', { before: ['learner'], after: ['author', 'reviewer'] }],
  ]);
  expect(await changeRoles(db, deedOf('ann'), { personId: 'bob', roles: [] })).toBe('absent');
  expect(await changeRoles(db, deedOf('ann'), { personId: 'nobody', roles: ['learner'] })).toBe('absent');
});

test('the last owner can neither leave, nor be removed, nor give the role away', async () => {
  const { db } = await freshDatabase();
  await twoOrganisations(db);
  const before = await stateOf(db);
  expect(await removeMember(db, deedOf('ann'), 'ann')).toBe('last-owner');
  expect(await changeRoles(db, deedOf('ann'), { personId: 'ann', roles: ['instructor'] })).toBe('last-owner');
  expect(await stateOf(db)).toEqual(before);
  await changeRoles(db, deedOf('ann'), { personId: 'bob', roles: ['owner'] });
  expect(await changeRoles(db, deedOf('ann'), { personId: 'ann', roles: ['instructor'] })).toBe('done');
  expect(await removeMember(db, deedOf('bob'), 'bob')).toBe('last-owner');
});

test('of two owners who leave at the same moment one stays', async () => {
  const { db } = await freshDatabase();
  await twoOrganisations(db);
  await changeRoles(db, deedOf('ann'), { personId: 'bob', roles: ['owner'] });
  const outcomes = await Promise.all([
    removeMember(db, deedOf('ann'), 'ann'),
    removeMember(db, deedOf('bob'), 'bob'),
    changeRoles(db, deedOf('ann'), { personId: 'bob', roles: ['learner'] }),
  ]);
  expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
  expect(await countMembers(db, 'school', { role: 'owner' })).toBe(1);
});

test('who is removed loses roles, cohorts, workplace and links on their way; other organisations keep theirs', async () => {
  const { db } = await freshDatabase();
  await twoOrganisations(db);
  await join(db, { personId: 'bob', by: 'zoe', organisationId: 'clinic', roles: ['learner'] });
  await addToCohort(db, deedOf('ann'), { cohortId: 'spring', personId: 'bob' });
  await addToCohort(db, deedOf('zoe', 'clinic'), { cohortId: 'winter', personId: 'bob' });
  await setWorkplace(db, { sessionId: 'bob-browser', personId: 'bob', organisationId: 'school' });
  await sendInvitation(db, deedOf('ann'), anInvitation('again', emailOf('bob'), 'author'));
  await sendInvitation(db, deedOf('zoe', 'clinic'), anInvitation('elsewhere', emailOf('bob'), 'author'));
  expect(await removeMember(db, deedOf('ann'), 'bob')).toBe('done');
  expect((await listMemberships(db, 'bob')).map(({ slug }) => slug)).toEqual(['clinic']);
  expect(await listCohortsOf(db, 'school', 'bob')).toEqual([]);
  expect(await listCohortsOf(db, 'clinic', 'bob')).toHaveLength(1);
  expect((await db.select().from(sessions)).find(({ id }) => id === 'bob-browser')?.organisationId).toBeNull();
  expect((await findInvitation(db, 'hash of again', NOW))?.state).toBe('withdrawn');
  expect((await findInvitation(db, 'hash of elsewhere', NOW))?.state).toBe('pending');
  expect((await actionsOf(db, 'school')).slice(-2)).toEqual(['invitation-withdrawn', 'member-removed']);
});

test('links to staff that somebody sent end when they may no longer give such roles; those to learners stay', async () => {
  const { db } = await freshDatabase();
  await twoOrganisations(db);
  await changeRoles(db, deedOf('ann'), { personId: 'bob', roles: ['owner'] });
  await sendInvitation(db, deedOf('bob'), anInvitation('friend', 'friend@example.org', 'owner'));
  await sendInvitation(db, deedOf('bob'), anInvitation('pupil', 'pupil@example.org', 'learner'));
  await sendInvitation(db, deedOf('ann'), anInvitation('other', 'other@example.org', 'owner'));
  await changeRoles(db, deedOf('ann'), { personId: 'bob', roles: ['instructor'] });
  const states = await Promise.all(
    ['friend', 'pupil', 'other'].map(async (id) => (await findInvitation(db, `hash of ${id}`, NOW))?.state),
  );
  expect(states).toEqual(['withdrawn', 'pending', 'pending']);
});

test('links to staff end with the account of who sent them; those to learners stay', async () => {
  const { db } = await freshDatabase();
  await twoOrganisations(db);
  await changeRoles(db, deedOf('ann'), { personId: 'bob', roles: ['owner'] });
  await sendInvitation(db, deedOf('bob'), anInvitation('friend', 'friend@example.org', 'owner'));
  await sendInvitation(db, deedOf('bob'), anInvitation('pupil', 'pupil@example.org', 'learner'));
  expect((await deleteAccount(db, { personId: 'bob', at: NOW })).kind).toBe('deleted');
  expect((await findInvitation(db, 'hash of friend', NOW))?.state).toBe('withdrawn');
  expect((await findInvitation(db, 'hash of pupil', NOW))?.state).toBe('pending');
});

test('a cohort is made, renamed, filled, emptied and deleted; its people and invitations stay', async () => {
  const { db } = await freshDatabase();
  await twoOrganisations(db);
  const days = { startsOn: '2027-01-01', endsOn: '2027-05-30' };
  expect(await createCohort(db, deedOf('ann'), { id: 'next', name: 'SPRING', ...days })).toBe('name-taken');
  expect(await createCohort(db, deedOf('ann'), { id: 'next', name: 'Winter', ...days })).toBe('done');
  expect(await changeCohort(db, deedOf('ann'), { id: 'next', name: 'spring', ...days })).toBe('name-taken');
  expect(await changeCohort(db, deedOf('ann'), { id: 'spring', name: 'Fall', ...days })).toBe('done');
  expect(await addToCohort(db, deedOf('ann'), { cohortId: 'spring', personId: 'bob' })).toBe('done');
  expect((await listCohorts(db, 'school')).map(({ name, members }) => [name, members])).toEqual([
    ['Fall', 1],
    ['Winter', 0],
  ]);
  const of = { organisationId: 'school', cohortId: 'spring' };
  expect((await listCohortPeople(db, { ...of, isIn: true })).map(({ personId }) => personId)).toEqual(['bob']);
  expect((await listCohortPeople(db, { ...of, isIn: false })).map(({ personId }) => personId)).toEqual(['ann']);
  await sendInvitation(db, deedOf('ann'), { ...anInvitation('in', 'new@example.org', 'learner'), cohortId: 'spring' });
  expect(await removeFromCohort(db, deedOf('ann'), { cohortId: 'spring', personId: 'bob' })).toBe('done');
  expect(await addToCohort(db, deedOf('ann'), { cohortId: 'spring', personId: 'bob' })).toBe('done');
  expect(await deleteCohort(db, deedOf('ann'), 'spring')).toBe('done');
  expect(await rolesIn(db, 'bob')).toEqual(['learner']);
  expect(await findInvitation(db, 'hash of in', NOW)).toMatchObject({ state: 'pending', cohort: null });
});

test('ids of another organisation change nothing and tell nothing', async () => {
  const { db } = await freshDatabase();
  await twoOrganisations(db);
  await sendInvitation(db, deedOf('zoe', 'clinic'), anInvitation('theirs', 'new@example.org', 'learner'));
  await addToCohort(db, deedOf('zoe', 'clinic'), { cohortId: 'winter', personId: 'yan' });
  const before = await stateOf(db);
  const ann = deedOf('ann');
  const days = { startsOn: '2026-09-01', endsOn: '2026-09-02' };
  const mail = { subject: 'x', body: 'x' };
  expect(await findMember(db, 'school', 'yan')).toBeUndefined();
  expect(await findCohort(db, 'school', 'winter')).toBeUndefined();
  expect(await changeRoles(db, ann, { personId: 'yan', roles: ['owner'] })).toBe('absent');
  expect(await removeMember(db, ann, 'yan')).toBe('absent');
  expect(await changeCohort(db, ann, { id: 'winter', name: 'Mine', ...days })).toBe('absent');
  expect(await deleteCohort(db, ann, 'winter')).toBe('absent');
  expect(await addToCohort(db, ann, { cohortId: 'winter', personId: 'bob' })).toBe('absent');
  expect(await addToCohort(db, ann, { cohortId: 'spring', personId: 'yan' })).toBe('absent');
  expect(await removeFromCohort(db, ann, { cohortId: 'winter', personId: 'yan' })).toBe('absent');
  expect(await withdrawInvitation(db, ann, 'theirs')).toBe(false);
  expect(await renewInvitation(db, ann, { id: 'theirs', tokenHash: 'x', mail })).toBe(false);
  const into = { ...anInvitation('into', 'new@example.org', 'learner'), cohortId: 'winter' };
  expect(await sendInvitation(db, ann, into)).toBe('no-cohort');
  expect(await listCohortPeople(db, { organisationId: 'school', cohortId: 'spring', isIn: false })).toHaveLength(2);
  const page = { state: 'pending' as const, now: NOW, most: 10, skip: 0 };
  expect(await listInvitations(db, 'school', page)).toEqual([]);
  expect(await stateOf(db)).toEqual(before);
});

test('who lost a role since they were asked for it does nothing with it, not even to themselves', async () => {
  const { db } = await freshDatabase();
  await twoOrganisations(db);
  await changeRoles(db, deedOf('ann'), { personId: 'bob', roles: ['owner', 'instructor'] });
  const late = { ...deedOf('bob'), roles: ['owner', 'instructor'] } as const;
  await changeRoles(db, late, { personId: 'bob', roles: ['owner', 'instructor'] });
  await changeRoles(db, deedOf('ann'), { personId: 'bob', roles: ['instructor'] });
  const before = await listAudit(db, {}, { most: 1000 });
  const day = { startsOn: '2026-09-01', endsOn: '2026-12-18' };
  for (const tried of [
    () => changeRoles(db, late, { personId: 'bob', roles: ['owner'] }),
    () => removeMember(db, late, 'ann'),
    () => sendInvitation(db, late, anInvitation('friend', 'friend@example.org', 'owner')),
    () => renameOrganisation(db, late, 'Mine'),
    () => createCohort(db, late, { id: 'late', name: 'Late', ...day }),
    () => setOrganisationRetention(db, { ...late, months: 1 }),
    () => deleteOrganisation(db, late),
  ])
    await expect(tried()).rejects.toBeInstanceOf(RightLostError);
  expect(await rolesIn(db, 'bob')).toEqual(['instructor']);
  expect(await listAudit(db, {}, { most: 1000 })).toEqual(before);
});
