import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { listTries, openAttempt } from '#db/queries/attempts';
import { listObservations, recordObservations } from '#db/queries/observations';
import { listCardsDue, listFirstTries, listTimeSpent } from '#db/queries/progress';
import { grades } from '#db/schema/attempts';
import { answerKeys } from '#db/schema/cases';
import { cardStates, studyTime } from '#db/schema/study';
import type { CardMemory } from '#domain/study/card-memory';
import type { Observation } from '#domain/study/observation';
import type { IsoDate } from '#domain/time';
import { aPublishedCase, at } from './a-case.ts';
import { anAccount, aTry, submit } from './a-person.ts';
import { freshDatabase } from './fresh-database.ts';

describe('first tries', () => {
  test('come with the parts of the grade, oldest first, and nobody else’s', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ana');
    await anAccount(db, 'ben');
    const id = await aTry(db, 'ana', { now: 10 });
    await aTry(db, 'ana', { now: 20 });
    await aTry(db, 'ben', { now: 15 });
    const found = await listFirstTries(db, 'ana');
    expect(found.map(({ attemptId, startedAt, submittedAt }) => [attemptId, startedAt, submittedAt])).toEqual([
      [id, 10, 10],
    ]);
    const [stored] = await db.select().from(grades).where(eq(grades.attemptId, id));
    expect(found[0]?.tally).toEqual(stored?.grade.tally);
    expect(found[0]?.sections).toEqual(stored?.grade.sections);
    expect(found[0]?.variances).toEqual(stored?.grade.variances);
    expect(found[0]?.variances.length).toBeGreaterThan(0);
  });

  test('a chart graded anew counts once, with the newest grade', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ana');
    const attemptId = await aTry(db, 'ana');
    const [stored] = await db.select().from(grades);
    const [key] = await db.select().from(answerKeys);
    if (!stored || !key) throw new Error('nothing was graded');
    const tally = { ...stored.grade.tally, correct: 7 };
    const again = { ...stored, engine: 2, createdAt: 99, grade: { ...stored.grade, tally, variances: [] } };
    await db.insert(grades).values(again);
    const found = await listFirstTries(db, 'ana');
    expect(found.map((one) => [one.attemptId, one.tally.correct, one.variances])).toEqual([[attemptId, 7, []]]);
  });

  test.each(['exam', 'assessment', 'learn', 'audit'] as const)(
    'an attempt of mode %s is told elsewhere',
    async (mode) => {
      const { db } = await freshDatabase();
      await anAccount(db, 'ana');
      const published = await aPublishedCase(db);
      await openAttempt(db, { ...published, mode, attemptId: 'a-try', personId: 'ana', now: at(1) });
      await submit(db, { attemptId: 'a-try', personId: 'ana', caseVersionId: published.caseVersionId, now: 2 });
      expect(await listTries(db, 'ana')).toHaveLength(1);
      expect(await listFirstTries(db, 'ana')).toEqual([]);
    },
  );

  test('a chart that is not handed in does not count', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ana');
    await aTry(db, 'ana', { isSubmitted: false });
    expect(await listFirstTries(db, 'ana')).toEqual([]);
  });
});

test('time is listed from a day on', async () => {
  const { db } = await freshDatabase();
  await anAccount(db, 'ana');
  const row = { personId: 'ana', activity: 'chart' as const, activeMs: 5 };
  await db.insert(studyTime).values([
    { ...row, day: '2026-11-01' },
    { ...row, day: '2026-11-02' },
  ]);
  expect(await listTimeSpent(db, 'ana', '2026-11-02' as IsoDate)).toEqual([
    { day: '2026-11-02', activity: 'chart', activeMs: 5 },
  ]);
});

test('cards due are those seen before, not suspended, and due by now', async () => {
  const { db } = await freshDatabase();
  await anAccount(db, 'ana');
  const memory: CardMemory = {
    stability: 1,
    difficulty: 5,
    scheduledDays: 1,
    learningSteps: 0,
    reps: 1,
    lapses: 0,
    state: 'review',
  };
  const row = { personId: 'ana', deck: 'modifiers', due: 10, memory };
  await db.insert(cardStates).values([
    { ...row, cardId: 'modifiers/one' },
    { ...row, cardId: 'modifiers/two', due: 11 },
    { ...row, cardId: 'modifiers/three', suspendedAt: 1 },
    { ...row, cardId: 'modifiers/four', memory: null },
  ]);
  expect(await listCardsDue(db, 'ana', at(10))).toEqual(['modifiers/one']);
});

test('observations come back as they were written, to the last bit, and those from a moment on alone', async () => {
  const { db } = await freshDatabase();
  await anAccount(db, 'ana');
  const seen: Observation[] = [
    {
      source: 'chart',
      ref: 'b',
      part: 'diagnoses.0',
      skills: ['diabetes'],
      credit: 1 / 3,
      difficulty: -0.1,
      at: at(2),
    },
    { source: 'check', ref: 'a “quoted”#one', part: '', skills: ['with', 'poa'], credit: 1, at: at(2) },
    { source: 'card', ref: 'c', part: '', skills: ['modifiers'], credit: 0, difficulty: 0, at: at(1) },
  ];
  await recordObservations(db, 'ana', seen);
  expect(await listObservations(db, 'ana')).toEqual([seen[2], seen[1], seen[0]]);
  expect(await listObservations(db, 'ana', at(2))).toEqual([seen[1], seen[0]]);
  expect(await listObservations(db, 'ben')).toEqual([]);
});
