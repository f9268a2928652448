import { spawnSync } from 'node:child_process';
import { expect, onTestFinished, test, vi } from 'vitest';
import { people } from '#db/schema/people';
import type { Instant } from '#domain/time';
import { startDailyJobs } from '#operations/retention/daily';
import { aTry, rowCounts } from '../db/a-person.ts';
import { freshDatabase } from '../db/fresh-database.ts';

const MINUTE_MS = 60 * 1000;

test('the server closes exams and applies it some minutes after the start and once a day, also after a day it failed', async () => {
  const applied: number[] = [];
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.useFakeTimers({ now: 0 });
  onTestFinished(() => {
    vi.useRealTimers();
    complaints.mockRestore();
  });
  const ask = () => {
    applied.push(Date.now() / MINUTE_MS);
    throw new Error('no database');
  };
  const db = new Proxy({}, { get: () => ask });
  startDailyJobs({ db, catalogDb: db } as Parameters<typeof startDailyJobs>[0], () => 1 as Instant);
  await vi.advanceTimersByTimeAsync(4 * MINUTE_MS);
  expect(applied).toEqual([]);
  await vi.advanceTimersByTimeAsync(3 * 24 * 60 * MINUTE_MS);
  // Exams that are over are closed first; that it failed keeps nothing else from being done.
  expect(applied).toEqual([5, 1440, 2880, 4320].flatMap((minute) => [minute, minute]));
  expect(complaints).toHaveBeenCalledTimes(8);
});

test('the command deletes what is too old and says so in a line', async () => {
  const { db, path } = await freshDatabase();
  await aTry(db, 'guest', { now: 5 });
  await db.insert(people).values({ id: 'today', createdAt: Date.now() });
  const run = () =>
    spawnSync(process.execPath, ['scripts/retention.mjs'], {
      env: { ...process.env, DATABASE_URL: `file:${path}` },
      encoding: 'utf8',
    });
  const first = run();
  expect([first.stdout.trim(), first.stderr, first.status]).toEqual(['Deleted: guests 1', '', 0]);
  expect(run().stdout.trim()).toBe('Nothing was old enough to delete.');
  expect(await rowCounts(db)).toMatchObject({ people: 1, anonymous_grades: 1 });
});
