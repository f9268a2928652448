/** The pages visited, oldest first, and which of them is open. */
export interface BookHistory {
  visited: readonly string[];
  at: number;
}

const LONGEST = 100;

/** The history after opening `address`: what lay ahead is forgotten; the page that is open already is not added twice. */
export function visit({ visited, at }: BookHistory, address: string): BookHistory {
  if (visited[at] === address) return { visited, at };
  const kept = [...visited.slice(0, at + 1), address].slice(-LONGEST);
  return { visited: kept, at: kept.length - 1 };
}

/** One page back (-1) or forward (1); the same history when there is none. */
export function step(history: BookHistory, by: 1 | -1): BookHistory {
  return canStep(history, by) ? { ...history, at: history.at + by } : history;
}

export const canStep = ({ visited, at }: BookHistory, by: 1 | -1): boolean => visited[at + by] !== undefined;
