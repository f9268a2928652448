import { type RecordedSitting, wasReached } from './exam-records.ts';

/** How far forms of one kind, each drawn anew from the bank, can be relied on. */
export interface DrawnForms {
  sittings: number;
  /** Mean number of scored items. */
  items: number;
  /** Mean share right, and the standard deviation of shares that forms of this length have. */
  mean: number;
  deviation?: number;
  /** KR-20. Undefined where it cannot be known. */
  reliability?: number;
  /** Standard error of measurement, as a share of the form. */
  standardError?: number;
}

/**
 * KR-20 for forms that share only some of their items. Kuder and Richardson's formula is k·c̄ / (v̄ + (k − 1)·c̄) with the
 * mean variance v̄ of the items and the mean covariance c̄ of two of them (Cronbach 1951, equation 46); both are averaged
 * over whatever items and pairs somebody was given. Where all were given the same items it is KR-20 itself. Pretest
 * items are left out, and so is what was not reached: forms that somebody went away from would look reliable.
 */
export function drawnForms(sittings: readonly RecordedSitting[]): DrawnForms {
  const scored = sittings
    .map(({ answers }) => answers.filter((answer) => !answer.isPretest && wasReached(answer)))
    .filter((one) => one.length);
  const answers = scored.reduce((sum, one) => sum + one.length, 0);
  if (answers === 0) return { sittings: 0, items: 0, mean: 0 };
  const shares = sharesRight(scored.flat());
  const sums = { variance: 0, covariance: 0, pairs: 0 };
  for (const form of scored) {
    const deviations = form.map(({ item, isRight }) => (isRight ? 1 : 0) - (shares.get(item) ?? 0));
    const squares = deviations.reduce((sum, one) => sum + one * one, 0);
    sums.variance += squares;
    sums.covariance += deviations.reduce((sum, one) => sum + one, 0) ** 2 - squares;
    sums.pairs += form.length * (form.length - 1);
  }
  const items = answers / scored.length;
  const mean = scored.flat().filter(({ isRight }) => isRight).length / answers;
  const found = { sittings: scored.length, items, mean };
  if (scored.length < 2 || sums.pairs === 0) return found;
  return { ...found, ...relianceOf(items, sums.variance / answers, sums.covariance / sums.pairs) };
}

function relianceOf(items: number, variance: number, covariance: number): Partial<DrawnForms> {
  const whole = (variance + (items - 1) * covariance) / items;
  if (whole < 1e-12) return {};
  const reliability = covariance / whole;
  return {
    deviation: Math.sqrt(whole),
    reliability,
    standardError: Math.sqrt(whole * Math.max(0, 1 - Math.max(0, reliability))),
  };
}

function sharesRight(answers: readonly { item: number; isRight: boolean }[]): Map<number, number> {
  const counts = new Map<number, { given: number; right: number }>();
  for (const { item, isRight } of answers) {
    const count = counts.get(item) ?? { given: 0, right: 0 };
    counts.set(item, { given: count.given + 1, right: count.right + (isRight ? 1 : 0) });
  }
  return new Map([...counts].map(([item, { given, right }]) => [item, right / given]));
}
