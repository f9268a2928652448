import type { Fraction } from '#domain/grading/fraction';

/**
 * `partly` is for answers that are neither: two of three choices, a code too few. What it is worth says `credit`.
 */
export type Verdict = 'right' | 'partly' | 'wrong' | 'unanswered';

/** One thing said about an answer. Texts are small Markdown. */
export interface Remark {
  /** What it speaks of: an option, a code, a part of a drawing, a value. */
  about: string;
  /** `note` is said of what was rightly left alone. */
  tone: 'right' | 'wrong' | 'missed' | 'note';
  texts: string[];
  cites: string[];
}

/** The verdict on one answer; a plain JSON value. */
export interface Judgement {
  verdict: Verdict;
  /** What the answer is worth in a score, 0 to 1. */
  credit: number;
  /** How much of it was right, for showing: 2 of 3. It may be more than the credit. */
  share: Fraction;
  remarks: Remark[];
}

/** All or nothing, as certification exams score: a share below the whole is shown and worth nothing. */
export function allOrNothing(share: Fraction, remarks: Remark[]): Judgement {
  const isWhole = share.numerator === share.denominator;
  const verdict = isWhole ? 'right' : share.numerator > 0 ? 'partly' : 'wrong';
  return { verdict, credit: isWhole ? 1 : 0, share, remarks };
}
