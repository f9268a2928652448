import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formFigures } from '#domain/exam/statistics/classical';
import { drawnForms } from '#domain/exam/statistics/drawn-forms';
import { guessingShare, type RecordedSitting } from '#domain/exam/statistics/exam-records';
import { examStatistics } from '#domain/exam/statistics/exam-statistics';
import { looksKnown, quickAnswers, upperTail } from '#domain/exam/statistics/quick-answers';
import type { Instant } from '#domain/time';
import { LSAT_6 } from './lsat-6.ts';
import { simulateExam } from './simulated-exam.ts';

const sittingOf = (row: readonly (0 | 1 | null)[], index: number): RecordedSitting => ({
  personId: `person-${index}`,
  scope: 'mock',
  startedAt: (10 + index) as Instant,
  answers: row.flatMap((score, item) =>
    score === null
      ? []
      : [{ item, isRight: score === 1, chosen: [score === 1 ? 0 : 1], isLeftOut: false, isPretest: false }],
  ),
});
const lsat = LSAT_6.scores.flatMap((row, at) => Array.from({ length: LSAT_6.counts?.[at] ?? 1 }, () => row));

describe('reliability of drawn forms', () => {
  test('is KR-20 where everybody had the same items, as published for section 6 of the LSAT', () => {
    const whole = formFigures(LSAT_6);
    const drawn = drawnForms(lsat.map(sittingOf));
    expect(drawn.reliability).toBeCloseTo(whole.reliability ?? Number.NaN, 10);
    expect((drawn.standardError ?? 0) * 5).toBeCloseTo(whole.standardError ?? Number.NaN, 10);
    expect(drawn.reliability).toBeCloseTo(0.295, 3);
  });
  test('is that of the whole bank’s forms where everybody had others', () => {
    const one = drawnForms(simulateExam({ items: 60, sittings: 1500, length: 60, seed: 1 }).sittings);
    const drawn = drawnForms(simulateExam({ items: 240, sittings: 1500, length: 60, seed: 2 }).sittings);
    expect(Math.abs((one.reliability ?? 0) - (drawn.reliability ?? 0))).toBeLessThan(0.02);
  });
  test('leaves pretest items out, and knows nothing of one sitting', () => {
    const [first] = simulateExam({ items: 20, sittings: 1, length: 20, seed: 1 }).sittings;
    const trial = first?.answers.map((answer) => ({ ...answer, isPretest: true })) ?? [];
    expect(drawnForms(first ? [{ ...first, answers: trial }] : [])).toEqual({ sittings: 0, items: 0, mean: 0 });
    expect(drawnForms(first ? [first] : []).reliability).toBeUndefined();
  });
});

describe('one exam', () => {
  const exam = simulateExam({
    items: 30,
    sittings: 900,
    length: 30,
    seed: 5,
    // Item 0 punishes the able; item 1 becomes known: right, and fast, from sitting 600 on.
    chanceOf: (item, ability, sitting) => {
      if (item === 0) return 1 / (1 + Math.exp(ability));
      if (item === 1) return sitting >= 600 ? 0.97 : 0.45;
      return 1 / (1 + Math.exp(-(ability - (item - 15) / 8)));
    },
    msOf: (item, sitting) => (item === 1 && sitting >= 600 ? 3_000 + sitting : 55_000 + ((sitting * 7919) % 20_000)),
  });
  const statistics = examStatistics(exam);
  const [backward, leaked, ...sound] = statistics.items;

  test('the item that punishes the able is flagged, and so is the one that became known', () => {
    expect(backward?.flags).toContain('negative-discrimination');
    expect(backward?.discrimination?.value).toBeLessThan(0);
    expect(leaked?.flags).toEqual(expect.arrayContaining(['leak', 'drift']));
    expect(leaked?.change?.moved).toBeGreaterThan(0.2);
  });
  test('no other item is said to have changed or leaked', () => {
    expect(sound.filter(({ flags }) => flags.includes('drift') || flags.includes('leak'))).toEqual([]);
  });
  test('difficulties that made the answers are found again by both models, within three errors', () => {
    const off = sound.flatMap(({ onePl, twoPl }, at) => {
      const truth = (at + 2 - 15) / 8;
      return [onePl, twoPl].map((one) => Math.abs((one?.difficulty ?? 99) - truth) / (one?.difficultyError ?? 0.01));
    });
    expect(off).toHaveLength(56);
    expect(off.filter((errors) => errors > 3).length).toBeLessThanOrEqual(1);
  });
  test('the first answer of a person counts, later ones do not', () => {
    const again = {
      ...exam,
      sittings: [...exam.sittings, ...exam.sittings.map((one) => ({ ...one, startedAt: 9e9 as Instant }))],
    };
    const twice = examStatistics(again).items;
    expect(twice.map(({ given, right, leftOut }) => [given, right, leftOut])).toEqual(
      statistics.items.map(({ given, right, leftOut }) => [given, right, leftOut]),
    );
  });
  test('options, time and exposure are counted', () => {
    const [, , item] = statistics.items;
    const chosen = item?.options.reduce((sum, one) => sum + one.chosen, 0) ?? 0;
    expect(chosen + (item?.leftOut ?? 0)).toBe(900);
    expect(item?.options[0]?.discrimination).toBeGreaterThan(0);
    expect(item?.time?.lower).toBeLessThan(item?.time?.median ?? 0);
    expect(item?.exposure).toEqual({ given: 900, of: 900 });
  });
  test('too few people: no flag, no calibration, and plain counts', () => {
    const few = examStatistics(simulateExam({ items: 12, sittings: 40, length: 12, seed: 9 }));
    expect(few.calibrations).toEqual([]);
    expect(few.items.every(({ flags, onePl }) => flags.length === 0 && onePl === undefined)).toBe(true);
    expect(few.items.every(({ given }) => given === 40)).toBe(true);
  });
  test('no sitting at all', () => {
    expect(examStatistics({ items: exam.items, sittings: [] })).toMatchObject({ sittings: 0, items: [], forms: [] });
  });
});

describe('answers that come too fast', () => {
  test.each([
    [0, 5, 0.25, 1],
    [5, 5, 0.25, 0.25 ** 5],
    [1, 2, 0.5, 0.75],
    [3, 10, 0.1, 0.0702],
  ])('%i or more of %i by a chance of %f', (hits, tries, share, chance) => {
    expect(upperTail(hits, tries, share)).toBeCloseTo(chance, 4);
  });
  test('are a chance, and the smaller the more hits it takes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (tries, share) => {
          const tails = Array.from({ length: tries + 1 }, (_, hits) => upperTail(hits, tries, share));
          expect(tails.every((one, at) => one >= 0 && one <= 1 + 1e-9 && one <= (tails[at - 1] ?? 1) + 1e-9)).toBe(
            true,
          );
        },
      ),
    );
  });
  const slow = Array.from({ length: 80 }, () => ({ spentMs: 60_000, isRight: true }));
  test.each([
    ['guessed: right as often as guessing is', 3, false],
    ['known: right every time', 12, true],
  ])('%s', (_, right, isKnown) => {
    const quick = Array.from({ length: 12 }, (__, at) => ({ spentMs: 2_000, isRight: at < right }));
    const found = quickAnswers([...slow, ...quick], 0.25);
    expect(found).toMatchObject({ answers: 12, right });
    expect(looksKnown(found)).toBe(isKnown);
  });
});

test.each([
  ['single-choice', 4, [0], 1 / 4],
  ['multiple-choice', 5, [0, 2], 1 / 10],
  ['order', 0, [], 0.01],
] as const)('guessing a %s of %i', (type, options, key, share) => {
  expect(guessingShare({ type, options, key })).toBeCloseTo(share);
});
