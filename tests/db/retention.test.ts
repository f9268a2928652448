import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { recordAudit } from '#db/queries/audit';
import { recordMail } from '#db/queries/mails';
import { getRetention, setOrganisationRetention, setRetention } from '#db/queries/retention-settings';
import { accounts, sessions, users, verifications } from '#db/schema/accounts';
import { attempts } from '#db/schema/attempts';
import { auditEvents } from '#db/schema/audit';
import { limits } from '#db/schema/limits';
import { mails } from '#db/schema/mails';
import { invitations } from '#db/schema/organisations';
import { people } from '#db/schema/people';
import { anonymousGrades } from '#db/schema/statistics';
import { daysBefore, type Instant, monthsBefore } from '#domain/time';
import { applyRetention } from '#operations/retention/apply-retention';
import { at } from './a-case.ts';
import { anAccount, anOrganisation, aTry, everyRow, rowCounts } from './a-person.ts';
import { aSitting } from './a-sitting.ts';
import { freshDatabase } from './fresh-database.ts';

// The trigger of the audit log goes by the database's own clock.
const now = Date.now() as Instant;
const SECOND = 1000;
const ids = async (
  db: Db,
  table:
    | typeof mails
    | typeof invitations
    | typeof sessions
    | typeof verifications
    | typeof people
    | typeof users
    | typeof auditEvents,
) => (await db.select({ id: table.id }).from(table)).map(({ id }) => id).sort();

describe('guests', () => {
  test.each([
    ['long before the limit', monthsBefore(now, 20), false],
    ['a second before it', monthsBefore(now, 12) - SECOND, false],
    ['at it', monthsBefore(now, 12), true],
    ['a second after it', monthsBefore(now, 12) + SECOND, true],
    ['today', now, true],
  ])('last work %s', async (_, last, stays) => {
    const { db } = await freshDatabase();
    await aTry(db, 'guest', { now: last });
    const { guests } = await applyRetention(db, now);
    expect([guests, (await ids(db, people)).length]).toEqual(stays ? [0, 1] : [1, 0]);
    expect(await db.select().from(anonymousGrades)).toHaveLength(stays ? 0 : 1);
  });

  test('one later save or look-up keeps all work of a guest', async () => {
    const { db } = await freshDatabase();
    const [old, recent] = [monthsBefore(now, 30), monthsBefore(now, 2)];
    for (const guest of ['saved', 'looked-up', 'idle']) await aTry(db, guest, { now: old });
    await aTry(db, 'saved', { now: old + 1, isSubmitted: false });
    await db.update(attempts).set({ savedAt: recent }).where(sql`person_id = 'saved' and submitted_at is null`);
    await db.run(sql`insert into look_ups (id, attempt_id, at, kind, what)
      select 'look-up-1', id, ${recent}, 'open', '/codes' from attempts where person_id = 'looked-up'`);
    expect(await applyRetention(db, now)).toMatchObject({ guests: 1 });
    expect(await ids(db, people)).toEqual(['looked-up', 'saved']);
  });

  test('an exam begun, answered or handed in lately keeps a guest', async () => {
    const { db } = await freshDatabase();
    const [old, recent] = [monthsBefore(now, 30), monthsBefore(now, 2)];
    for (const guest of ['began', 'answered', 'handed-in', 'idle'])
      await aSitting(db, guest, { mode: 'practice', now: guest === 'began' ? recent : old });
    await db.update(people).set({ createdAt: old });
    await db.run(sql`insert into sitting_answers (sitting_id, place, is_flagged, struck, note, highlights, spent_ms,
      changed_at, change_order, saved_at) select id, 0, 1, '[]', '', '[]', 0, 1, 1, ${recent} from sittings
      where person_id = 'answered'`);
    await db.run(sql`update sittings set handed_in_at = ${recent} where person_id = 'handed-in'`);
    expect(await applyRetention(db, now)).toMatchObject({ guests: 1 });
    expect(await ids(db, people)).toEqual(['answered', 'began', 'handed-in']);
    expect(await db.all(sql`pragma foreign_key_check`)).toEqual([]);
  });

  test('the work of accounts, members and administrators is nobody’s to delete, however old', async () => {
    const { db } = await freshDatabase();
    const old = monthsBefore(now, 60);
    await anAccount(db, 'ann', { now: old });
    await aTry(db, 'ann', { now: old });
    for (const id of ['member', 'head']) await aTry(db, id, { now: old });
    await anOrganisation(db, 'school', { member: ['owner'] });
    await db.run(sql`insert into administrators (person_id, since) values ('head', 1)`);
    const before = (await everyRow(db)).filter(({ table }) => table !== 'audit_events');
    await applyRetention(db, now);
    expect((await everyRow(db)).filter(({ table }) => table !== 'audit_events')).toEqual(before);
  });

  test('more of them than one transaction takes', async () => {
    const { db } = await freshDatabase();
    const createdAt = monthsBefore(now, 13);
    await db.insert(people).values(Array.from({ length: 65 }, (_, index) => ({ id: `guest-${index}`, createdAt })));
    expect(await applyRetention(db, now)).toMatchObject({ guests: 65 });
  });

  test('as many months as are set', async () => {
    const { db } = await freshDatabase();
    await setRetention(db, { guestMonths: 2, auditMonths: null }, { actorId: 'admin', at: now });
    await aTry(db, 'three', { now: monthsBefore(now, 3) });
    await aTry(db, 'one', { now: monthsBefore(now, 1) });
    await applyRetention(db, now);
    expect(await ids(db, people)).toEqual(['one']);
  });
});

describe('an organisation', () => {
  test('loses submitted attempts beyond its months, into statistics; open ones and those of others stay', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann', { now: monthsBefore(now, 40) });
    await anOrganisation(db, 'strict', { ann: ['owner'] }, 6);
    await anOrganisation(db, 'lax', { ann: ['owner'] });
    const limit = monthsBefore(now, 6);
    const gone = [
      await aTry(db, 'ann', { now: limit - SECOND, organisationId: 'strict' }),
      await aTry(db, 'ann', { now: monthsBefore(now, 30), organisationId: 'strict' }),
    ];
    const kept = [
      await aTry(db, 'ann', { now: limit, organisationId: 'strict' }),
      await aTry(db, 'ann', { now: monthsBefore(now, 31), organisationId: 'lax' }),
      await aTry(db, 'ann', { now: monthsBefore(now, 32) }),
      await aTry(db, 'ann', { now: monthsBefore(now, 33), organisationId: 'strict', isSubmitted: false }),
    ];
    expect(await applyRetention(db, now)).toMatchObject({ attempts: gone.length, guests: 0 });
    expect((await db.select({ id: attempts.id }).from(attempts)).map(({ id }) => id).sort()).toEqual(kept.sort());
    expect(await db.select().from(anonymousGrades)).toHaveLength(gone.length);
    await setOrganisationRetention(db, { organisationId: 'strict', months: null, actorId: 'ann', roles: [], at: now });
    expect(await applyRetention(db, (now + 1e11) as Instant)).toMatchObject({ attempts: 0 });
  });
});

describe('the audit log', () => {
  const rowAt = (db: Db, when: number) => recordAudit(db, { action: 'signed-in', at: when as Instant, actorId: 'ann' });
  const limit = monthsBefore(now, 3);

  test.each([
    "update audit_events set action = 'signed-out'",
    'update audit_events set actor_id = null',
    'delete from audit_events',
  ])('is append-only: %s', async (change) => {
    const { db } = await freshDatabase();
    await rowAt(db, 1);
    const before = await everyRow(db);
    await expect(db.run(sql.raw(change))).rejects.toMatchObject({
      cause: { message: expect.stringContaining('audit_events: rows are') },
    });
    expect(await everyRow(db)).toEqual(before);
  });

  test('rows that the setting keeps cannot be deleted, nor together with older ones', async () => {
    const { db } = await freshDatabase();
    await setRetention(db, { guestMonths: 12, auditMonths: 3 }, { actorId: 'admin', at: now });
    await rowAt(db, monthsBefore(now, 4));
    await rowAt(db, now);
    await expect(db.run(sql`delete from audit_events`)).rejects.toThrow();
    await expect(db.run(sql`update audit_events set at = 1`)).rejects.toThrow();
    expect(await db.select().from(auditEvents)).toHaveLength(3);
  });

  test('is kept for ever unless months are set', async () => {
    const { db } = await freshDatabase();
    await rowAt(db, 1);
    expect(await applyRetention(db, now)).toMatchObject({ auditRows: 0 });
    expect(await getRetention(db)).toEqual({ guestMonths: 12, auditMonths: null });
  });

  test('loses rows beyond the months and no other', async () => {
    const { db } = await freshDatabase();
    await setRetention(db, { guestMonths: 12, auditMonths: 3 }, { actorId: 'admin', at: now });
    for (const when of [1, limit - 2 * SECOND, limit + SECOND, now]) await rowAt(db, when);
    expect(await applyRetention(db, now)).toMatchObject({ auditRows: 2 });
    const left = await db.select({ at: auditEvents.at, action: auditEvents.action }).from(auditEvents);
    expect(
      left
        .filter(({ action }) => action === 'signed-in')
        .map((row) => row.at)
        .sort(),
    ).toEqual([limit + SECOND, now]);
  });

  test('says what retention took, with numbers alone', async () => {
    const { db } = await freshDatabase();
    await aTry(db, 'guest', { now: 5 });
    const counts = await applyRetention(db, now);
    const [row] = await db.select().from(auditEvents).where(sql`action = 'retention-applied'`);
    expect(row).toMatchObject({ actorId: null, at: now, details: counts });
    expect(counts).toEqual({
      guests: 1,
      attempts: 0,
      auditRows: 0,
      accounts: 0,
      sessions: 0,
      tokens: 0,
      invitations: 0,
      mails: 0,
    });
  });
});

describe('accounts never confirmed', () => {
  test('go after thirty days; whoever uses theirs, or came by a provider, stays', async () => {
    const { db } = await freshDatabase();
    const [old, young] = [daysBefore(now, 30) - SECOND, daysBefore(now, 30) + SECOND];
    await anAccount(db, 'forgotten', { now: old, isConfirmed: false });
    await anAccount(db, 'young', { now: young, isConfirmed: false });
    await anAccount(db, 'confirmed', { now: old });
    await anAccount(db, 'by-provider', { now: old, isConfirmed: false });
    await db.update(accounts).set({ providerId: 'oidc' }).where(sql`user_id = 'by-provider'`);
    await anAccount(db, 'working', { now: old, isConfirmed: false });
    await aTry(db, 'working', { now: old });
    expect(await applyRetention(db, now)).toMatchObject({ accounts: 1 });
    expect(await ids(db, users)).toEqual(['by-provider', 'confirmed', 'working', 'young']);
  });
});

describe('what ran out', () => {
  test.each([
    ['a second ago', -SECOND, false],
    ['now', 0, true],
    ['in a second', SECOND, true],
  ])('sessions, tokens and limits that end %s', async (_, offset, stays) => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    const ends = new Date(now + offset);
    const times = { createdAt: new Date(1), updatedAt: new Date(1), expiresAt: ends };
    await db.update(sessions).set({ expiresAt: ends });
    await db.insert(verifications).values({ id: 'v', identifier: 'i', value: 'v', ...times });
    await db.insert(limits).values({ key: 'k', count: 1, endsAt: now + offset });
    await applyRetention(db, now);
    const { sessions: ended, verifications: tokens, limits: counts, users: people } = await rowCounts(db);
    expect([ended, tokens, counts, people]).toEqual(stays ? [1, 1, 1, 1] : [undefined, undefined, undefined, 1]);
  });

  test('invitations ninety days after their end, whether accepted or not', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    await anOrganisation(db, 'school', { ann: ['owner'] });
    const row = { organisationId: 'school', email: 'a@b.org', roles: [], invitedBy: 'ann', createdAt: 1 };
    const limit = daysBefore(now, 90);
    await db.insert(invitations).values([
      { ...row, id: 'old', tokenHash: '1', expiresAt: limit - 1 },
      { ...row, id: 'old-accepted', tokenHash: '2', expiresAt: limit - 1, acceptedAt: 1, acceptedBy: 'ann' },
      { ...row, id: 'at-it', tokenHash: '3', expiresAt: limit },
      { ...row, id: 'open', tokenHash: '4', expiresAt: now + 1 },
    ]);
    expect(await applyRetention(db, now)).toMatchObject({ invitations: 2 });
    expect(await ids(db, invitations)).toEqual(['at-it', 'open']);
  });

  test('messages thirty days after they were sent, ninety when they never were', async () => {
    const { db } = await freshDatabase();
    const write = async (subject: string, written: number, sentAt?: number) => {
      await recordMail(db, { recipient: 'a@b.org', subject, body: '', at: at(written) });
      await db
        .update(mails)
        .set({ id: subject, sentAt: sentAt ?? null })
        .where(sql`subject = ${subject}`);
    };
    await write('sent long ago', 1, daysBefore(now, 30) - 1);
    await write('sent at the limit', 1, daysBefore(now, 30));
    await write('never sent', daysBefore(now, 90) - 1);
    await write('waits', daysBefore(now, 90));
    expect(await applyRetention(db, now)).toMatchObject({ mails: 2 });
    expect(await ids(db, mails)).toEqual(['sent at the limit', 'waits']);
  });
});

test('again changes nothing any more', async () => {
  const { db } = await freshDatabase();
  await aTry(db, 'guest', { now: 5 });
  await applyRetention(db, now);
  const counts = await applyRetention(db, now);
  expect(Object.values(counts).every((number) => number === 0)).toBe(true);
});

test.each([
  ['2026-03-31', 1, '2026-02-28'],
  ['2026-11-26', 12, '2025-11-26'],
  ['2024-02-29', 12, '2023-02-28'],
  ['2026-01-15', 2, '2025-11-15'],
])('%s, %i months before, is %s', (day, months, before) => {
  expect(monthsBefore(Date.parse(day) as Instant, months)).toBe(Date.parse(before));
});
