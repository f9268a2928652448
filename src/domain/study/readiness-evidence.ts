import type { Instant } from '#domain/time';
import { chanceOfRight, type ItemKind, SCALE } from './ability-scale.ts';
import type { ObservationSource } from './observation.ts';
import type { ReadinessParameters } from './readiness-parameters.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** An observation as the model sees it. */
export interface Evidence {
  /** Ids of the domains it is about; it counts in each with an equal part. */
  domains: readonly string[];
  source: ObservationSource;
  /** What several observations have in common that makes them alike: the attempt at a chart, the item of a check. */
  unit: string;
  /** From 0, wrong, to 1, right. */
  credit: number;
  /** In logits, as authored. */
  difficulty?: number;
  at: Instant;
}

/** What is known of one domain. */
export interface DomainEvidence {
  /** Answers that are about it. */
  answers: number;
  /** The same in full answers: old, repeated and shared ones count less. */
  weight: number;
  /** Log likelihood at every point of the scale, the largest being 0. */
  logLikelihood: Float64Array;
}

interface Group extends ItemKind {
  right: number;
  wrong: number;
}

/**
 * Sums up evidence domain by domain, in the order of `domains`. A partly right answer is partly a right and partly a
 * wrong one. Evidence of other domains and of sources the parameters leave out is left out.
 */
export function gatherEvidence(
  domains: readonly string[],
  evidence: readonly Evidence[],
  now: Instant,
  parameters: ReadinessParameters,
): DomainEvidence[] {
  const weights = weigh(evidence, now, parameters);
  const places = new Map(domains.map((id, index) => [id, index]));
  const groups = domains.map(() => new Map<string, Group>());
  const counts = domains.map(() => ({ answers: 0, weight: 0 }));
  for (const [index, one] of evidence.entries()) {
    const kind = itemKind(one, now, parameters);
    const known = one.domains.flatMap((id) => places.get(id) ?? []);
    for (const place of kind ? known : []) {
      const weight = (weights[index] as number) / known.length;
      add(groups[place] as Map<string, Group>, kind as ItemKind, weight, one.credit);
      const count = counts[place] as { answers: number; weight: number };
      count.answers += 1;
      count.weight += weight;
    }
  }
  return counts.map((count, place) => ({ ...count, logLikelihood: likelihoodOf(groups[place] as Map<string, Group>) }));
}

/** How much each counts: half for every half-life of its age, and less the more there are of its unit (Kish 1965). */
function weigh(evidence: readonly Evidence[], now: Instant, { halfLifeDays, sources }: ReadinessParameters): number[] {
  const unitOf = ({ source, unit }: Evidence) => `${source} ${unit}`;
  const sizes = new Map<string, number>();
  for (const one of evidence) sizes.set(unitOf(one), (sizes.get(unitOf(one)) ?? 0) + 1);
  return evidence.map((one) => {
    const days = daysSince(one, now);
    const others = (sizes.get(unitOf(one)) as number) - 1;
    return 0.5 ** (days / halfLifeDays) / (1 + others * (sources[one.source]?.alike ?? 0));
  });
}

const daysSince = ({ at }: Evidence, now: Instant): number => Math.max(0, now - at) / DAY_MS;

/** What an answer was given to, as it would be today; undefined for a source that is no evidence. */
function itemKind(one: Evidence, now: Instant, parameters: ReadinessParameters): ItemKind | undefined {
  const { source, difficulty } = one;
  const known = parameters.sources[source];
  if (!known) return undefined;
  // In half months: answers of the same kind are summed up together.
  const months = Math.min(parameters.gain.months, Math.round(daysSince(one, now) / 15) / 2);
  const { mean, deviation } = parameters.usualDifficulty;
  return {
    difficulty: (difficulty ?? mean) - known.easier + months * parameters.gain.perMonth,
    deviation: difficulty === undefined ? deviation : parameters.authoredDeviation,
    chance: known.chance,
  };
}

function add(groups: Map<string, Group>, kind: ItemKind, weight: number, credit: number): void {
  const key = `${kind.difficulty} ${kind.deviation} ${kind.chance}`;
  const group = groups.get(key) ?? { ...kind, right: 0, wrong: 0 };
  group.right += weight * credit;
  group.wrong += weight * (1 - credit);
  groups.set(key, group);
}

function likelihoodOf(groups: Map<string, Group>): Float64Array {
  const log = new Float64Array(SCALE.length);
  for (const group of groups.values())
    for (const [at, ability] of SCALE.entries()) {
      const right = chanceOfRight(ability, group);
      log[at] = (log[at] as number) + group.right * Math.log(right) + group.wrong * Math.log1p(-right);
    }
  const highest = log.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return log.map((value) => value - highest);
}
