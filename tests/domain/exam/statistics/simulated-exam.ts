import type { ExamRecords, RecordedItem, RecordedSitting } from '#domain/exam/statistics/exam-records';
import { type Random, randomFrom, type Seed, shuffled } from '#domain/random';
import type { Instant } from '#domain/time';

export interface Simulation {
  items: number;
  sittings: number;
  /** Items of a form. */
  length: number;
  seed: number;
  /** What an item is like for an answer; the true curve where it is not said. */
  chanceOf?: (item: number, ability: number, sitting: number) => number;
  msOf?: (item: number, sitting: number) => number;
}

export interface SimulatedExam extends ExamRecords {
  difficulties: number[];
  slopes: number[];
}

const OPTIONS = 4;
const A_MINUTE_MS = 60_000;

/** A number of the standard normal distribution (Box and Muller 1958). */
const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Closed sittings of people of known ability with items of known curves, the first option being right. */
export function simulateExam({ items, sittings, length, seed, chanceOf, msOf }: Simulation): SimulatedExam {
  const random = randomFrom(seed as Seed);
  const difficulties = Array.from({ length: items }, () => normal(random) - 0.6);
  const slopes = Array.from({ length: items }, () => 0.6 + random());
  const trueChance = (item: number, ability: number) =>
    1 / (1 + Math.exp(-(slopes[item] ?? 1) * (ability - (difficulties[item] ?? 0))));
  const answerOf = (item: number, ability: number, sitting: number) => {
    const chance = chanceOf?.(item, ability, sitting) ?? trueChance(item, ability);
    const isRight = random() < chance;
    const isLeftOut = !isRight && random() < 0.02;
    const wrong = 1 + Math.floor(random() * (OPTIONS - 1));
    return {
      item,
      isRight,
      chosen: isLeftOut ? [] : [isRight ? 0 : wrong],
      isLeftOut,
      isPretest: false,
      spentMs: Math.round(msOf?.(item, sitting) ?? A_MINUTE_MS * Math.exp(0.4 * normal(random))),
    };
  };
  const all = Array.from({ length: items }, (_, item) => item);
  const sat = Array.from({ length: sittings }, (_, sitting): RecordedSitting => {
    const ability = normal(random);
    const form = length >= items ? all : shuffled(all, random).slice(0, length);
    return {
      personId: `person-${sitting}`,
      scope: 'mock',
      startedAt: (1000 + sitting) as Instant,
      answers: form.map((item) => answerOf(item, ability, sitting)),
    };
  });
  const recorded = all.map(
    (item): RecordedItem => ({
      name: `item-${item}`,
      version: 1,
      type: 'single-choice',
      options: OPTIONS,
      key: [0],
      guessing: 1 / OPTIONS,
      publishedAt: 0 as Instant,
    }),
  );
  return { items: recorded, sittings: sat, difficulties, slopes };
}
