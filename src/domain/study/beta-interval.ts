/** Lanczos' approximation of ln Γ(x) for x > 0 (g = 7, nine coefficients); right to about 15 digits. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

function logGamma(x: number): number {
  const shifted = x - 1;
  const series = LANCZOS.reduce<number>(
    (sum, factor, index) => (index === 0 ? factor : sum + factor / (shifted + index)),
    0,
  );
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(series);
}

const TINY = 1e-300;
const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
const CLOSE_ENOUGH = 1e-12;
const MOST_STEPS = 500;

/** The continued fraction of the incomplete beta function by Lentz's method (DLMF 8.17.22). */
function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= MOST_STEPS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    result *= c * d;
    if (Math.abs(c * d - 1) < CLOSE_ENOUGH) break;
  }
  return result;
}

/** The chance that a share with a Beta(a, b) distribution is at most `x`, as a function of `x`; `a, b > 0`. */
function distribution(a: number, b: number): (x: number) => number {
  const logScale = logGamma(a + b) - logGamma(a) - logGamma(b);
  const front = (x: number) => Math.exp(logScale + a * Math.log(x) + b * Math.log1p(-x));
  return (x) => {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    // The fraction converges fast on the lower side of the mean; the other side is its mirror.
    return x < (a + 1) / (a + b + 2)
      ? (front(x) * continuedFraction(x, a, b)) / a
      : 1 - (front(x) * continuedFraction(1 - x, b, a)) / b;
  };
}

/** The chance that a share with a Beta(a, b) distribution is at most `x`; `a, b > 0`, `x` in [0, 1]. */
export const betaAtMost = (x: number, a: number, b: number): number => distribution(a, b)(x);

/** Halvings until the share is right to a millionth: more than a screen shows. */
const HALVINGS = 20;

/** The share below which a Beta(a, b) distribution has the part `probability`. */
export function betaQuantile(probability: number, a: number, b: number): number {
  const atMost = distribution(a, b);
  let [low, high] = [0, 1];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (atMost(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
