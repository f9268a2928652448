import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Db } from '#db/client';
import { findRecordsStart, listRecordedItems, listRecordedSittings, type SittingPlace } from '#db/queries/exam-records';
import type { ExamStatistics } from '#domain/exam/statistics/exam-statistics';
import type { StatisticsMessage } from './statistics-worker.ts';

/** Node runs the file as it stands; the build does not take it along. */
const WORKER = 'db/statistics/statistics-worker.ts';
/** The newest count: older ones tell little of how an item does now, and memory has an end. */
export const MOST_SITTINGS = 5_000;
/** Some thousand answers: what one read keeps others waiting for is a few hundredths of a second. */
const SITTINGS_AT_ONCE = 25;
const PAUSE_MS = 2;
const MOST_MS = 30 * 60_000;
const MOST_MEMORY_MB = 1536;

/**
 * Reads the closed sittings of an exam in small pages and has a thread of its own reckon their statistics. Rejects when
 * the thread fails or takes too long.
 */
export async function reckonStatistics(db: Db, blueprint: string): Promise<ExamStatistics> {
  const { items, indexOfVersion } = await listRecordedItems(db, blueprint);
  const worker = new Worker(join(process.cwd(), WORKER), {
    workerData: { items },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  const answered = answerOf(worker);
  // Whoever waits for it below hears of a failure; until then it must not count as one that nobody heard of.
  answered.catch(() => {});
  try {
    await sendSittings(db, blueprint, indexOfVersion, (message) => worker.postMessage(message));
    worker.postMessage('reckon' satisfies StatisticsMessage);
    return await answered;
  } finally {
    await worker.terminate();
  }
}

async function sendSittings(
  db: Db,
  blueprint: string,
  indexOfVersion: ReadonlyMap<string, number>,
  send: (message: StatisticsMessage) => void,
): Promise<void> {
  let after: SittingPlace | undefined = await findRecordsStart(db, blueprint, MOST_SITTINGS);
  while (after) {
    const page: Awaited<ReturnType<typeof listRecordedSittings>> = await listRecordedSittings(
      db,
      { blueprint, after, most: SITTINGS_AT_ONCE },
      indexOfVersion,
    );
    send({ sittings: page.sittings });
    after = page.next;
    await pause(PAUSE_MS);
  }
}

function answerOf(worker: Worker): Promise<ExamStatistics> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the statistics took too long')), MOST_MS);
    timer.unref();
    worker.once('message', (statistics: ExamStatistics) => {
      clearTimeout(timer);
      resolve(statistics);
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('the thread of the statistics ended early'));
    });
  });
}
