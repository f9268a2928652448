import { sql } from 'drizzle-orm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { backfillEvidence } from '#db/backfill-evidence';
import type { Db } from '#db/client';
import { findAttempt } from '#db/queries/attempts';
import { deleteAccount } from '#db/queries/delete-person';
import { listObservations } from '#db/queries/observations';
import { attempts, grades } from '#db/schema/attempts';
import { cardReviews, cardStates, notebookEntries, observations } from '#db/schema/study';
import { openEmptyCatalog } from '../releases/open-catalog.ts';
import { at, newId } from './a-case.ts';
import { anAccount, aTry, rowCounts, submit } from './a-person.ts';
import { freshDatabase } from './fresh-database.ts';

async function aCatalogDb(): Promise<Db> {
  const { db, close } = await openEmptyCatalog();
  onTestFinished(close);
  return db;
}
const forgetAll = async (db: Db) => {
  await db.delete(observations);
  await db.delete(notebookEntries);
};

describe('a chart that is handed in', () => {
  test('leaves observations and entries together with its grade, or nothing at all', async () => {
    const { db } = await freshDatabase();
    const attemptId = await aTry(db, 'ann', { isSubmitted: false });
    expect(await rowCounts(db)).not.toHaveProperty('observations');
    const attempt = await findAttempt(db, { attemptId, personId: 'ann' });
    const wanted = { attemptId, personId: 'ann', caseVersionId: attempt?.caseVersionId ?? '', now: 5 };
    expect(await submit(db, wanted)).toBe(true);
    expect(await listObservations(db, 'ann')).toContainEqual(
      expect.objectContaining({ source: 'chart', ref: attemptId, part: 'diagnoses.0', credit: 0 }),
    );
    expect(await db.select().from(notebookEntries)).toEqual([
      expect.objectContaining({ personId: 'ann', ref: attemptId, place: 0, kind: 'missed-diagnosis', at: 5 }),
    ]);
    const before = await rowCounts(db);
    expect(await submit(db, wanted)).toBe(false);
    expect(await rowCounts(db)).toEqual(before);
  });

  test('takes its evidence, entries and cards along when it goes, and nothing of others', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    await aTry(db, 'ann');
    await aTry(db, 'joann');
    const entries = await db.select().from(notebookEntries);
    const memory = {
      stability: 1,
      difficulty: 5,
      scheduledDays: 1,
      learningSteps: 0,
      reps: 1,
      lapses: 0,
      state: 'new',
    };
    for (const { id, personId } of entries) {
      const card = { personId, cardId: `variance/${id}`, deck: 'variances' };
      await db.insert(cardStates).values({ ...card, due: 1, memory: { ...memory, state: 'new' } });
      await db.insert(cardReviews).values({ ...card, id: newId(), rating: 3, at: 1 });
    }
    await deleteAccount(db, { personId: 'ann', at: at(9) });
    for (const table of [observations, notebookEntries, cardStates, cardReviews])
      expect((await db.select({ of: table.personId }).from(table)).every(({ of }) => of === 'joann')).toBe(true);
    expect(await rowCounts(db)).toMatchObject({ notebook_entries: 1, card_states: 1, card_reviews: 1 });
  });
});

describe('charts that were graded before there was evidence', () => {
  test('get the same as if they were graded now, once', async () => {
    const [{ db }, catalogDb] = [await freshDatabase(), await aCatalogDb()];
    await aTry(db, 'ann', { now: 5 });
    await aTry(db, 'tom', { now: 5 });
    const seen = async () => ({
      observations: await db.select().from(observations),
      entries: (await db.select().from(notebookEntries)).map(({ id: _, ...entry }) => entry),
    });
    await aTry(db, 'eve', { isSubmitted: false });
    expect(await backfillEvidence(db, catalogDb, newId)).toBe(0);
    const { entries } = await seen();
    await forgetAll(db);
    expect(await backfillEvidence(db, catalogDb, newId)).toBe(2);
    const after = await seen();
    expect(after.entries.map(({ personId, kind, at: moment }) => [personId, kind, moment])).toEqual(
      entries.map(({ personId, kind, at: moment }) => [personId, kind, moment]),
    );
    expect(new Set(after.observations.map(({ personId }) => personId))).toEqual(new Set(['ann', 'tom']));
    expect(await backfillEvidence(db, catalogDb, newId)).toBe(0);
    expect(await seen()).toEqual(after);
  });

  test('more than one batch of them, and a later try gives entries but no observations', async () => {
    const [{ db }, catalogDb] = [await freshDatabase(), await aCatalogDb()];
    for (let try_ = 1; try_ <= 103; try_++) await aTry(db, 'ann', { now: try_ });
    await forgetAll(db);
    expect(await backfillEvidence(db, catalogDb, newId)).toBe(103);
    const [first] = await db.select().from(attempts).where(sql`try_number = 1`);
    expect(new Set((await listObservations(db, 'ann')).map(({ ref }) => ref))).toEqual(new Set([first?.id]));
    expect(await db.select().from(notebookEntries)).toHaveLength(103);
    expect(await backfillEvidence(db, catalogDb, newId)).toBe(0);
  });

  test('a chart graded anew is told from its first grade, whose variances the notebook counts', async () => {
    const [{ db }, catalogDb] = [await freshDatabase(), await aCatalogDb()];
    await aTry(db, 'ann');
    const [stored] = await db.select().from(grades);
    if (!stored) throw new Error('nothing was graded');
    await db.insert(grades).values({ ...stored, engine: 2, createdAt: 99, grade: { ...stored.grade, variances: [] } });
    await forgetAll(db);
    expect(await backfillEvidence(db, catalogDb, newId)).toBe(1);
    expect(await db.select().from(notebookEntries)).toMatchObject([{ place: 0, kind: 'missed-diagnosis' }]);
  });
});
