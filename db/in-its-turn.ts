/** Each holds a foreign file and all that is in it in memory, and a processor; two at once are enough, others wait. */
const MOST_AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** Does what holds a whole foreign file when its turn comes: unpacking and packing count, not a thread alone. */
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
