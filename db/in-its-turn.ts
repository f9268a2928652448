/**
 * A queue for work that holds a whole foreign file in memory, and a processor: so many at once are enough, others wait.
 * Unpacking and packing count, not a thread alone.
 */
export function makeTurns(mostAtOnce: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes the place over, so that nobody who comes meanwhile can take it as well.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
