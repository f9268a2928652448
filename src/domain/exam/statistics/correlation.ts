/** Pearson's correlation of weighted pairs; undefined where one of the two does not vary. */
export function correlation(pairs: readonly { x: number; y: number; weight: number }[]): number | undefined {
  const whole = pairs.reduce((sum, { weight }) => sum + weight, 0);
  if (whole === 0) return undefined;
  const meanOf = (pick: (pair: { x: number; y: number }) => number) =>
    pairs.reduce((sum, pair) => sum + pair.weight * pick(pair), 0) / whole;
  const x = meanOf((pair) => pair.x);
  const y = meanOf((pair) => pair.y);
  const spreadX = meanOf((pair) => (pair.x - x) ** 2);
  const spreadY = meanOf((pair) => (pair.y - y) ** 2);
  // Below the rounding of a sum of thousands of shares nothing varies.
  if (spreadX < 1e-12 || spreadY < 1e-12) return undefined;
  return meanOf((pair) => (pair.x - x) * (pair.y - y)) / Math.sqrt(spreadX * spreadY);
}
