import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Db } from '#db/client';
import { AccountGoneError } from '#db/queries/accounts';
import { findAttempt, openAttempt, saveDraft } from '#db/queries/attempts';
import { deleteLicensedReleases, deleteOrganisation } from '#db/queries/delete-organisation';
import { deleteAccount, deleteGuest } from '#db/queries/delete-person';
import { recordSubmission } from '#db/queries/grades';
import { takeOverGuestWork } from '#db/queries/guest-work';
import { recordLookUps } from '#db/queries/look-ups';
import { recordMail } from '#db/queries/mails';
import { passkeys, sessions, twoFactors, verifications } from '#db/schema/accounts';
import { attempts } from '#db/schema/attempts';
import { auditEvents } from '#db/schema/audit';
import { cases } from '#db/schema/cases';
import { releases } from '#db/schema/codes';
import { limits } from '#db/schema/limits';
import { cohortMembers, cohorts, invitations } from '#db/schema/organisations';
import { administrators } from '#db/schema/people';
import { licences } from '#db/schema/references';
import { anonymousGrades } from '#db/schema/statistics';
import { emptyDraft } from '#domain/chart/draft-sheet';
import { openEmptyCatalog } from '../releases/open-catalog.ts';
import { aPublishedCase, at } from './a-case.ts';
import { anAccount, anOrganisation, aTry, aVerdict, everyRow, rowCounts, submit } from './a-person.ts';
import { freshDatabase } from './fresh-database.ts';

const NOVEMBER = Date.UTC(2026, 10, 26);
const violations = (db: Db) => db.all(sql`pragma foreign_key_check`);

/** Ann with something in every table there is, and Joann whose address holds Ann's. */
async function annWithEverything(db: Db) {
  await anAccount(db, 'ann', { email: 'ann@example.org' });
  await anAccount(db, 'joann', { email: 'joann@example.org' });
  await anOrganisation(db, 'school', { joann: ['owner'], ann: ['owner', 'learner'] });
  await db.insert(administrators).values({ personId: 'ann', since: 1 });
  await db.insert(cohorts).values({
    id: 'spring',
    organisationId: 'school',
    name: 'Spring',
    startsOn: '2026-01-01',
    endsOn: '2026-06-30',
    createdAt: 1,
  });
  await db.insert(cohortMembers).values({ cohortId: 'spring', personId: 'ann', createdAt: 1 });
  const invitation = {
    organisationId: 'school',
    roles: ['learner' as const],
    createdAt: 1,
    expiresAt: 2,
    invitedBy: 'joann',
  };
  await db.insert(invitations).values([
    { ...invitation, id: 'to-ann', email: 'ann@example.org', tokenHash: 'h1' },
    {
      ...invitation,
      id: 'taken-by-ann',
      email: 'old-ann@example.org',
      tokenHash: 'h2',
      acceptedBy: 'ann',
      acceptedAt: 2,
    },
    { ...invitation, id: 'to-tom', email: 'tom@example.org', tokenHash: 'h3', invitedBy: 'ann' },
  ]);
  const first = await aTry(db, 'ann', { now: NOVEMBER, organisationId: 'school' });
  await aTry(db, 'ann', { now: NOVEMBER + 1 });
  await aTry(db, 'ann', { now: NOVEMBER + 2, isSubmitted: false });
  await recordLookUps(db, first, [{ id: 'look-up-1', kind: 'search', what: 'chf', at: at(1) }]);
  await aTry(db, 'joann', { now: NOVEMBER });
  const times = { createdAt: new Date(1), updatedAt: new Date(1), expiresAt: new Date(2) };
  await db.insert(verifications).values([
    { id: 'v1', identifier: 'hashed', value: 'ann', ...times },
    { id: 'v2', identifier: 'hashed', value: '{"email":"ann@example.org"}', ...times },
    { id: 'v3', identifier: 'hashed', value: '{"email":"joann@example.org"}', ...times },
  ]);
  await db.insert(twoFactors).values({ id: 't', secret: 's', backupCodes: 'b', userId: 'ann' });
  await db.insert(passkeys).values({
    id: 'p',
    publicKey: 'k',
    userId: 'ann',
    credentialID: 'c',
    counter: 0,
    deviceType: 'd',
    backedUp: false,
  });
  await db.insert(limits).values([
    { key: 'change:ann', count: 1, endsAt: 9 },
    { key: 'sign-in:mark-of-it:1.2.3.4', count: 1, endsAt: 9 },
    { key: 'sign-in:another:1.2.3.4', count: 1, endsAt: 9 },
  ]);
  for (const [recipient, body] of [
    ['ann@example.org', 'a link'],
    ['tom@example.org', 'Ann <ann@example.org> asks you'],
    ['joann@example.org', 'to joann@example.org'],
  ] as const)
    await recordMail(db, { recipient, subject: 'Something', body, at: at(1) });
}

describe('an account that is deleted', () => {
  test('leaves nothing of its person in any table, and everything of others', async () => {
    const { db } = await freshDatabase();
    await annWithEverything(db);
    const before = await rowCounts(db);
    expect(await deleteAccount(db, { personId: 'ann', at: at(NOVEMBER), limitMarks: ['mark-of-it'] })).toEqual({
      kind: 'deleted',
      attempts: 3,
    });
    const rows = await everyRow(db);
    // Ids of attempts in this test hold the person's name, too.
    const left = rows.filter(({ table, text }) => table !== 'audit_events' && /(?<!jo)ann\b/.test(text));
    expect(left).toEqual([]);
    expect(rows.filter(({ text }) => /(?<![\w-])ann@example/.test(text))).toEqual([]);
    const gone = {
      users: 1,
      people: 1,
      attempts: 3,
      grades: 2,
      sessions: 1,
      mails: 2,
      verifications: 2,
      invitations: 2,
    };
    const after = await rowCounts(db);
    for (const [table, number] of Object.entries(gone))
      expect([table, after[table]]).toEqual([table, (before[table] ?? 0) - number || undefined]);
    expect(after).toMatchObject({
      users: 1,
      attempts: 1,
      grades: 1,
      mails: 1,
      verifications: 1,
      limits: 1,
      anonymous_grades: 2,
    });
    expect(await violations(db)).toEqual([]);
  });

  test('leaves its results as statistics: key, tally, kinds, month, whether it was the first try', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    await aTry(db, 'ann', { now: NOVEMBER });
    await aTry(db, 'ann', { now: NOVEMBER + 1 });
    const stored = await db.get<{ grade: string }>(sql`select grade from grades limit 1`);
    await deleteAccount(db, { personId: 'ann', at: at(NOVEMBER) });
    const kept = await db.select().from(anonymousGrades);
    const { tally, variances } = JSON.parse(stored.grade);
    expect(variances.length).toBeGreaterThan(0);
    expect(kept.map(({ isFirstTry }) => isFirstTry).sort()).toEqual([false, true]);
    for (const row of kept) {
      expect(row).toMatchObject({ tally, month: '2026-11', engine: 1 });
      expect(row.varianceKinds).toEqual(variances.map(({ kind }: { kind: string }) => kind));
      expect(row.id).toMatch(/^[0-9a-f]{32}$/);
    }
  });

  test('is overwritten in the file, not only let go of', async () => {
    const { db, path } = await freshDatabase();
    await anAccount(db, 'ann', { email: 'a-rare-address@example.org' });
    const inFile = async () => {
      await db.run('pragma wal_checkpoint(truncate)');
      return readFileSync(path).includes('a-rare-address');
    };
    expect(await inFile()).toBe(true);
    await deleteAccount(db, { personId: 'ann', at: at(5) });
    expect(await inFile()).toBe(false);
  });

  test('says so in the audit log with ids and numbers alone', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    await deleteAccount(db, { personId: 'ann', at: at(5), requestId: 'r' });
    expect(await db.select().from(auditEvents)).toEqual([
      expect.objectContaining({
        action: 'account-deleted',
        actorId: 'ann',
        subjectId: 'ann',
        at: 5,
        requestId: 'r',
        details: { attempts: 0 },
      }),
    ]);
  });

  test('stays as long as it is the only owner of an organisation, and nothing is half done', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    await anAccount(db, 'tom');
    await anOrganisation(db, 'school', { ann: ['owner'], tom: ['learner'] });
    await aTry(db, 'ann', { now: 5 });
    const before = await everyRow(db);
    expect(await deleteAccount(db, { personId: 'ann', at: at(9) })).toEqual({
      kind: 'last-owner',
      organisations: [{ slug: 'school', name: 'Name of school' }],
    });
    expect(await everyRow(db)).toEqual(before);
  });

  test('of two owners who leave at once, one stays', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    await anAccount(db, 'tom');
    await anOrganisation(db, 'school', { ann: ['owner'], tom: ['owner'] });
    const outcomes = await Promise.all(['ann', 'tom'].map((personId) => deleteAccount(db, { personId, at: at(9) })));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['deleted', 'last-owner']);
  });

  test('is deleted once, however many ask at once', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    await aTry(db, 'ann');
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => deleteAccount(db, { personId: 'ann', at: at(9) })),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual([...Array(7).fill('absent'), 'deleted']);
    expect(await db.select().from(anonymousGrades)).toHaveLength(1);
  });
});

describe('deletion during work', () => {
  test('a save, a look-up, a submission and a further try that come after it create nothing', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    const attemptId = await aTry(db, 'ann', { isSubmitted: false });
    const wanted = await aPublishedCase(db);
    await deleteAccount(db, { personId: 'ann', at: at(9) });
    const before = await everyRow(db);
    const owner = { attemptId, personId: 'ann' };
    expect(await saveDraft(db, { ...owner, baseRevision: 0, draft: emptyDraft(), now: at(10) })).toEqual({
      kind: 'not-found',
    });
    expect(await submit(db, { ...owner, caseVersionId: wanted.caseVersionId, now: 10 })).toBe(false);
    expect(await recordLookUps(db, attemptId, [{ id: 'late-look-up', kind: 'search', what: 'x', at: at(10) }])).toBe(
      false,
    );
    const begin = openAttempt(db, { ...wanted, attemptId: 'new', personId: 'ann', isAccount: true, now: at(10) });
    await expect(begin).rejects.toThrow(AccountGoneError);
    expect(await everyRow(db)).toEqual(before);
  });

  test('at the very moment of a submission, a save or a new try: never anything left behind, never a crash', async () => {
    const { db } = await freshDatabase();
    const wanted = await aPublishedCase(db);
    const seen = new Set<boolean>();
    for (let round = 0; round < 60; round++) {
      const personId = `ann-${round}`;
      await anAccount(db, personId);
      const attemptId = await aTry(db, personId, { isSubmitted: false });
      const owner = { attemptId, personId };
      const submission = {
        ...owner,
        ...(await aVerdict(db, wanted.caseVersionId, attemptId)),
        revision: 0,
        now: at(10),
      };
      const works = [
        () => recordSubmission(db, submission),
        () => deleteAccount(db, { personId, at: at(9) }),
        () => saveDraft(db, { ...owner, baseRevision: 0, draft: emptyDraft(), now: at(10) }),
        () => recordLookUps(db, attemptId, [{ id: `look-up-${round}`, kind: 'search', what: 'x', at: at(10) }]),
        () =>
          openAttempt(db, { ...wanted, attemptId: `new-${round}`, personId, isAccount: true, now: at(11) }).catch(
            (error) => {
              if (!(error instanceof AccountGoneError)) throw error;
            },
          ),
      ];
      const turn = round % works.length;
      const outcomes = await Promise.all([...works.slice(turn), ...works.slice(0, turn)].map((work) => work()));
      seen.add(outcomes[(works.length - turn) % works.length] === true);
      expect(await findAttempt(db, owner)).toBeUndefined();
    }
    const { attempts: tries, grades, look_ups, people, users } = await rowCounts(db);
    expect([tries, grades, look_ups, people, users]).toEqual(Array(5).fill(undefined));
    // Else the rounds would not have been at the same moment.
    expect(seen).toEqual(new Set([true, false]));
    expect(await violations(db)).toEqual([]);
  });

  test('a guest’s work is not moved into an account that is gone', async () => {
    const { db } = await freshDatabase();
    await aTry(db, 'guest');
    expect(await takeOverGuestWork(db, { guestId: 'guest', accountId: 'gone', at: at(9) })).toBe(0);
    expect(await db.select({ of: attempts.personId }).from(attempts)).toEqual([{ of: 'guest' }]);
  });
});

describe('a guest', () => {
  test('can be deleted, and others stay', async () => {
    const { db } = await freshDatabase();
    await aTry(db, 'guest');
    await aTry(db, 'other');
    expect(await deleteGuest(db, { guestId: 'guest', at: at(9) })).toEqual({ kind: 'deleted', attempts: 1 });
    expect(await deleteGuest(db, { guestId: 'guest', at: at(9) })).toEqual({ kind: 'absent' });
    expect(await rowCounts(db)).toMatchObject({ attempts: 1, grades: 1, people: 1, anonymous_grades: 1 });
  });
  test('is no way round the password of an account', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    await aTry(db, 'ann');
    expect(await deleteGuest(db, { guestId: 'ann', at: at(9) })).toEqual({ kind: 'absent' });
    expect(await rowCounts(db)).toMatchObject({ attempts: 1, people: 1, users: 1 });
  });
});

describe('an organisation', () => {
  test('goes with its places; its members and what they coded on the platform’s charts stay', async () => {
    const { db } = await freshDatabase();
    await annWithEverything(db);
    await db.update(sessions).set({ organisationId: 'school' });
    const audited = (await rowCounts(db)).audit_events ?? 0;
    expect(await deleteOrganisation(db, { organisationId: 'school', actorId: 'joann', roles: [], at: at(9) })).toBe(
      true,
    );
    expect(await deleteOrganisation(db, { organisationId: 'school', actorId: 'joann', roles: [], at: at(9) })).toBe(
      false,
    );
    const after = await rowCounts(db);
    expect(after).toMatchObject({ users: 2, attempts: 4, grades: 3, sessions: 2, audit_events: audited + 1 });
    expect([after.memberships, after.cohorts, after.cohort_members, after.invitations, after.organisations]).toEqual(
      Array(5).fill(undefined),
    );
    const named = (await everyRow(db)).filter(
      ({ table, text }) => table !== 'audit_events' && text.includes('"school"'),
    );
    expect(named).toEqual([]);
    expect(await violations(db)).toEqual([]);
  });

  test('takes its own charts along, with what was coded on them', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    await anOrganisation(db, 'school', { ann: ['owner'] });
    await aTry(db, 'ann', { organisationId: 'school' });
    await db.update(cases).set({ organisationId: 'school' });
    await deleteOrganisation(db, { organisationId: 'school', actorId: 'ann', roles: [], at: at(9) });
    const after = await rowCounts(db);
    const { attempts: tries, grades, cases: charts, case_versions, answer_keys, anonymous_grades } = after;
    expect([tries, grades, charts, case_versions, answer_keys, anonymous_grades]).toEqual(Array(6).fill(undefined));
    expect(await violations(db)).toEqual([]);
  });

  test('takes its licence and licensed texts out of the catalog, and nothing public', async () => {
    const { db, close } = await openEmptyCatalog();
    onTestFinished(close);
    const release = {
      kind: 'codes' as const,
      system: 'cpt' as const,
      label: '2026',
      effectiveFrom: '2026-01-01',
      coverage: 'whole' as const,
      contentHash: 'h',
    };
    await db.insert(releases).values([
      { ...release, source: 'licensed', organisationId: 'school' },
      { ...release, source: 'licensed', organisationId: 'other' },
      { ...release, source: 'official' },
    ]);
    const licence = { holder: 'h', year: 2026, seats: 1, attestedBy: 'a', attestedAt: 1 };
    await db.insert(licences).values(['school', 'other'].map((organisationId) => ({ ...licence, organisationId })));
    expect(await deleteLicensedReleases(db, '')).toBe(0);
    expect(await deleteLicensedReleases(db, 'school')).toBe(1);
    expect(await deleteLicensedReleases(db, 'school')).toBe(0);
    const left = await db.select({ of: releases.organisationId }).from(releases);
    expect(left.map(({ of }) => of).sort()).toEqual(['', 'other']);
    expect((await db.select().from(licences)).map(({ organisationId }) => organisationId)).toEqual(['other']);
  });
});
