import { expect, test } from 'vitest';
import { openAttempt } from '#db/queries/attempts';
import { findLookUpOwner, listLookUps, recordLookUps } from '#db/queries/look-ups';
import { aPublishedCase, at, newId } from './a-case.ts';
import { freshDatabase } from './fresh-database.ts';

async function anAttempt() {
  const { db } = await freshDatabase();
  const attempt = await openAttempt(db, {
    ...(await aPublishedCase(db)),
    personId: 'ann',
    attemptId: newId(),
    now: at(1),
  });
  return { db, attemptId: attempt.id };
}
const step = (id: string, when: number, what = id) => ({ id, kind: 'search', what, at: at(when) }) as const;

test('the way is replayed in its order, steps of one millisecond as they were written', async () => {
  const { db, attemptId } = await anAttempt();
  const take = { id: 'c', kind: 'take', what: '/codes/icd-10-cm/I10', code: 'I10', at: at(20) } as const;
  await recordLookUps(db, attemptId, [step('z', 20), step('b', 20), take]);
  await recordLookUps(db, attemptId, [step('late', 10)]);
  const { id: _, ...taken } = take;
  expect(await listLookUps(db, attemptId)).toEqual([
    { kind: 'search', what: 'late', at: 10 },
    { kind: 'search', what: 'z', at: 20 },
    { kind: 'search', what: 'b', at: 20 },
    taken,
  ]);
});

test('a batch sent twice is written once, and what was written first stays', async () => {
  const { db, attemptId } = await anAttempt();
  await recordLookUps(db, attemptId, [step('a', 1, 'first')]);
  await recordLookUps(db, attemptId, [step('a', 2, 'second'), step('b', 3)]);
  await recordLookUps(db, attemptId, []);
  expect((await listLookUps(db, attemptId)).map(({ what }) => what)).toEqual(['first', 'b']);
});

test('an attempt says whose it is and when it is full; one that never was says nothing', async () => {
  const { db, attemptId } = await anAttempt();
  expect(await findLookUpOwner(db, attemptId)).toEqual({ personId: 'ann', isOpen: true, isFull: false });
  await recordLookUps(
    db,
    attemptId,
    Array.from({ length: 5000 }, (_, index) => step(`id-${index}`, index)),
  );
  expect(await findLookUpOwner(db, attemptId)).toMatchObject({ isFull: true });
  expect(await findLookUpOwner(db, 'forged')).toBeUndefined();
});
