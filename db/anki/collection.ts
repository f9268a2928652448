import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type CollectionAnswer, type CollectionTask, PACKAGE_LIMITS } from '#db/anki/collection-format';

/** Node runs the file as it stands; the build does not take it along. */
const WORKER = 'db/anki/collection-worker.ts';
/** Has a collection read or written in a thread of its own, which is ended when it takes too long. Never throws. */
export function workOnCollection(task: CollectionTask): Promise<CollectionAnswer> {
  const worker = new Worker(join(process.cwd(), WORKER), { workerData: task });
  const refused = (sentence: string) => ({ kind: 'refused', sentence }) as const;
  return new Promise((resolve) => {
    const end = (answer: CollectionAnswer) => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const timer = setTimeout(() => end(refused('takes too long to read')), PACKAGE_LIMITS.workMs);
    worker.once('message', end);
    worker.once('error', () => end(refused('holds a collection that is damaged')));
    worker.once('exit', () => end(refused('holds a collection that is damaged')));
  });
}
