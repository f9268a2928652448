import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { acceptInvitation, findInvitation } from '#db/queries/accept-invitations';
import { listAudit } from '#db/queries/audit';
import { listCohortsOf } from '#db/queries/cohorts';
import { countInvitations, listInvitations } from '#db/queries/invitations';
import { findMember } from '#db/queries/memberships';
import { listMemberships } from '#db/queries/people';
import { renewInvitation, sendInvitation, withdrawInvitation } from '#db/queries/send-invitations';
import { users } from '#db/schema/accounts';
import { mails } from '#db/schema/mails';
import { invitations } from '#db/schema/organisations';
import { INVITATION_LIFETIME_MS } from '#domain/people/invitations';
import type { Instant } from '#domain/time';
import { anInvitation, deedOf, NOW, twoOrganisations } from './a-school.ts';
import { freshDatabase } from './fresh-database.ts';

const END = (NOW + INVITATION_LIFETIME_MS) as Instant;
const forEve = anInvitation('link', 'eve@example.org', 'learner', 'author');
const accept = (db: Db, more: Partial<Parameters<typeof acceptInvitation>[1]> = {}) =>
  acceptInvitation(db, { tokenHash: forEve.tokenHash, personId: 'eve', at: NOW, requestId: 'request', ...more });

async function invited() {
  const { db, path } = await freshDatabase();
  await twoOrganisations(db);
  await sendInvitation(db, deedOf('ann'), { ...forEve, cohortId: 'spring' });
  return { db, path };
}

describe('an invitation', () => {
  test('goes out with its message and gives roles and cohort when it is accepted', async () => {
    const { db } = await invited();
    expect((await db.select().from(mails)).at(-1)).toMatchObject({
      recipient: 'eve@example.org',
      body: 'link of link',
    });
    expect(await accept(db)).toBe('accepted');
    expect((await findMember(db, 'school', 'eve'))?.roles).toEqual(['author', 'learner']);
    expect(await listCohortsOf(db, 'school', 'eve')).toHaveLength(1);
    expect(await listMemberships(db, 'eve')).toHaveLength(1);
    const log = await listAudit(db, { organisationId: 'school' }, { most: 2 });
    expect(log.map(({ action, actorId, subjectId }) => [action, actorId, subjectId])).toContainEqual([
      'invitation-accepted',
      'eve',
      'link',
    ]);
    expect(JSON.stringify(await listAudit(db, {}, { most: 100 }))).not.toContain('@');
  });

  test('works until the last millisecond and not in the next', async () => {
    const { db } = await invited();
    expect((await findInvitation(db, forEve.tokenHash, (END - 1) as Instant))?.state).toBe('pending');
    expect((await findInvitation(db, forEve.tokenHash, END))?.state).toBe('expired');
    expect(await accept(db, { at: END })).toBe('gone');
    expect(await listMemberships(db, 'eve')).toEqual([]);
    expect(await accept(db, { at: (END - 1) as Instant })).toBe('accepted');
  });

  test('works once', async () => {
    const { db } = await invited();
    expect(await accept(db)).toBe('accepted');
    expect(await accept(db)).toBe('gone');
  });

  test('works not after it was taken back, which can be done once', async () => {
    const { db } = await invited();
    expect(await withdrawInvitation(db, deedOf('ann'), 'link')).toBe(true);
    expect(await withdrawInvitation(db, deedOf('ann'), 'link')).toBe(false);
    expect(await accept(db)).toBe('gone');
    expect(await renewInvitation(db, deedOf('ann'), { id: 'link', tokenHash: 'new', mail: forEve.mail })).toBe(false);
  });

  test('cannot be taken back once it was used', async () => {
    const { db } = await invited();
    await accept(db);
    expect(await withdrawInvitation(db, deedOf('ann'), 'link')).toBe(false);
    expect(await renewInvitation(db, deedOf('ann'), { id: 'link', tokenHash: 'new', mail: forEve.mail })).toBe(false);
  });

  test('sent again has a new link and new time; the old link is dead', async () => {
    const { db } = await invited();
    const mail = { subject: 'Invitation', body: 'second' };
    expect(await renewInvitation(db, deedOf('ann', 'school', END), { id: 'link', tokenHash: 'new', mail })).toBe(true);
    expect(await accept(db)).toBe('gone');
    expect((await findInvitation(db, 'new', END))?.state).toBe('pending');
    expect(await accept(db, { tokenHash: 'new', at: END })).toBe('accepted');
    expect((await db.select().from(mails)).filter(({ recipient }) => recipient === 'eve@example.org')).toHaveLength(2);
  });

  test('is for its address alone, and only when that is confirmed', async () => {
    const { db } = await invited();
    expect(await accept(db, { personId: 'yan' })).toBe('wrong-address');
    await db.update(users).set({ emailVerified: false }).where(eq(users.id, 'eve'));
    expect(await accept(db)).toBe('wrong-address');
    expect((await findInvitation(db, forEve.tokenHash, NOW))?.state).toBe('pending');
    expect(await accept(db, { tokenHash: 'forged' })).toBe('gone');
    expect(await listMemberships(db, 'eve')).toEqual([]);
  });

  test('is not sent twice, nor to who has the roles', async () => {
    const { db } = await invited();
    const send = (...roles: ('learner' | 'author' | 'reviewer')[]) =>
      sendInvitation(db, deedOf('ann'), anInvitation(`more ${roles}`, 'eve@example.org', ...roles));
    expect(await send('learner')).toBe('invited');
    expect(await send('learner', 'reviewer')).toBe('sent');
    await accept(db);
    expect(await send('author')).toBe('member');
    const clinic = anInvitation('other', 'eve@example.org', 'learner');
    expect(await sendInvitation(db, deedOf('zoe', 'clinic'), clinic)).toBe('sent');
  });

  test('is listed and counted in the state it is in', async () => {
    const { db } = await invited();
    await sendInvitation(db, deedOf('ann'), anInvitation('two', 'two@example.org', 'learner'));
    await withdrawInvitation(db, deedOf('ann'), 'two');
    expect(await countInvitations(db, 'school', NOW)).toEqual({ pending: 1, expired: 0, accepted: 1, withdrawn: 1 });
    expect(await countInvitations(db, 'school', END)).toEqual({ pending: 0, expired: 1, accepted: 1, withdrawn: 1 });
    const page = { most: 10, skip: 0, now: NOW };
    const [pending] = await listInvitations(db, 'school', { ...page, state: 'pending' });
    expect(pending).toMatchObject({ email: 'eve@example.org', cohort: 'Spring', expiresAt: END });
    expect(await listInvitations(db, 'school', { ...page, state: 'pending', skip: 1 })).toEqual([]);
  });
});

describe('accepted many times at once', () => {
  test('in one process exactly one succeeds', async () => {
    const { db } = await invited();
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => accept(db)));
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
    expect(await listAudit(db, { action: 'invitation-accepted', personId: 'eve' }, { most: 10 })).toHaveLength(1);
  });

  test('in four processes exactly one succeeds', async () => {
    const { db, path } = await invited();
    const script = resolve('tests/db/accept-invitation.ts');
    const racers = Array.from({ length: 4 }, () => {
      const child = spawn(process.execPath, [script, path, forEve.tokenHash, 'eve'], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
    });
    for (const { lines } of racers) expect((await lines.next()).value).toBe('ready');
    const exits = racers.map(({ child }) => once(child, 'exit'));
    for (const { child } of racers) child.stdin.write('go\n');
    const outcomes = await Promise.all(racers.map(async ({ lines }) => (await lines.next()).value));
    await Promise.all(exits);
    expect(outcomes.sort()).toEqual(['accepted', 'gone', 'gone', 'gone']);
    expect(await listAudit(db, { action: 'invitation-accepted', personId: 'eve' }, { most: 10 })).toHaveLength(1);
    const [row] = await db.select().from(invitations).where(eq(invitations.id, 'link'));
    expect(row?.acceptedBy).toBe('eve');
  });

  test('and taken back meanwhile it is one or the other', async () => {
    const { db } = await invited();
    const [accepted, withdrawn] = await Promise.all([accept(db), withdrawInvitation(db, deedOf('ann'), 'link')]);
    expect(accepted === 'accepted').toBe(!withdrawn);
  });
});
