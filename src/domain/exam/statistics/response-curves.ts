import type { Nodes } from './quadrature.ts';
import { countOf, itemsIn, type Responses } from './responses.ts';

/** `1pl`: all items tell the able from the less able equally well (Rasch, with the common slope free). `2pl`: each its own. */
export type ResponseModel = '1pl' | '2pl';

/** The chance to get an item right is 1 / (1 + e^−(slope × ability + intercept)). */
export interface ItemCurve {
  slope: number;
  intercept: number;
}

/** Expected counts given the curves: what the E step of Bock and Aitkin (1981) hands to the M step. */
export interface PatternTerms {
  /** `given[item][node]`: candidates of that ability who were given the item. */
  given: number[][];
  /** Those of them who got it right. */
  right: number[][];
  /** `posterior[row][node]`: how likely the candidate behind a row has that ability. */
  posterior: number[][];
  logLikelihood: number;
}

/** ln(1 + e^x) without overflow. */
const softplus = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));

/** Log chances of right and wrong, by item and node: worked out once a round, not once a candidate. */
interface LogChances {
  right: readonly number[];
  wrong: readonly number[];
}

function logChances({ slope, intercept }: ItemCurve, { at }: Nodes): LogChances {
  const logits = at.map((ability) => slope * ability + intercept);
  return { right: logits.map((logit) => -softplus(-logit)), wrong: logits.map((logit) => -softplus(logit)) };
}

/** Expected counts and the marginal log likelihood of the rows under these curves. */
export function expectations(responses: Responses, curves: readonly ItemCurve[], nodes: Nodes): PatternTerms {
  const items = itemsIn(responses);
  const empty = () => Array.from({ length: items }, () => new Array<number>(nodes.at.length).fill(0));
  const terms: PatternTerms = { given: empty(), right: empty(), posterior: [], logLikelihood: 0 };
  const chances = curves.map((curve) => logChances(curve, nodes));
  const prior = nodes.weight.map(Math.log);
  for (const [at, row] of responses.scores.entries()) {
    const { posterior, logLikelihood } = posteriorOf(row, chances, prior);
    const count = countOf(responses, at);
    terms.posterior.push(posterior);
    terms.logLikelihood += count * logLikelihood;
    addCounts(terms, row, posterior, count);
  }
  return terms;
}

function posteriorOf(row: readonly (0 | 1 | null)[], chances: readonly LogChances[], prior: readonly number[]) {
  const logs = [...prior];
  for (const [item, score] of row.entries()) {
    const own = score === null ? undefined : chances[item]?.[score === 1 ? 'right' : 'wrong'];
    if (!own) continue;
    for (let node = 0; node < logs.length; node += 1) logs[node] = (logs[node] ?? 0) + (own[node] ?? 0);
  }
  const highest = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - highest));
  const whole = weights.reduce((sum, one) => sum + one, 0);
  return { posterior: weights.map((one) => one / whole), logLikelihood: highest + Math.log(whole) };
}

function addCounts(
  { given, right }: PatternTerms,
  row: readonly (0 | 1 | null)[],
  posterior: readonly number[],
  count: number,
): void {
  for (const [item, score] of row.entries()) {
    const [givenHere, rightHere] = [given[item], right[item]];
    if (score === null || !givenHere || !rightHere) continue;
    for (let node = 0; node < posterior.length; node += 1) {
      const share = posterior[node] ?? 0;
      givenHere[node] = (givenHere[node] ?? 0) + count * share;
      rightHere[node] = (rightHere[node] ?? 0) + count * share * score;
    }
  }
}
