/** A score as two whole numbers, never reduced, so that a screen can show what was counted: 7 of 9. */
export interface Fraction {
  numerator: number;
  denominator: number;
}

/** `numerator / denominator`; nothing out of nothing is 0 of 1, so that a score is always a number. */
export function fraction(numerator: number, denominator: number): Fraction {
  return denominator === 0 ? { numerator: 0, denominator: 1 } : { numerator, denominator };
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/**
 * `(sum / scale) / denominator` with the smallest whole numbers that keep `denominator` recognisable: seven halves of
 * nine are 7 of 18, four of nine stay 4 of 9. `sum` and `scale` are whole numbers; a negative sum counts as 0.
 */
export function scaledFraction(sum: number, scale: number, denominator: number): Fraction {
  const divisor = greatestCommonDivisor(Math.max(0, sum), scale);
  return fraction(Math.max(0, sum) / divisor, (scale / divisor) * denominator);
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`; exact. */
export function compareFractions(a: Fraction, b: Fraction): number {
  return a.numerator * b.denominator - b.numerator * a.denominator;
}

/** A percentage for people: rounded half up to one decimal, which is left out when it is zero (`80 %`, `66.7 %`). */
export function formatPercent({ numerator, denominator }: Fraction): string {
  const tenths = Math.floor((2000 * numerator + denominator) / (2 * denominator));
  const rest = tenths % 10;
  return `${(tenths - rest) / 10}${rest === 0 ? '' : `.${rest}`} %`;
}
