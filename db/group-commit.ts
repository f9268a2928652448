// Many candidates save at the same moment, and each commit waits for the disk. Writing them down together costs the disk
// once, and nobody is told before it is done.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Db, Transaction } from '#db/client';

interface Job {
  work(tx: Transaction): Promise<unknown>;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

/** A transaction that holds more would make everything else wait too long. */
const MOST_AT_ONCE = 64;

/** What waits for the next common transaction of a database. */
const waiting = new WeakMap<Db, Job[]>();

/**
 * Runs `work` in a transaction that it shares with what else comes while the database is busy, one after the other.
 * Resolves when all of it is committed. If none can begin all reject; if any of them fails nothing of the common
 * transaction stays, and each is run again by itself: `work` must do nothing but read and write with `tx`. Keeps the order of calls.
 */
export function inGroup<Value>(db: Db, work: (tx: Transaction) => Promise<Value>): Promise<Value> {
  const { promise, resolve, reject } = Promise.withResolvers<Value>();
  const jobs = waiting.get(db) ?? [];
  jobs.push({ work, resolve: (value) => resolve(value as Value), reject });
  if (!waiting.has(db)) {
    waiting.set(db, jobs);
    void lead(db, jobs);
  }
  return promise;
}

async function lead(db: Db, jobs: Job[]): Promise<void> {
  // The driver never lets go of the event loop by itself: messages that have arrived come in before the turn is taken.
  await nextTurn();
  let taken: Job[] = [];
  try {
    const values = await db.transaction((tx) => {
      taken = take(db, jobs);
      return runAll(tx, taken);
    });
    for (const [index, { resolve }] of taken.entries()) resolve(values[index]);
  } catch (error) {
    // No transaction could begin: each waiting as long again, one after the other, would make it worse.
    if (taken.length === 0) for (const { reject } of take(db, jobs)) reject(error);
    else if (taken.length === 1) taken[0]?.reject(error);
    else for (const job of taken) await runAlone(db, job);
  }
}

/** The group; who comes later, or is too many, makes the next one. */
function take(db: Db, jobs: Job[]): Job[] {
  const taken = jobs.splice(0, MOST_AT_ONCE);
  if (jobs.length === 0) waiting.delete(db);
  else void lead(db, jobs);
  return taken;
}

async function runAll(tx: Transaction, jobs: readonly Job[]): Promise<unknown[]> {
  const values: unknown[] = [];
  for (const { work } of jobs) values.push(await work(tx));
  return values;
}

const runAlone = (db: Db, { work, resolve, reject }: Job): Promise<void> => db.transaction(work).then(resolve, reject);
