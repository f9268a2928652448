import type { Instant } from '#domain/time';
import { betaQuantile } from './beta-interval.ts';
import { OBSERVATION_SOURCES, type Observation, type ObservationSource } from './observation.ts';
import { SKILLS, type SkillId } from './skills.ts';

/**
 * What one observation weighs against a code of a chart. A chart is the work itself; an exam item names the question and
 * offers answers; a check stands below the lesson that has just been read; a card is judged by its own learner.
 */
export const SOURCE_WEIGHTS: Record<ObservationSource, number> = { chart: 1, exam: 0.8, check: 0.5, card: 0.25 };

/** After so many days an observation weighs half: evidence of a quarter ago half, of a code-set year ago a sixteenth. */
export const HALF_LIFE_DAYS = 90;

/**
 * How alike answers of one chart (lesson, sitting) are: with correlation ρ among m of them they are worth
 * m / (1 + (m − 1) ρ) independent ones (Kish's design effect).
 */
export const LIKENESS = 0.2;

/** Beta(1, 1): before any evidence every share is as likely as any other; it weighs as much as two codes. */
const PRIOR = { right: 1, wrong: 1 };

/** Weight of evidence below which nothing is said: three codes from three charts of today. */
export const ENOUGH_EVIDENCE = 3;
/** Below this estimate a skill is weak: near what certified coders reached in the contest of 2018 (57.5 %). */
export const WEAK_BELOW = 0.6;
/** A skill is solid from this estimate on, and when it is almost surely not below `SOLID_LOW`. */
export const SOLID_FROM = 0.85;
export const SOLID_LOW = 0.7;
/** Evidence is aging when the newest is older than so many days. */
export const AGING_DAYS = 60;

export const SKILL_STATES = ['unknown', 'weak', 'growing', 'solid'] as const;
export type SkillState = (typeof SKILL_STATES)[number];

/** Observations as they were counted, without weights: `right` is the sum of credits. */
export interface CountOfEvidence {
  right: number;
  of: number;
  /** Charts, lessons, cards or sittings they come from. */
  groups: number;
}

/** What is known of one skill of one person. Shares from 0 to 1. */
export interface Mastery {
  skill: SkillId;
  state: SkillState;
  /** Mean of the posterior, with its 95 % interval. Of no evidence: one half, and nearly anything. */
  estimate: number;
  low: number;
  high: number;
  /** What the evidence weighs, in codes of charts of today. */
  weight: number;
  counted: CountOfEvidence;
  bySource: Partial<Record<ObservationSource, CountOfEvidence>>;
  newest?: Instant;
  isAging: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** An observation with what does not depend on a skill worked out. */
interface Weighed {
  source: ObservationSource;
  /** Answers of one attempt, one lesson's check, one sitting or to one card belong together. */
  group: string;
  /** What it says by itself, in `UNITS`: for and against the skill, and its credit as it is. */
  right: number;
  wrong: number;
  credit: number;
  at: Instant;
}

/** Everything is summed in whole billionths, because the sum of floating-point numbers depends on their order. */
const UNITS = 1e9;
const inUnits = (value: number): number => Math.round(value * UNITS);

function weigh(one: Observation, now: Instant): Weighed {
  const { source, ref, part, credit, at } = one;
  const fresh = 0.5 ** (Math.max(0, now - at) / (HALF_LIFE_DAYS * DAY_MS));
  return {
    source,
    // Every review of a card has a name of its own; a card that is asked ten times is still one card.
    group: source === 'card' ? `card ${part}` : `${source} ${ref.split('#', 1)[0]}`,
    right: inUnits(fresh * tellingOf(one) * credit),
    wrong: inUnits(fresh * (1 - credit)),
    credit: inUnits(credit),
    at,
  };
}

/**
 * What a right answer tells, from 0 to 1: less the more of the prepared give it (the information 4 p (1 − p) of an item
 * of that difficulty, in the Rasch model). What is hard, or of unknown difficulty, tells all; so does every wrong answer.
 */
function tellingOf({ difficulty = 0 }: Observation): number {
  if (difficulty >= 0) return 1;
  const chance = 1 / (1 + Math.exp(difficulty));
  return 4 * chance * (1 - chance);
}

/**
 * The mastery of every skill from a person's observations, in the order of `SKILLS`: a beta-binomial model in which
 * observations weigh by source, age and company (docs/decisions/0026). Pure, and blind to the order of `observations`.
 */
export function masteryOf(observations: readonly Observation[], now: Instant): Mastery[] {
  const bySkill = new Map<SkillId, Weighed[]>(SKILLS.map(({ id }) => [id, []]));
  for (const one of observations) {
    const weighed = weigh(one, now);
    for (const skill of one.skills) bySkill.get(skill)?.push(weighed);
  }
  return [...bySkill].map(([skill, own]) => judge(skill, own, now));
}

/** The mastery of one skill from the observations that are about it. */
export const masteryOfSkill = (skill: SkillId, observations: readonly Observation[], now: Instant): Mastery =>
  judge(
    skill,
    observations.map((one) => weigh(one, now)),
    now,
  );

function judge(skill: SkillId, own: readonly Weighed[], now: Instant): Mastery {
  const groups = groupsOf(own);
  const evidence = { right: total(groups, 'right') / UNITS, wrong: total(groups, 'wrong') / UNITS };
  const [right, wrong] = [PRIOR.right + evidence.right, PRIOR.wrong + evidence.wrong];
  const estimate = right / (right + wrong);
  const [low, high] = [betaQuantile(0.025, right, wrong), betaQuantile(0.975, right, wrong)];
  const weight = evidence.right + evidence.wrong;
  const newest = own.reduce<Instant | undefined>((latest, { at }) => (at > (latest ?? -1) ? at : latest), undefined);
  return {
    skill,
    state: stateOf(weight, estimate, low),
    estimate,
    low,
    high,
    weight,
    ...countsOf(groups),
    ...(newest !== undefined && { newest }),
    isAging: newest !== undefined && now - newest > AGING_DAYS * DAY_MS,
  };
}

/** Observations that belong together, summed, in `UNITS`. */
interface Group {
  source: ObservationSource;
  of: number;
  credit: number;
  right: number;
  wrong: number;
}

function groupsOf(own: readonly Weighed[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { source, group, right, wrong, credit } of own) {
    const sum = groups.get(group) ?? { source, of: 0, credit: 0, right: 0, wrong: 0 };
    if (sum.of === 0) groups.set(group, sum);
    sum.of += 1;
    sum.credit += credit;
    sum.right += right;
    sum.wrong += wrong;
  }
  return [...groups.values()].map(discounted);
}

/**
 * A group with what it is worth. What its members say by themselves is summed before, and only what goes beyond one
 * whole observation is taken for company: so one more right answer never lowers an estimate, whatever its age and
 * difficulty.
 */
function discounted(group: Group): Group {
  const company = Math.max(0, (group.right + group.wrong) / UNITS - 1);
  const each = SOURCE_WEIGHTS[group.source] / (1 + LIKENESS * company);
  return { ...group, right: Math.round(each * group.right), wrong: Math.round(each * group.wrong) };
}

const total = (groups: readonly Group[], part: 'right' | 'wrong' | 'credit' | 'of'): number =>
  groups.reduce((sum, group) => sum + group[part], 0);

function stateOf(weight: number, estimate: number, low: number): SkillState {
  if (weight < ENOUGH_EVIDENCE) return 'unknown';
  if (estimate < WEAK_BELOW) return 'weak';
  return estimate >= SOLID_FROM && low >= SOLID_LOW ? 'solid' : 'growing';
}

const countOf = (groups: readonly Group[]): CountOfEvidence => ({
  right: total(groups, 'credit') / UNITS,
  of: total(groups, 'of'),
  groups: groups.length,
});

function countsOf(groups: readonly Group[]): Pick<Mastery, 'counted' | 'bySource'> {
  const bySource = OBSERVATION_SOURCES.flatMap((source) => {
    const own = groups.filter((group) => group.source === source);
    return own.length > 0 ? [[source, countOf(own)]] : [];
  });
  return { counted: countOf(groups), bySource: Object.fromEntries(bySource) };
}
