import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { getTableColumns, getTableName, is, sql } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { deleteAccount, deleteGuest } from '#db/queries/delete-person';
import { personTables } from '#db/queries/export-person';
import { hasStudied, takeOverGuestWork } from '#db/queries/guest-work';
import { isoTime } from '#db/queries/pages';
import { saveChanges, setBreak } from '#db/queries/sitting-answers';
import { listSittings } from '#db/queries/sittings';
import { examStatistics } from '#db/schema/exam-statistics';
import { people } from '#db/schema/people';
import {
  cardReviews,
  cardStates,
  notebookEntries,
  observations,
  ownCards,
  studySettings,
  studyTime,
} from '#db/schema/study';
import { KINDS } from '../domain/exam/items/an-item.ts';
import { at } from './a-case.ts';
import { anAccount, aTry, rowCounts } from './a-person.ts';
import { aChange, aSitting, closeIt, START } from './a-sitting.ts';
import { freshDatabase } from './fresh-database.ts';

/** Tables of the schema that say whose a row is, read from the schema itself: a new one is found without being named. */
const ofPeople = new Map<string, SQLiteTable>();
/** The same of tables whose rows hang on a sitting. */
const ofSittings = new Map<string, SQLiteTable>();
beforeAll(async () => {
  for (const name of globSync('db/schema/*.ts').map((path) => basename(path, '.ts'))) {
    const tables = Object.values(await import(`../../db/schema/${name}.ts`)).filter((one) => is(one, SQLiteTable));
    for (const table of tables) {
      if ('personId' in getTableColumns(table)) ofPeople.set(getTableName(table), table);
      if ('sittingId' in getTableColumns(table)) ofSittings.set(getTableName(table), table);
    }
  }
});
const memory = (lastReview: number) => ({
  stability: lastReview,
  difficulty: 5,
  scheduledDays: 1,
  learningSteps: 0,
  reps: 1,
  lapses: 0,
  state: 'review' as const,
  lastReview,
});

/** Something in every table of study, `mark` telling whose it was. */
async function everythingStudied(db: Db, personId: string, { mark = personId, reviewed = 5 } = {}) {
  await db.insert(people).values({ id: personId, createdAt: 1 }).onConflictDoNothing();
  const seen = { source: 'check' as const, skills: ['poa'], credit: 1, at: 5 };
  await db.insert(observations).values([
    { ...seen, personId, ref: 'shared', part: '' },
    { ...seen, personId, ref: mark, part: '' },
  ]);
  const entry = {
    source: 'check' as const,
    place: 4,
    kind: 'wrong-answer',
    severity: 'observation',
    skill: 'poa',
    at: 5,
  };
  await db.insert(notebookEntries).values([
    { ...entry, personId, id: `entry-shared-${mark}`, ref: 'shared', note: mark },
    { ...entry, personId, id: `entry-${mark}`, ref: mark },
  ]);
  const own = { personId, deck: 'own', front: 'f', back: mark, tags: [], createdAt: 5 };
  await db.insert(ownCards).values([
    { ...own, id: `own-shared-${mark}`, fingerprint: 'shared' },
    { ...own, id: `own-${mark}`, fingerprint: mark },
  ]);
  const cards = ['glossary/x', `glossary/${mark}`, `variance/entry-shared-${mark}`, `own/own-shared-${mark}`];
  await db
    .insert(cardStates)
    .values(cards.map((cardId) => ({ personId, cardId, deck: 'd', due: 9, memory: memory(reviewed) })));
  await db
    .insert(cardReviews)
    .values(cards.map((cardId) => ({ id: `${mark}-${cardId}`, personId, cardId, deck: 'd', rating: 3, at: reviewed })));
  const plan = { newCardsADay: 10, mostReviewsADay: 99, retention: 900, decks: [mark], timeZone: 'UTC' };
  await db.insert(studySettings).values({ personId, ...plan });
  await db.insert(studyTime).values({ personId, day: '2026-11-26', activity: 'cards', activeMs: 1000 });
}

/** A closed exam and an open one in a pause, with answers in both. */
async function examsSat(db: Db, personId: string) {
  const closed = await aSitting(db, personId);
  const now = at(START + 10);
  await saveChanges(db, { sittingId: closed, personId, changes: [aChange(0, 5, { note: personId })], now });
  await closeIt(db, { sittingId: closed, personId }, START + 20);
  const open = await aSitting(db, personId, { mode: 'practice', now: at(START + 30) });
  await saveChanges(db, { sittingId: open, personId, changes: [aChange(1, 40)], now: at(START + 50) });
  await setBreak(db, { sittingId: open, personId, isBreak: true, now: at(START + 60) });
  return { closed, open };
}

/** Rows of the tables that hang on sittings, by table. */
const partsOf = async (db: Db, personId: string) =>
  Object.fromEntries(
    await Promise.all(
      [...ofSittings].map(async ([name, table]) => {
        const own = sql`sitting_id in (select id from sittings where person_id = ${personId})`;
        return [name, await db.$count(table, own)] as const;
      }),
    ),
  );

const countsOf = async (db: Db, personId: string) =>
  Object.fromEntries(
    await Promise.all(
      [...ofPeople].map(async ([name, table]) => [name, await db.$count(table, sql`person_id = ${personId}`)] as const),
    ),
  );

describe('every table that says whose a row is', () => {
  /** Of an organisation or of an installation, not of a person's own work: they go with the account, and are exported by it. */
  const PLACES = ['memberships', 'cohort_members', 'administrators'];

  test('is known to this test', () => {
    expect([...ofPeople.keys()].sort()).toEqual(
      [
        ...PLACES,
        'attempts',
        'sittings',
        'observations',
        'notebook_entries',
        'card_states',
        'card_reviews',
        'own_cards',
        'study_settings',
        'study_time',
      ].sort(),
    );
  });

  test('has nothing left of a guest who is deleted, and everything of others', async () => {
    const { db } = await freshDatabase();
    for (const guest of ['ann', 'tom']) {
      await aTry(db, guest);
      await everythingStudied(db, guest);
      await examsSat(db, guest);
    }
    const before = await countsOf(db, 'tom');
    for (const [name, rows] of Object.entries(before)) expect([name, rows > 0]).toEqual([name, !PLACES.includes(name)]);
    await deleteGuest(db, { guestId: 'ann', at: at(9) });
    expect(Object.values(await countsOf(db, 'ann')).filter((rows) => rows > 0)).toEqual([]);
    expect(await countsOf(db, 'tom')).toEqual(before);
    expect(await db.all(sql`pragma foreign_key_check`)).toEqual([]);
  });

  test('is in the export, row by row and column by column, but for the person’s own id', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    await aTry(db, 'ann');
    await everythingStudied(db, 'ann');
    await examsSat(db, 'ann');
    const files = personTables(db, { personId: 'ann', email: 'ann@example.org' });
    const rows = new Map<string, Record<string, unknown>[]>();
    for (const file of files) rows.set(file.name, (await Array.fromAsync(file.pages())).flat());
    const FILES: Record<string, string> = {
      notebook_entries: 'error-notebook',
      card_states: 'cards',
      sittings: 'exams',
      cohort_members: 'cohorts',
      administrators: 'account',
    };
    const counts = await countsOf(db, 'ann');
    for (const [name, table] of ofPeople) {
      const file = files.find((one) => one.name === (FILES[name] ?? name.replace('_', '-')));
      expect([name, file?.name]).not.toContain(undefined);
      if ([...PLACES, 'attempts', 'sittings'].includes(name)) continue;
      const found = rows.get(file?.name ?? '') ?? [];
      expect([name, found.length]).toEqual([name, counts[name]]);
      const columns = Object.keys(getTableColumns(table)).filter((one) => !['personId', 'fingerprint'].includes(one));
      expect([name, [...(file?.columns ?? [])].sort()]).toEqual([name, columns.sort()]);
    }
    const [own] = rows.get('own-cards') ?? [];
    expect(own?.createdAt).toBe('1970-01-01T00:00:00.005Z');
    // By which place pages go on is no business of who reads the file.
    const noted = rows.get('error-notebook')?.find(({ id }) => id === 'entry-ann');
    expect(noted).toMatchObject({ source: 'check', place: 4 });
    for (const [, [first]] of rows) expect(Object.keys(first ?? {})).not.toContain('cursor');
  });

  test('is adopted with a guest’s work: nothing stays with the guest', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    await aTry(db, 'guest');
    await everythingStudied(db, 'guest');
    await examsSat(db, 'guest');
    const before = await countsOf(db, 'guest');
    await takeOverGuestWork(db, { guestId: 'guest', accountId: 'ann', at: at(9) });
    expect(await countsOf(db, 'ann')).toEqual(before);
    expect(Object.values(await countsOf(db, 'guest')).filter((rows) => rows > 0)).toEqual([]);
  });
});

describe('exams somebody sat', () => {
  const PARTS = ['sitting_answers', 'sitting_breaks', 'sitting_items', 'sitting_judgements'];

  test('hang together in tables that are known to this test', () => {
    expect([...ofSittings.keys()].sort()).toEqual(PARTS);
  });

  test.each(['guest', 'account'])(
    'a deleted %s leaves nothing of them, nor of what they taught of the items',
    async (kind) => {
      const { db } = await freshDatabase();
      if (kind === 'account') await anAccount(db, 'ann');
      for (const person of ['ann', 'tom']) await examsSat(db, person);
      const statistics = { engine: 1, sittings: 2, items: [], forms: [], calibrations: [] };
      const reckoned = { sittings: 2, reckonedAt: 1, statistics };
      await db.insert(examStatistics).values([
        { blueprint: 'cpc-2026', ...reckoned },
        { blueprint: 'ccs-2026-05', ...reckoned },
      ]);
      const [all, toms] = [await rowCounts(db), await partsOf(db, 'tom')];
      for (const name of PARTS) expect([name, (toms[name] ?? 0) > 0]).toEqual([name, true]);
      const gone =
        kind === 'guest'
          ? await deleteGuest(db, { guestId: 'ann', at: at(9) })
          : await deleteAccount(db, { personId: 'ann', at: at(9) });
      expect(gone.kind).toBe('deleted');
      const left = await rowCounts(db);
      for (const name of [...PARTS, 'sittings']) expect([name, (left[name] ?? 0) * 2]).toEqual([name, all[name]]);
      expect(await partsOf(db, 'tom')).toEqual(toms);
      expect((await db.select().from(examStatistics)).map(({ blueprint }) => blueprint)).toEqual(['ccs-2026-05']);
      expect(await db.all(sql`pragma foreign_key_check`)).toEqual([]);
    },
  );

  test('are exported whole, but of an open one neither questions, verdict nor what is on trial', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    const { closed, open } = await examsSat(db, 'ann');
    await examsSat(db, 'tom');
    const rows = new Map<string, Record<string, unknown>[]>();
    const files = personTables(db, { personId: 'ann', email: 'ann@example.org' });
    for (const { name, columns, pages } of files) {
      rows.set(name, (await Array.fromAsync(pages())).flat());
      if (!name.startsWith('exam')) continue;
      for (const row of rows.get(name) ?? []) expect(columns).toEqual(expect.arrayContaining(Object.keys(row)));
    }
    expect(rows.get('exams')?.map(({ id }) => id)).toEqual([closed, open]);
    // The seed tells with the bank which questions are on trial.
    expect(rows.get('exams')?.map((row) => 'seed' in row)).toEqual([true, false]);
    const questions = rows.get('exam-questions') ?? [];
    expect(new Set(questions.map((row) => [row.examId, 'question' in row].join()))).toEqual(
      new Set([`${closed},true`, `${open},false`]),
    );
    const ofOpen = ['exams', 'exam-questions', 'exam-breaks', 'exam-verdicts'].flatMap((name) =>
      (rows.get(name) ?? []).filter(({ id, examId }) => [id, examId].includes(open)),
    );
    expect(ofOpen.length).toBeGreaterThan(8);
    expect(JSON.stringify(ofOpen)).not.toMatch(/verdict|isPretest|isRight|feedback|"of-/);
    expect(rows.get('exam-verdicts')?.map(({ examId }) => examId)).toEqual(KINDS.map(() => closed));
    expect(questions[0]).toMatchObject({ number: 1, note: 'ann', changedAt: isoTime(START + 5) });
    expect(rows.get('exam-breaks')).toEqual([{ examId: open, fromAt: isoTime(START + 60), toAt: null }]);
  });

  test('open on both sides, a guest’s stays with the guest; closed ones go along', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    const own = await aSitting(db, 'ann');
    const { closed, open } = await examsSat(db, 'guest');
    const move = { guestId: 'guest', accountId: 'ann', at: at(START + 99) };
    await takeOverGuestWork(db, move);
    expect((await listSittings(db, 'ann')).map(({ id }) => id).sort()).toEqual([own, closed].sort());
    expect((await listSittings(db, 'guest')).map(({ id }) => id)).toEqual([open]);
    expect(await hasStudied(db, 'guest')).toBe(true);
    await closeIt(db, { sittingId: own, personId: 'ann' }, START + 200);
    await takeOverGuestWork(db, move);
    expect(await hasStudied(db, 'guest')).toBe(false);
  });
});

describe('what a guest and an account both have', () => {
  test('stays the account’s, with the memory that was used later and the time of both', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    await everythingStudied(db, 'ann', { reviewed: 50 });
    await everythingStudied(db, 'late', { reviewed: 90 });
    await everythingStudied(db, 'early', { reviewed: 10 });
    for (const guestId of ['late', 'early']) await takeOverGuestWork(db, { guestId, accountId: 'ann', at: at(99) });
    const states = await db.select().from(cardStates).where(sql`person_id = 'ann'`);
    const stabilityOf = (cardId: string) => states.find((one) => one.cardId === cardId)?.memory?.stability;
    // Shared cards go by the account's own rows.
    for (const shared of ['glossary/x', 'variance/entry-shared-ann', 'own/own-shared-ann'])
      expect([shared, stabilityOf(shared)]).toEqual([shared, 90]);
    expect(states.map(({ cardId }) => cardId).filter((id) => /shared-(?:late|early)/.test(id))).toEqual([]);
    const [shared] = await db.select().from(notebookEntries).where(sql`ref = 'shared'`);
    expect(shared).toMatchObject({ personId: 'ann', note: 'ann' });
    expect(await db.$count(notebookEntries, sql`person_id = 'ann'`)).toBe(4);
    expect((await db.select().from(studySettings)).map(({ decks }) => decks)).toEqual([['ann']]);
    expect((await db.select().from(studyTime)).map(({ activeMs }) => activeMs)).toEqual([3000]);
    expect(await db.$count(cardReviews, sql`person_id = 'ann'`)).toBe(12);
  });

  test('a first try of a guest on a chart the account had coded shows nothing any more', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    const own = await aTry(db, 'ann', { now: 1 });
    await aTry(db, 'guest', { now: 2 });
    await takeOverGuestWork(db, { guestId: 'guest', accountId: 'ann', at: at(9) });
    const refs = (await db.select({ ref: observations.ref }).from(observations)).map(({ ref }) => ref);
    expect(new Set(refs)).toEqual(new Set([own]));
    expect(await db.$count(notebookEntries, sql`person_id = 'ann'`)).toBe(2);
  });
});
