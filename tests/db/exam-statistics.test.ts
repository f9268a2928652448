import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { findRecordsStart, listRecordedItems, listRecordedSittings } from '#db/queries/exam-records';
import { findExamStatistics, listBehind, recordExamStatistics } from '#db/queries/exam-statistics';
import { sittings } from '#db/schema/sittings';
import { reckonStatistics } from '#db/statistics/reckon-statistics';
import { examStatistics } from '#domain/exam/statistics/exam-statistics';
import type { Instant } from '#domain/time';
import { simulateExam } from '../domain/exam/statistics/simulated-exam.ts';
import { freshDatabase } from './fresh-database.ts';
import { putSittings } from './simulated-sittings.ts';

const exam = simulateExam({ items: 15, sittings: 60, length: 12, seed: 4 });

test('what is read page by page is what was sat, and the thread reckons what the function does', async () => {
  const { db } = await freshDatabase();
  await putSittings(db, 'cpc-2026', exam);
  const byName = <Row extends { item: string }>(rows: Row[]) => [...rows].sort((a, b) => (a.item < b.item ? -1 : 1));
  const expected = examStatistics(exam);
  const found = await reckonStatistics(db, 'cpc-2026');
  // Items come by name from the database, so sums of floating point numbers are added in another order.
  expect(
    byName(found.items).map(({ item, given, right, leftOut, time, flags }) => ({
      item,
      given,
      right,
      leftOut,
      time,
      flags,
    })),
  ).toEqual(
    byName(expected.items).map(({ item, given, right, leftOut, time, flags }) => ({
      item,
      given,
      right,
      leftOut,
      time,
      flags,
    })),
  );
  expect(found.forms[0]?.reliability).toBeCloseTo(expected.forms[0]?.reliability ?? Number.NaN, 9);
});

test('pages join without loss, only closed sittings of the exam are in them, and the oldest beyond a bound are left out', async () => {
  const { db } = await freshDatabase();
  await putSittings(db, 'cpc-2026', exam);
  await db.update(sittings).set({ blueprint: 'cca-2026' }).where(eq(sittings.id, 'sitting-3'));
  await db.update(sittings).set({ closedAt: null }).where(eq(sittings.id, 'sitting-4'));
  const { items, indexOfVersion } = await listRecordedItems(db, 'cpc-2026');
  expect(items).toHaveLength(15);
  const read = async (most: number, bound: number) => {
    const people: string[] = [];
    let after: Awaited<ReturnType<typeof findRecordsStart>> | undefined = await findRecordsStart(db, 'cpc-2026', bound);
    while (after) {
      const page: Awaited<ReturnType<typeof listRecordedSittings>> = await listRecordedSittings(
        db,
        { blueprint: 'cpc-2026', after, most },
        indexOfVersion,
      );
      people.push(...page.sittings.map(({ personId }) => personId));
      after = page.next;
    }
    return people;
  };
  const all = exam.sittings.map(({ personId }) => personId).filter((one) => !['person-3', 'person-4'].includes(one));
  expect(await read(7, 1000)).toEqual(all);
  expect(await read(58, 1000)).toEqual(all);
  expect(await read(7, 20)).toEqual(all.slice(-20));
});

test('statistics are kept, replaced, and behind when a sitting was closed since or is gone', async () => {
  const { db } = await freshDatabase();
  expect(await findExamStatistics(db, 'cpc-2026')).toBeUndefined();
  expect(await listBehind(db, 5000)).toEqual([]);
  await putSittings(db, 'cpc-2026', exam);
  expect(await listBehind(db, 5000)).toEqual(['cpc-2026']);
  const statistics = examStatistics(exam);
  const keep = (kept: typeof statistics, now: number) =>
    recordExamStatistics(db, { blueprint: 'cpc-2026', statistics: kept, now: now as Instant });
  await keep(statistics, 5);
  expect(await listBehind(db, 5000)).toEqual(['cpc-2026']);
  await keep(statistics, 1e9);
  expect(await findExamStatistics(db, 'cpc-2026')).toEqual({ statistics, reckonedAt: 1e9 });
  expect(await listBehind(db, 5000)).toEqual([]);
  await db.update(sittings).set({ blueprint: 'cca-2026' }).where(eq(sittings.id, 'sitting-3'));
  expect(await listBehind(db, 5000)).toEqual(['cca-2026', 'cpc-2026']);
  await db.update(sittings).set({ blueprint: 'cca-2026' });
  expect(await listBehind(db, 5000)).toEqual(['cca-2026', 'cpc-2026']);
  await keep({ ...statistics, engine: 0 }, 2e9);
  expect(await findExamStatistics(db, 'cpc-2026')).toBeUndefined();
});
