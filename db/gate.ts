/**
 * A first-in-first-out gate: whoever holds it has the database connection alone, until `release` is called. Waiting is
 * bounded, because code that uses `db` instead of `tx` inside a transaction would otherwise wait for itself for ever.
 */
export interface Gate {
  /** Resolves when it is the caller's turn. Rejects after `maxWaitMs`; the place in the queue is then given up. */
  enter(): Promise<() => void>;
}

export function makeGate(maxWaitMs: number): Gate {
  let tail: Promise<void> = Promise.resolve();
  return {
    async enter() {
      const { promise, resolve: release } = Promise.withResolvers<void>();
      const before = tail;
      tail = promise;
      if (await isDoneWithin(before, maxWaitMs)) return release;
      void before.then(release);
      throw new Error(`Database gate: waited ${maxWaitMs} ms. Is db (not tx) used inside a transaction?`);
    },
  };
}

async function isDoneWithin(work: Promise<void>, milliseconds: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, milliseconds, false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
