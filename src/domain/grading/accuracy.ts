/** A share with the range it may really have. All three lie in [0, 1]. */
export interface Accuracy {
  share: number;
  low: number;
  high: number;
}

/** The two-sided 95 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/**
 * Accuracy over several charts with its 95 % interval by Wilson's score method (Wilson 1927), which stays inside
 * [0, 1] and is honest for few charts: 27 of 30 is 90 %, 74 to 97 %. Of 0 charts nothing is known: 0 to 1.
 * `right` and `of` are whole numbers, `0 <= right <= of`.
 */
export function wilsonInterval(right: number, of: number): Accuracy {
  if (of === 0) return { share: 0, low: 0, high: 1 };
  const share = right / of;
  const centre = share + (Z * Z) / (2 * of);
  const spread = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  const whole = 1 + (Z * Z) / of;
  return {
    share,
    low: right === 0 ? 0 : Math.max(0, (centre - spread) / whole),
    high: right === of ? 1 : Math.min(1, (centre + spread) / whole),
  };
}

/** Lines to read an accuracy against, as exact fractions of codes that agree. */
export const REFERENCE_LINES = [
  { name: 'Industry standard', numerator: 95, denominator: 100 },
  { name: 'Certified coders, 2018 national contest, all codes', numerator: 575, denominator: 1000 },
  { name: 'Certified coders, 2018 national contest, secondary diagnoses', numerator: 388, denominator: 1000 },
] as const;
