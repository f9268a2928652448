import type { Instant } from '#domain/time';
import { type ExamRecords, type RecordedAnswer, type RecordedSitting, wasReached } from './exam-records.ts';

/** A person's first answer to an item that was on their screen. */
export interface FirstResponse {
  answer: RecordedAnswer;
  /** Index of the sitting. */
  sitting: number;
  at: Instant;
  /** Share right of the other scored items of the sitting that were reached; undefined where these are too few to tell of anybody. */
  rest?: number;
}

export interface FirstResponses {
  /** By item; in the order of the sittings. */
  byItem: FirstResponse[][];
  /** By sitting: those of its answers that were its person's first. */
  bySitting: RecordedAnswer[][];
}

/** A handful of other items says hardly anything about a person. */
const LEAST_REST = 10;

/** Sorts first answers out: by item, and by sitting. */
export function firstResponses({ items, sittings }: ExamRecords): FirstResponses {
  const found: FirstResponses = { byItem: items.map(() => []), bySitting: [] };
  const seen = new Map<string, Set<number>>();
  for (const [index, sitting] of sittings.entries()) {
    const known = seen.get(sitting.personId) ?? new Set<number>();
    seen.set(sitting.personId, known);
    const first = sitting.answers.filter((answer) => !known.has(answer.item) && wasReached(answer));
    const whole = scoredOf(sitting);
    for (const answer of first) {
      const rest = restOf(whole, answer);
      found.byItem[answer.item]?.push({
        answer,
        sitting: index,
        at: sitting.startedAt,
        ...(rest !== undefined && { rest }),
      });
    }
    found.bySitting.push(first);
    // Also of what was not reached the result shows the key: a later answer would tell of memory.
    for (const { item } of sitting.answers) known.add(item);
  }
  return found;
}

function scoredOf({ answers }: RecordedSitting): { given: number; right: number } {
  const scored = answers.filter((answer) => !answer.isPretest && wasReached(answer));
  return { given: scored.length, right: scored.filter(({ isRight }) => isRight).length };
}

function restOf({ given, right }: { given: number; right: number }, answer: RecordedAnswer): number | undefined {
  const own = answer.isPretest ? 0 : 1;
  if (given - own < LEAST_REST) return undefined;
  return (right - (own && answer.isRight ? 1 : 0)) / (given - own);
}
