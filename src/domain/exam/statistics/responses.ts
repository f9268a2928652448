/**
 * What candidates scored, item by item: `scores[candidate][item]` is 1 for right, 0 for wrong, null for an item that the
 * candidate was not given. All rows are of the same length. `counts` says how many candidates a row stands for, where
 * rows are patterns rather than people; without it each stands for one.
 */
export interface Responses {
  scores: readonly (readonly (0 | 1 | null)[])[];
  counts?: readonly number[];
}

/** How many candidates the row at `row` stands for. */
export const countOf = ({ counts }: Responses, row: number): number => counts?.[row] ?? 1;

/** How many items a row has. 0 where there is no row. */
export const itemsIn = ({ scores }: Responses): number => scores[0]?.length ?? 0;

/** Items right of those given, leaving out the item at `except` if one is named. */
export function rawScore(row: readonly (0 | 1 | null)[], except?: number): { right: number; given: number } {
  let right = 0;
  let given = 0;
  for (const [item, score] of row.entries()) {
    if (score === null || item === except) continue;
    given += 1;
    right += score;
  }
  return { right, given };
}
