import { parentPort, workerData } from 'node:worker_threads';
import type { RecordedItem, RecordedSitting } from '#domain/exam/statistics/exam-records';
import { examStatistics } from '#domain/exam/statistics/exam-statistics';

/** Sittings as they are read, page by page, and then the word that this was all. */
export type StatisticsMessage = { sittings: RecordedSitting[] } | 'reckon';

/*
 * Runs beside the server, one for each exam: calibration takes seconds of one processor, and requests are answered
 * meanwhile. It gathers what it is sent and answers with the statistics once.
 */
const { items } = workerData as { items: RecordedItem[] };
const gathered: RecordedSitting[] = [];

parentPort?.on('message', (message: StatisticsMessage) => {
  if (message !== 'reckon') {
    for (const sitting of message.sittings) gathered.push(sitting);
    return;
  }
  parentPort?.postMessage(examStatistics({ items, sittings: gathered }));
  parentPort?.close();
});
