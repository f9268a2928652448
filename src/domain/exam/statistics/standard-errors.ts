import { invert } from './invert.ts';
import type { Nodes } from './quadrature.ts';
import type { ItemCurve, PatternTerms, ResponseModel } from './response-curves.ts';
import { countOf, type Responses } from './responses.ts';

/**
 * The cross-product of n scores of k parameters is inverted too large by about n / (n − k), and not at all from n = k
 * down. With fewer than so many people for each parameter an item is looked at by itself.
 */
const ENOUGH = 20;

interface ItemErrors {
  difficultyError?: number;
  discriminationError?: number;
}

/**
 * Errors of estimation from the cross-product of the patterns' scores, the empirical information matrix (Louis 1982;
 * Meilijson 1989): each pattern's score is the expectation of the complete-data score over its ability. The difficulty's
 * error follows by the delta method. Empty where the matrix cannot be inverted: then too little is known.
 */
export function standardErrors(
  responses: Responses,
  curves: readonly ItemCurve[],
  { posterior }: PatternTerms,
  nodes: Nodes,
  model: ResponseModel,
): ItemErrors[] {
  const slopes = model === '1pl' ? 1 : curves.length;
  const size = slopes + curves.length;
  const information = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const [at, row] of responses.scores.entries()) {
    const score = scoreOf(row, curves, posterior[at] ?? [], nodes, slopes);
    const count = countOf(responses, at);
    addProduct(information, score, count);
  }
  const people = responses.scores.reduce((sum, _, at) => sum + countOf(responses, at), 0);
  const whole = people < ENOUGH * size ? undefined : invert(information);
  return curves.map(({ slope, intercept }, item) => {
    const places = [slopes === 1 ? 0 : item, slopes + item];
    const own = whole
      ? places.map((a) => places.map((b) => whole[a]?.[b] ?? Number.NaN))
      : invert(places.map((a) => places.map((b) => information[a]?.[b] ?? 0)));
    if (!own) return {};
    const entry = (a: number, b: number) => own[a]?.[b] ?? Number.NaN;
    // b = −intercept / slope, so ∂b/∂slope = intercept / slope² and ∂b/∂intercept = −1 / slope.
    const [bySlope, byIntercept] = [intercept / slope ** 2, -1 / slope];
    const variance =
      bySlope ** 2 * entry(0, 0) + 2 * bySlope * byIntercept * entry(0, 1) + byIntercept ** 2 * entry(1, 1);
    return { ...rootOf('difficultyError', variance), ...rootOf('discriminationError', entry(0, 0)) };
  });
}

/** An error under its name; nothing where rounding left no variance to take the root of. */
const rootOf = (name: keyof ItemErrors, variance: number): ItemErrors =>
  variance > 0 ? { [name]: Math.sqrt(variance) } : {};

/** Adds the product of a row's score with itself. A row tells nothing of items it was not given: these are skipped. */
function addProduct(information: number[][], score: readonly number[], count: number): void {
  const touched = score.flatMap((value, at) => (value === 0 ? [] : [at]));
  for (const a of touched) {
    const line = information[a] as number[];
    const factor = count * (score[a] ?? 0);
    for (const b of touched) line[b] = (line[b] ?? 0) + factor * (score[b] ?? 0);
  }
}

function scoreOf(
  row: readonly (0 | 1 | null)[],
  curves: readonly ItemCurve[],
  posterior: readonly number[],
  nodes: Nodes,
  slopes: number,
): number[] {
  const score = new Array<number>(slopes + curves.length).fill(0);
  for (const [item, value] of row.entries()) {
    const curve = curves[item];
    if (value === null || curve === undefined) continue;
    for (const [node, share] of posterior.entries()) {
      const ability = nodes.at[node] ?? 0;
      const residual = share * (value - 1 / (1 + Math.exp(-(curve.slope * ability + curve.intercept))));
      const place = slopes === 1 ? 0 : item;
      score[place] = (score[place] ?? 0) + residual * ability;
      score[slopes + item] = (score[slopes + item] ?? 0) + residual;
    }
  }
  return score;
}
