import type { Instant } from '#domain/time';
import { chanceOfRight, normalKernel, quantile, SCALE, smooth } from './ability-scale.ts';
import { type DomainEvidence, type Evidence, gatherEvidence } from './readiness-evidence.ts';
import { LEAST_EVIDENCE, READINESS_PARAMETERS, type ReadinessParameters } from './readiness-parameters.ts';
import { type Abilities, abilitiesGiven, type Posterior, posteriorOf, type State } from './readiness-posterior.ts';
import { type ScoreIf, scoreAt, shareAbove } from './score-spread.ts';

/** An exam as far as a forecast needs it. */
export interface ExamPlan {
  /** At least one; shares are parts of the scored items and add up to 1. */
  domains: readonly { id: string; share: number }[];
  /** Scored items. */
  items: number;
  /** The chance of guessing an item right. */
  chance: number;
  /** The share right that passes, and its standard deviation where the organisation does not publish it. */
  pass: { share: number; deviation: number };
}

/** A share of items right with the range it lies in with 95 % probability. All in [0, 1], `low <= high`. */
export interface Expected {
  expected: number;
  low: number;
  high: number;
}

export interface DomainReadiness extends Expected {
  id: string;
  share: number;
  /** Answers about it, and what they come to in full, recent answers. */
  answers: number;
  weight: number;
}

export interface Readiness {
  domains: DomainReadiness[];
  /** What would be right of very many items of the exam. */
  overall: Expected;
  /** The range one sitting lies in with 95 % probability: the luck of the day added. */
  sitting: Omit<Expected, 'expected'>;
  /** The probability of passing one sitting, or what is missing before anything can be said of it. */
  verdict: { kind: 'estimate'; pass: number } | TooLittle;
}

export interface TooLittle {
  kind: 'too-little';
  /** Domains that lack evidence, the largest share first, and how many full answers each lacks. */
  missing: { id: string; more: number }[];
  /** How many full answers are missing over all. */
  moreInAll: number;
}

/** Nodes and weights of Gauss and Hermite for the difference between practice and the day. */
const SHIFTS = [
  { by: -Math.sqrt(3), weight: 1 / 6 },
  { by: 0, weight: 2 / 3 },
  { by: Math.sqrt(3), weight: 1 / 6 },
] as const;

/**
 * What somebody would score in an exam, from what they showed in practice: a Rasch model with an ability overall and
 * deviations by domain that are partly pooled, worked out on a grid (docs/decisions/0025-readiness-model.md). The order
 * of the evidence is of no consequence; the same input gives the same answer.
 */
export function estimateReadiness(
  plan: ExamPlan,
  evidence: readonly Evidence[],
  now: Instant,
  parameters: ReadinessParameters = READINESS_PARAMETERS,
): Readiness {
  const ids = plan.domains.map(({ id }) => id);
  const gathered = gatherEvidence(ids, evidence, now, parameters);
  const posterior = posteriorOf(gathered, parameters);
  const { truths, sittings, means, abilities } = outlookOf(plan, posterior, parameters);
  const right = rightOnTheDay(plan, parameters);
  return {
    domains: plan.domains.map(({ id, share }, domain) => {
      const { answers, weight } = gathered[domain] as DomainEvidence;
      const bound = (part: number) => right(quantile(abilities[domain] as Float64Array, part));
      return { id, share, answers, weight, ...within(means[domain] as number, bound(0.025), bound(0.975)) };
    }),
    overall: within(averageOf(truths), scoreAt(truths, 0.025), scoreAt(truths, 0.975)),
    sitting: { low: scoreAt(sittings, 0.025), high: scoreAt(sittings, 0.975) },
    verdict: lacking(plan, gathered) ?? { kind: 'estimate', pass: passing(plan, sittings) },
  };
}

/** The chance of somebody of an ability with an item of the exam. */
const rightOnTheDay =
  ({ chance }: ExamPlan, { usualDifficulty: { mean, deviation } }: ReadinessParameters) =>
  (ability: number): number =>
    chanceOfRight(ability, { difficulty: mean, deviation, chance });

interface Outlook {
  /** Of endless exams. */
  truths: ScoreIf[];
  /** Of one sitting. */
  sittings: ScoreIf[];
  /** By domain: the mean share right, and how likely each ability is on the day. */
  means: number[];
  abilities: Float64Array[];
}

/** The chance of being right at every point of the scale, if the day differs from practice by a shift. */
interface Day {
  weight: number;
  right: Float64Array;
}

/** What is scored, over all states and all differences between practice and the day. */
function outlookOf(plan: ExamPlan, posterior: Posterior, parameters: ReadinessParameters): Outlook {
  const right = rightOnTheDay(plan, parameters);
  const days = SHIFTS.map(({ by, weight }) => ({
    weight,
    right: Float64Array.from(SCALE, (ability) => right(ability - by * parameters.transferDeviation)),
  }));
  const outlook: Outlook = {
    truths: [],
    sittings: [],
    means: plan.domains.map(() => 0),
    abilities: plan.domains.map(() => new Float64Array(SCALE.length)),
  };
  for (const state of posterior.states) addState(outlook, plan, posterior, state, days);
  const kernel = normalKernel(parameters.transferDeviation);
  return { ...outlook, abilities: outlook.abilities.map((abilities) => smooth(abilities, kernel)) };
}

/** Adds what is scored if a state is true: in each domain a binomial number of items, mixed over its abilities. */
function addState(
  outlook: Outlook,
  { domains, items }: ExamPlan,
  { likelihoods }: Posterior,
  state: State,
  days: readonly Day[],
): void {
  const sums = days.map(() => ({ mean: 0, spread: 0, luck: 0 }));
  for (const [domain, { share }] of domains.entries()) {
    const abilities = abilitiesGiven(state, domain, likelihoods);
    addAbilities(outlook.abilities[domain] as Float64Array, abilities, state.weight);
    for (const [index, { right, weight }] of days.entries()) {
      const sum = sums[index] as (typeof sums)[number];
      const { first, second } = moments(abilities, right);
      sum.mean += share * first;
      sum.spread += share * share * Math.max(0, second - first * first);
      sum.luck += (share / items) * Math.max(0, first - second);
      outlook.means[domain] = (outlook.means[domain] as number) + state.weight * weight * first;
    }
  }
  for (const [index, { mean, spread, luck }] of sums.entries()) {
    const weight = state.weight * (days[index] as Day).weight;
    outlook.truths.push({ weight, mean, variance: spread });
    outlook.sittings.push({ weight, mean, variance: spread + luck });
  }
}

/** Mean and mean square of the chance of being right. */
function moments({ from, parts }: Abilities, right: Float64Array): { first: number; second: number } {
  let [first, second] = [0, 0];
  for (let index = 0; index < parts.length; index++) {
    const chance = right[from + index] as number;
    const weighed = (parts[index] as number) * chance;
    first += weighed;
    second += weighed * chance;
  }
  return { first, second };
}

function addAbilities(sums: Float64Array, { from, parts }: Abilities, weight: number): void {
  for (let index = 0; index < parts.length; index++)
    sums[from + index] = (sums[from + index] as number) + weight * (parts[index] as number);
}

/** More right than the mark by half an item: scores are whole items. */
function passing({ items, pass }: ExamPlan, sittings: readonly ScoreIf[]): number {
  const needed = pass.deviation > 0 ? pass.share * items : Math.ceil(pass.share * items - 1e-9);
  return shareAbove(sittings, (needed - 0.5) / items, pass.deviation);
}

const averageOf = (scores: readonly ScoreIf[]): number =>
  scores.reduce((sum, { weight, mean }) => sum + weight * mean, 0) /
  scores.reduce((sum, { weight }) => sum + weight, 0);

const unit = (value: number): number => Math.min(1, Math.max(0, value));

const within = (expected: number, low: number, high: number): Expected => ({
  expected: unit(expected),
  low: unit(Math.min(low, expected)),
  high: unit(Math.max(high, expected)),
});

function lacking({ domains }: ExamPlan, gathered: readonly DomainEvidence[]): TooLittle | undefined {
  const { inDomain, inAll, shareOfExam } = LEAST_EVIDENCE;
  const held = domains.map(({ id, share }, index) => ({ id, share, weight: gathered[index]?.weight ?? 0 }));
  const seen = held.filter(({ weight }) => weight >= inDomain).reduce((sum, { share }) => sum + share, 0);
  const all = held.reduce((sum, { weight }) => sum + weight, 0);
  if (seen >= shareOfExam - 1e-9 && all >= inAll) return undefined;
  const missing = held
    .filter(({ weight }) => weight < inDomain)
    .sort((one, other) => other.share - one.share)
    .map(({ id, weight }) => ({ id, more: Math.ceil(inDomain - weight) }));
  return { kind: 'too-little', missing, moreInAll: Math.max(0, Math.ceil(inAll - all)) };
}
