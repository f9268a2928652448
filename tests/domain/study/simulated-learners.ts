import { type Random, randomFrom, type Seed } from '#domain/random';
import type { ExamPlan } from '#domain/study/readiness';
import type { Evidence } from '#domain/study/readiness-evidence';
import type { Instant } from '#domain/time';

/**
 * Learners whose ability is known because it was made up, their evidence and one exam each. They are made by other rules
 * than the model assumes: items differ in how well they tell people apart, guessing differs from item to item, domains
 * lie apart with heavy tails, charts hang together, authors err in difficulty, people learn and practise unevenly.
 */
export interface SimulatedLearner {
  evidence: Evidence[];
  /** Share they would get right of endless items of the exam, by domain and over all. */
  truth: { domains: number[]; overall: number };
  /** Whether they passed the one exam they sat. */
  passed: boolean;
}

export const NOW = Date.UTC(2026, 10, 26) as Instant;
const DAY_MS = 24 * 60 * 60 * 1000;

const normal = (dice: Random): number => Math.sqrt(-2 * Math.log(1 - dice())) * Math.cos(2 * Math.PI * dice());
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const pick = <Thing>(dice: Random, things: readonly Thing[]): Thing =>
  things[Math.floor(dice() * things.length)] as Thing;

interface Item {
  difficulty: number;
  slope: number;
  chance: number;
}
const rightOf = ({ difficulty, slope, chance }: Item, ability: number): number =>
  chance + (1 - chance) * logistic(slope * (ability - difficulty));

const choiceItem = (dice: Random, mean: number): Item => ({
  difficulty: mean + normal(dice),
  slope: Math.exp(0.25 * normal(dice)),
  chance: 0.15 + 0.18 * dice(),
});

/** What the world of the learners is like; the parameters were tuned on the usual one alone. */
export interface World {
  /** Added to everybody’s ability. */
  abler: number;
  /** How much harder the day is than practice, on average. */
  harderDay: number;
  /** Logits somebody typically gains while practising. */
  gain: number;
  /** Standard deviation of an author’s error on difficulty. */
  authorError: number;
}
export const USUAL_WORLD: World = { abler: 0, harderDay: 0, gain: 0.5, authorError: 0.6 };

interface Learner {
  /** By domain, in logits, today. */
  abilities: number[];
  /** Logits gained since the first answer. */
  gained: number;
  days: number;
  /** How much harder the day is than practice. */
  dayShift: number;
}

function learnerOf(dice: Random, domains: number, world: World): Learner {
  const overall = world.abler + (dice() < 0.3 ? 0.9 + 0.6 * normal(dice) : -0.3 + 1.0 * normal(dice));
  const apart = pick(dice, [0.15, 0.35, 0.5, 0.8]);
  const abilities = Array.from({ length: domains }, () => {
    const tail = dice() < 0.15 ? 2 : 1;
    return overall + apart * tail * normal(dice);
  });
  return {
    abilities,
    gained: Math.abs(world.gain * normal(dice)),
    days: 20 + 160 * dice(),
    dayShift: world.harderDay + 0.25 * normal(dice),
  };
}

/** How practice falls on domains: some get much of it, some hardly any. */
function practiceShares(dice: Random, plan: ExamPlan): number[] {
  const raw = plan.domains.map(({ share }) => share * -Math.log(1 - dice()));
  const whole = raw.reduce((sum, value) => sum + value, 0);
  return raw.map((value) => value / whole);
}

function domainBy(dice: Random, shares: readonly number[]): number {
  let left = dice();
  const found = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return found < 0 ? shares.length - 1 : found;
}

/** The author's word on an item: on half of them there is none. */
function authored(dice: Random, difficulty: number, { authorError }: World): { difficulty?: number } {
  if (dice() < 0.5) return {};
  return { difficulty: Math.round((0.8 * difficulty + authorError * normal(dice)) * 2) / 2 };
}

const abilityAt = ({ abilities, gained, days }: Learner, domain: number, daysAgo: number): number =>
  (abilities[domain] as number) - (gained * daysAgo) / days;

interface Practice {
  dice: Random;
  plan: ExamPlan;
  learner: Learner;
  world: World;
  /** How practice falls on domains. */
  shares: number[];
}

function choiceAnswer({ dice, plan, learner, world, shares }: Practice, serial: number): Evidence {
  const domain = domainBy(dice, shares);
  const daysAgo = learner.days * dice();
  const source = dice() < 0.6 ? ('check' as const) : ('exam' as const);
  const item = choiceItem(dice, -0.5);
  // Fresh from the lesson: easier, and not by the same amount for everybody.
  const ease = source === 'check' ? 0.2 + 0.4 * dice() : 0;
  const right = rightOf(item, abilityAt(learner, domain, daysAgo) + ease);
  return {
    domains: [(plan.domains[domain] as { id: string }).id],
    source,
    unit: `item ${serial}`,
    credit: dice() < right ? 1 : 0,
    ...authored(dice, item.difficulty, world),
    at: (NOW - daysAgo * DAY_MS) as Instant,
  };
}

/** The rows of one chart: of a few domains, no guessing, alike because of the chart, partly right at times. */
function chartAnswers({ dice, plan, learner, shares }: Practice, serial: number): Evidence[] {
  const daysAgo = learner.days * dice();
  const hard = 0.6 * normal(dice);
  const touched = Array.from({ length: 3 }, () => domainBy(dice, shares));
  return Array.from({ length: 4 + Math.floor(9 * dice()) }, () => {
    const domain = pick(dice, touched);
    const item = { difficulty: -0.4 + hard + 0.9 * normal(dice), slope: 1, chance: 0 };
    const right = dice() < rightOf(item, abilityAt(learner, domain, daysAgo));
    return {
      domains: [(plan.domains[domain] as { id: string }).id],
      source: 'chart' as const,
      unit: `chart ${serial}`,
      credit: right ? 1 : dice() < 0.3 ? 0.5 : 0,
      at: (NOW - daysAgo * DAY_MS) as Instant,
    };
  });
}

function evidenceOf(practice: Practice): Evidence[] {
  const { dice } = practice;
  const choices = Math.round(40 * Math.exp(2.6 * dice()));
  const charts = Math.floor(25 * dice() * dice());
  const answers = Array.from({ length: choices }, (_, serial) => choiceAnswer(practice, serial));
  // One in ten is asked again.
  const again = answers.filter(() => dice() < 0.1);
  return [
    ...answers,
    ...again,
    ...Array.from({ length: charts }, (_, serial) => chartAnswers(practice, serial)).flat(),
  ];
}

function sit(dice: Random, plan: ExamPlan, learner: Learner): boolean {
  let right = 0;
  for (const [domain, { share }] of plan.domains.entries())
    for (let item = 0; item < Math.round(share * plan.items); item++)
      if (dice() < rightOf(choiceItem(dice, -0.5), onTheDay(learner, domain))) right++;
  const total = plan.domains.reduce((sum, { share }) => sum + Math.round(share * plan.items), 0);
  const mark = plan.pass.share + plan.pass.deviation * normal(dice);
  return right / total >= mark - 1e-9;
}

const onTheDay = ({ abilities, dayShift }: Learner, domain: number): number => (abilities[domain] as number) - dayShift;

/** What stands for endless items of the exam. */
const MANY_ITEMS = ((dice) => Array.from({ length: 300 }, () => choiceItem(dice, -0.5)))(randomFrom(1 as Seed));

const trueShare = (ability: number): number =>
  MANY_ITEMS.reduce((sum, item) => sum + rightOf(item, ability), 0) / MANY_ITEMS.length;

/** One learner, their evidence and their exam; the same seed makes the same one. */
export function simulate(plan: ExamPlan, seed: number, world: World = USUAL_WORLD): SimulatedLearner {
  const dice = randomFrom(seed as Seed);
  const learner = learnerOf(dice, plan.domains.length, world);
  const evidence = evidenceOf({ dice, plan, learner, world, shares: practiceShares(dice, plan) });
  const passed = sit(dice, plan, learner);
  const domains = plan.domains.map((_, domain) => trueShare(onTheDay(learner, domain)));
  const overall = plan.domains.reduce((sum, { share }, domain) => sum + share * (domains[domain] as number), 0);
  return { evidence, truth: { domains, overall }, passed };
}
