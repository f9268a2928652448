// Prints what the statistics of 2,000 closed sittings with 100 items cost, from a database to the stored row: time,
// memory, the longest time that nothing else in the process got its turn, and how much of that was work of its own: on
// a machine with others the rest is theirs. It asserts nothing; the budget is 100 ms.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { openDb } from '#db/client';
import { migrateApp } from '#db/migrate';
import { findExamStatistics } from '#db/queries/exam-statistics';
import type { Instant } from '#domain/time';
import { keepStatistics } from '#operations/exam/keep-statistics';
import { putSittings } from '../db/simulated-sittings.ts';
import { simulateExam } from '../domain/exam/statistics/simulated-exam.ts';

const [SITTINGS, LENGTH, ITEMS] = [Number(process.argv[2] ?? 2000), 100, 400];
const BLUEPRINT = 'cpc-2026';
const TICK_MS = 5;

/** In a thread of its own: what making it leaves to be tidied up would be measured with the rest. */
async function fill(url: string): Promise<void> {
  const db = openDb(url);
  await migrateApp(db);
  await putSittings(db, BLUEPRINT, simulateExam({ items: ITEMS, sittings: SITTINGS, length: LENGTH, seed: 11 }));
  db.$client.close();
}

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'statistics-'));
  const url = `file:${join(folder, 'app.db')}`;
  await new Promise((resolve) =>
    new Worker(import.meta.filename, { workerData: url, argv: [String(SITTINGS)] }).once('exit', resolve),
  );
  const db = openDb(url);
  await findExamStatistics(db, BLUEPRINT);
  const before = process.memoryUsage().rss;
  let most = before;
  let gap = 0;
  let work = 0;
  let last = performance.now();
  /** Milliseconds of processor that this thread has had: a gap may be another program's, this is ours. */
  const ownMs = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let lastOwn = ownMs();
  const ticks = setInterval(() => {
    const at = performance.now();
    gap = Math.max(gap, at - last - TICK_MS);
    last = at;
    const own = ownMs();
    work = Math.max(work, own - lastOwn);
    lastOwn = own;
    most = Math.max(most, process.memoryUsage().rss);
  }, TICK_MS);
  const began = performance.now();
  await keepStatistics(db, BLUEPRINT, () => Date.now() as Instant);
  const took = performance.now() - began;
  clearInterval(ticks);
  const stored = await findExamStatistics(db, BLUEPRINT);
  const read = performance.now();
  await findExamStatistics(db, BLUEPRINT);
  console.log(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}`);
  console.table({
    'sittings × items, of a bank of': `${SITTINGS} × ${LENGTH}, ${ITEMS}`,
    'whole time, s': (took / 1000).toFixed(1),
    'longest gap of the event loop, ms': Math.round(gap),
    'longest piece of work in it, ms': Math.round(work),
    'memory above before, MB': Math.round((most - before) / 2 ** 20),
    'items with figures': stored?.statistics.items.length,
    'stored, KB': Math.round(JSON.stringify(stored?.statistics ?? '').length / 1024),
    'reading what is stored, ms': Math.round(performance.now() - read),
    calibrations: stored?.statistics.calibrations
      .map(({ model, items, rounds, hasConverged }) => `${model}: ${items} items, ${rounds} rounds, ${hasConverged}`)
      .join('; '),
  });
  db.$client.close();
  rmSync(folder, { recursive: true, force: true });
}

await (isMainThread ? measure() : fill(workerData as string));
