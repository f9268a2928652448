import { quadrature } from './quadrature.ts';
import { expectations, type ItemCurve, type PatternTerms, type ResponseModel } from './response-curves.ts';
import { countOf, itemsIn, type Responses } from './responses.ts';
import { standardErrors } from './standard-errors.ts';

/** One item's place on the scale on which candidates are normal with mean 0 and deviation 1. */
export interface CalibratedItem {
  /** The ability at which half get it right, in standard deviations of the candidates. */
  difficulty: number;
  difficultyError?: number;
  /** Slope of the curve, in logits per standard deviation. */
  discrimination: number;
  discriminationError?: number;
}

export interface Calibration {
  model: ResponseModel;
  items: CalibratedItem[];
  logLikelihood: number;
  rounds: number;
  /** Whether the last round moved no parameter by more than the tolerance. */
  hasConverged: boolean;
}

const TOLERANCE = 1e-7;
const MOST_ROUNDS = 5000;

/**
 * Calibrates items by marginal maximum likelihood with the EM algorithm (Bock and Aitkin 1981): ability is integrated
 * out over a normal distribution by quadrature, and each round fits the curves to the expected counts by Newton's method.
 * Errors of estimation come from the cross-product of the scores of the patterns. Deterministic. Items everybody or
 * nobody got right have no finite difficulty: leave them out before (`calibratable`).
 */
export function calibrate(
  responses: Responses,
  model: ResponseModel,
  { tolerance = TOLERANCE, mostRounds = MOST_ROUNDS } = {},
): Calibration {
  const nodes = quadrature();
  let curves = startingCurves(responses);
  let terms: PatternTerms = expectations(responses, curves, nodes);
  let moved = Number.POSITIVE_INFINITY;
  let rounds = 0;
  while (rounds < mostRounds && moved > tolerance) {
    const next = model === '1pl' ? fitCommonSlope(curves, terms, nodes.at) : fitOwnSlopes(curves, terms, nodes.at);
    moved = Math.max(...next.map((curve, item) => distance(curve, curves[item] ?? curve)));
    curves = next;
    terms = expectations(responses, curves, nodes);
    rounds += 1;
  }
  const errors = standardErrors(responses, curves, terms, nodes, model);
  return {
    model,
    items: curves.map((curve, item) => ({
      difficulty: -curve.intercept / curve.slope,
      discrimination: curve.slope,
      ...errors[item],
    })),
    logLikelihood: terms.logLikelihood,
    rounds,
    hasConverged: moved <= tolerance,
  };
}

/** Items that some got right and some wrong, by their index: the others cannot be placed on the scale. */
export const calibratable = ({ scores }: Responses): number[] =>
  Array.from({ length: itemsIn({ scores }) }, (_, item) => item).filter(
    (item) => scores.some((row) => row[item] === 1) && scores.some((row) => row[item] === 0),
  );

const distance = (a: ItemCurve, b: ItemCurve): number =>
  Math.max(Math.abs(a.slope - b.slope), Math.abs(a.intercept - b.intercept));

/** Slope 1, and the intercept that fits the share right. */
function startingCurves(responses: Responses): ItemCurve[] {
  return Array.from({ length: itemsIn(responses) }, (_, item) => {
    let right = 0.5;
    let given = 1;
    for (const [at, row] of responses.scores.entries()) {
      const score = row[item];
      if (score === null || score === undefined) continue;
      given += countOf(responses, at);
      right += score * countOf(responses, at);
    }
    return { slope: 1, intercept: Math.log(right / (given - right)) };
  });
}

const SLOPES = { least: 0.05, most: 6 };
const bounded = (slope: number): number => Math.min(SLOPES.most, Math.max(SLOPES.least, slope));

/** First and second derivatives of an item's expected log likelihood by slope and intercept. */
function derivatives(curve: ItemCurve, item: number, { given, right }: PatternTerms, at: readonly number[]) {
  const sum = { slope: 0, intercept: 0, slope2: 0, intercept2: 0, both: 0 };
  for (const [node, ability] of at.entries()) {
    const chance = 1 / (1 + Math.exp(-(curve.slope * ability + curve.intercept)));
    const n = given[item]?.[node] ?? 0;
    const residual = (right[item]?.[node] ?? 0) - n * chance;
    const weight = n * chance * (1 - chance);
    sum.slope += residual * ability;
    sum.intercept += residual;
    sum.slope2 += weight * ability * ability;
    sum.intercept2 += weight;
    sum.both += weight * ability;
  }
  return sum;
}

const NEWTON_STEPS = 3;

function fitOwnSlopes(curves: readonly ItemCurve[], terms: PatternTerms, at: readonly number[]): ItemCurve[] {
  return curves.map((start, item) => {
    let curve = start;
    for (let step = 0; step < NEWTON_STEPS; step += 1) {
      const { slope, intercept, slope2, intercept2, both } = derivatives(curve, item, terms, at);
      const whole = slope2 * intercept2 - both * both;
      if (whole <= 1e-12) break;
      curve = {
        slope: bounded(curve.slope + (intercept2 * slope - both * intercept) / whole),
        intercept: curve.intercept + (slope2 * intercept - both * slope) / whole,
      };
    }
    return curve;
  });
}

/** Newton's method on the common slope and all intercepts at once: the matrix is an arrow, solved by elimination. */
function fitCommonSlope(curves: readonly ItemCurve[], terms: PatternTerms, at: readonly number[]): ItemCurve[] {
  let fitted = [...curves];
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    const parts = fitted.map((curve, item) => derivatives(curve, item, terms, at));
    let gradient = 0;
    let curvature = 0;
    for (const { slope, slope2, both, intercept, intercept2 } of parts) {
      if (intercept2 <= 1e-12) continue;
      gradient += slope - (both * intercept) / intercept2;
      curvature += slope2 - (both * both) / intercept2;
    }
    if (curvature <= 1e-12) break;
    const before = fitted[0]?.slope ?? 1;
    const slope = bounded(before + gradient / curvature);
    fitted = fitted.map((curve, item) => {
      const { both, intercept, intercept2 } = parts[item] ?? { both: 0, intercept: 0, intercept2: 0 };
      const change = intercept2 <= 1e-12 ? 0 : (intercept - both * (slope - before)) / intercept2;
      return { slope, intercept: curve.intercept + change };
    });
  }
  return fitted;
}
