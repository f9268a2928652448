import { normalKernel, SCALE, smooth } from './ability-scale.ts';
import type { DomainEvidence } from './readiness-evidence.ts';
import type { ReadinessParameters } from './readiness-parameters.ts';

/** Places that together weigh less than this are not looked at. */
const NEGLIGIBLE = 1e-6;

/** One possible state: how far domains lie apart, and the ability overall. */
export interface State {
  /** Its probability given the evidence. */
  weight: number;
  /** Index of the ability overall on the scale. */
  at: number;
  spread: Spread;
}

/** Everything that follows from one standard deviation of the domains. */
export interface Spread {
  kernel: readonly number[];
  /** By domain: the likelihood of its evidence when the ability overall is at a point, the domain's own integrated out. */
  marginal: readonly Float64Array[];
}

export interface Posterior {
  states: State[];
  /** By domain: its likelihood at every point of the scale, the largest being 1. */
  likelihoods: readonly Float64Array[];
}

/**
 * What may be true given the evidence, by exact sums over the scale: given the ability overall and the spread, domains
 * are independent, so that each can be integrated out by itself. No sampling, no approximation by a normal curve.
 */
export function posteriorOf(evidence: readonly DomainEvidence[], parameters: ReadinessParameters): Posterior {
  const likelihoods = evidence.map(({ logLikelihood }) => logLikelihood.map(Math.exp));
  const spreads = parameters.domainDeviations.map((deviation): Spread => {
    const kernel = normalKernel(deviation);
    return { kernel, marginal: likelihoods.map((likelihood) => smooth(likelihood, kernel)) };
  });
  const logged = spreads.flatMap((spread) =>
    SCALE.map((ability, at) => ({ spread, at, log: logWeight(ability, at, spread, parameters) })),
  );
  const highest = logged.reduce((most, { log }) => Math.max(most, log), Number.NEGATIVE_INFINITY);
  const whole = logged.reduce((sum, { log }) => sum + Math.exp(log - highest), 0);
  const states = logged
    .map(({ spread, at, log }) => ({ spread, at, weight: Math.exp(log - highest) / whole }))
    .filter(({ weight }) => weight > NEGLIGIBLE);
  return { states, likelihoods };
}

function logWeight(ability: number, at: number, { marginal }: Spread, { prior }: ReadinessParameters): number {
  const before = -0.5 * ((ability - prior.mean) / prior.deviation) ** 2;
  return marginal.reduce((sum, byAbility) => sum + Math.log(Math.max(byAbility[at] as number, 1e-300)), before);
}

/** How likely the abilities of one domain are: `parts[i]` for the point `from + i` of the scale. */
export interface Abilities {
  from: number;
  parts: Float64Array;
}

/** How likely each ability is in a domain if a state is true; together they make 1. */
export function abilitiesGiven({ at, spread }: State, domain: number, likelihoods: readonly Float64Array[]): Abilities {
  const likelihood = likelihoods[domain] as Float64Array;
  const whole = Math.max((spread.marginal[domain] as Float64Array)[at] as number, 1e-300);
  const [reach, last] = [spread.kernel.length - 1, SCALE.length - 1];
  const from = Math.max(0, at - reach);
  const parts = new Float64Array(Math.min(last, at + reach) - from + 1);
  // What lies beyond an end of the scale stays at that end, as in `smooth`.
  for (let steps = -reach; steps <= reach; steps++) {
    const index = Math.min(last, Math.max(0, at + steps));
    const part = ((spread.kernel[Math.abs(steps)] as number) * (likelihood[index] as number)) / whole;
    parts[index - from] = (parts[index - from] as number) + part;
  }
  return { from, parts };
}
