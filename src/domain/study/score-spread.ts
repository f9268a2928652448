/** A score that is normally distributed, if a certain state is true; and how likely that state is. */
export interface ScoreIf {
  weight: number;
  mean: number;
  variance: number;
}

/**
 * The share of a standard normal distribution below `z`, to seven digits (Abramowitz and Stegun 1964, 26.2.17).
 * Never outside [0, 1].
 */
export function normalShareBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const above = (Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)) * series;
  return Math.min(1, Math.max(0, z >= 0 ? 1 - above : above));
}

/** The probability of a score above `mark`, where the mark itself has a standard deviation. */
export function shareAbove(scores: readonly ScoreIf[], mark: number, markDeviation = 0): number {
  let below = 0;
  let whole = 0;
  for (const { weight, mean, variance } of scores) {
    below += weight * normalShareBelow((mark - mean) / Math.sqrt(variance + markDeviation ** 2 + 1e-12));
    whole += weight;
  }
  return Math.min(1, Math.max(0, 1 - below / whole));
}

/** The score below which `share` of the distribution lies, by halving, within [0, 1], to six digits. */
export function scoreAt(scores: readonly ScoreIf[], share: number): number {
  let [low, high] = [0, 1];
  for (let halving = 0; halving < 20; halving++) {
    const middle = (low + high) / 2;
    if (1 - shareAbove(scores, middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
