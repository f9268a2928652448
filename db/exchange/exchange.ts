import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ExchangeTask } from '#db/exchange/exchange-worker';
import type { ExchangeFormat } from '#db/exchange/formats';
import { recognise } from '#db/exchange/recognise';
import { makeTurns } from '#db/in-its-turn';
import { FileReport } from '#domain/exam/exchange/file-report';
import type { ForeignItem, ReadItems, WrittenItems } from '#domain/exam/exchange/foreign-item';
import { withOwnNames } from '#domain/exam/exchange/item-name';

/** Node runs the file as it stands; the build does not take it along. */
const WORKER = 'db/exchange/exchange-worker.ts';
const MOST_MS = 30_000;
const MOST_MEMORY_MB = 512;
/** Apart from packages of cards: who is slow here holds up nobody there. */
const inItsTurn = makeTurns(2);

/** Reads a file of questions in whatever format it is in, in a thread of its own. Never rejects. */
export async function readQuestions(
  bytes: Uint8Array,
  fileName: string,
): Promise<ReadItems & { format?: ExchangeFormat }> {
  const format = recognise(bytes);
  if (!format.ok) return refused(format.problem);
  try {
    const read = await work<ReadItems>({ kind: 'read', format: format.value, bytes, fileName });
    return { ...read, format: format.value };
  } catch {
    return { ...refused('The file could not be read: it takes too long or more memory than there is for it.') };
  }
}

const refused = (text: string): ReadItems => ({ items: [], remarks: [{ severity: 'error', text }] });

/**
 * Writes questions as a file, in a thread of its own. Each gets a name of its own, since formats know questions by it.
 * Rejects when the thread fails.
 */
export function writeQuestions(
  format: ExchangeFormat,
  items: readonly ForeignItem[],
  now: number,
): Promise<WrittenItems> {
  const named = withOwnNames(
    items.map((item) => ({ item, line: 0 })),
    new FileReport(),
  );
  return work<WrittenItems>({ kind: 'write', format, items: named, now });
}

const work = <Answer>(task: ExchangeTask): Promise<Answer> => inItsTurn(() => workNow<Answer>(task));

function workNow<Answer>(task: ExchangeTask): Promise<Answer> {
  const worker = new Worker(join(process.cwd(), WORKER), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  return new Promise<Answer>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('took too long')), MOST_MS);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('ended early'));
    });
  }).finally(() => worker.terminate());
}
