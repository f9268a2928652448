import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type CollectionAnswer, type CollectionTask, PACKAGE_LIMITS } from '#db/anki/collection-format';

/** Node runs the file as it stands; the build does not take it along. */
const WORKER = 'db/anki/collection-worker.ts';
/** Each holds a package and its collection in memory; two at once are enough, others wait their turn. */
const MOST_AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** Does what holds a whole collection when its turn comes: unpacking and packing count, not the thread alone. */
export async function inItsTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    // Whoever waits takes the place over, so that nobody who comes meanwhile can take it as well.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

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
