/**
 * The scale abilities are reckoned on: equally spaced points in logits. Sums over them are as good as integrals as long
 * as nothing is narrower than half a step.
 */
export const STEP = 0.25;
const LOWEST = -6;
const POINTS = 49;
export const SCALE: readonly number[] = Array.from({ length: POINTS }, (_, index) => LOWEST + index * STEP);

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** A standard deviation of difficulty that is integrated out flattens the curve by this factor (MacKay 1992). */
export const flattening = (deviation: number): number => 1 / Math.sqrt(1 + (Math.PI / 8) * deviation * deviation);

export interface ItemKind {
  difficulty: number;
  /** Standard deviation of the difficulty. */
  deviation: number;
  chance: number;
}

/** The chance that somebody of an ability gets an item of a kind right: a Rasch curve over the chance of guessing. */
export const chanceOfRight = (ability: number, { difficulty, deviation, chance }: ItemKind): number =>
  chance + (1 - chance) * logistic(flattening(deviation) * (ability - difficulty));

/** Weights of a normal distribution at distances of 0, 1, 2 … steps, up to four deviations; both sides add up to 1. */
export function normalKernel(deviation: number): number[] {
  const reach = Math.max(1, Math.ceil((4 * deviation) / STEP));
  const raw = Array.from({ length: reach + 1 }, (_, steps) => Math.exp(-0.5 * ((steps * STEP) / deviation) ** 2));
  const whole = raw.reduce((sum, weight, steps) => sum + (steps === 0 ? weight : 2 * weight), 0);
  return raw.map((weight) => weight / whole);
}

/** Values on the scale, smoothed: what lies beyond an end of it stays at that end. */
export function smooth(values: ArrayLike<number>, kernel: readonly number[]): Float64Array {
  const smoothed = new Float64Array(POINTS);
  for (let at = 0; at < POINTS; at++) {
    let sum = (kernel[0] as number) * (values[at] as number);
    for (let steps = 1; steps < kernel.length; steps++)
      sum +=
        (kernel[steps] as number) *
        ((values[Math.max(0, at - steps)] as number) + (values[Math.min(POINTS - 1, at + steps)] as number));
    smoothed[at] = sum;
  }
  return smoothed;
}

/** The ability below which a share of a distribution over the scale lies, interpolated between points. */
export function quantile(weights: ArrayLike<number>, share: number): number {
  const whole = Array.from(weights).reduce((sum, weight) => sum + weight, 0);
  let below = 0;
  for (let at = 0; at < POINTS; at++) {
    const weight = (weights[at] as number) / whole;
    // A point stands for the step around it.
    if (below + weight >= share && weight > 0) return (SCALE[at] as number) + STEP * ((share - below) / weight - 0.5);
    below += weight;
  }
  return SCALE[POINTS - 1] as number;
}
