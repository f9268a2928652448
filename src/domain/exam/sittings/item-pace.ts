/** An item of a sitting as far as its time goes. Milliseconds on screen. */
export interface TimedItem {
  spentMs: number;
  isAnswered: boolean;
  isRight: boolean;
}

/** `long`: it took the time of others. `quick`: it was answered wrongly almost at once. */
export type PaceMark = 'long' | 'quick';

/** So many times the pace is long: two such items cost two others their time. */
export const LONG_FROM = 2;
/** Below this part of the pace few people have read item and options. */
export const QUICK_BELOW = 0.25;
const MINUTE_MS = 60_000;

/** The time there is for each item if all get the same, milliseconds; the person's own time, accommodations included. */
export const paceOf = (
  { minutes, timeMultiplier }: { minutes: number; timeMultiplier: number },
  items: number,
): number => (items === 0 ? 0 : (minutes * MINUTE_MS * timeMultiplier) / items);

/** What there is to say of one item's time; a right answer is never too quick. */
export function paceMark({ spentMs, isAnswered, isRight }: TimedItem, pace: number): PaceMark | undefined {
  if (spentMs >= LONG_FROM * pace) return 'long';
  return isAnswered && !isRight && spentMs < QUICK_BELOW * pace ? 'quick' : undefined;
}

export interface TimeOfSitting {
  /** Milliseconds: there is for each item, on the average used for each, and used for all. */
  pace: number;
  mean: number;
  spent: number;
  long: number;
  quick: number;
  /** Time that the items beyond twice the pace took more than the pace, milliseconds. */
  lost: number;
}

/** Sums up the time of a sitting's items. */
export function timeOfSitting(items: readonly TimedItem[], pace: number): TimeOfSitting {
  const spent = items.reduce((sum, { spentMs }) => sum + spentMs, 0);
  const marks = items.map((item) => paceMark(item, pace));
  const long = items.filter((_, index) => marks[index] === 'long');
  return {
    pace,
    mean: items.length === 0 ? 0 : spent / items.length,
    spent,
    long: long.length,
    quick: marks.filter((mark) => mark === 'quick').length,
    lost: long.reduce((sum, { spentMs }) => sum + spentMs - pace, 0),
  };
}
