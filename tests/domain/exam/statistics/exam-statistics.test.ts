import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formFigures } from '#domain/exam/statistics/classical';
import { drawnForms } from '#domain/exam/statistics/drawn-forms';
import type { RecordedSitting } from '#domain/exam/statistics/exam-records';
import { examStatistics } from '#domain/exam/statistics/exam-statistics';
import { firstResponses } from '#domain/exam/statistics/first-responses';
import { itemFlags, periodFlags } from '#domain/exam/statistics/flags';
import { itemStatistics } from '#domain/exam/statistics/item-statistics';
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
  const slow = Array.from({ length: 80 }, (_, at) => ({ spentMs: 60_000, isRight: at % 2 === 0 }));
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

describe('what was never on screen', () => {
  const whole = simulateExam({ items: 30, sittings: 300, length: 30, seed: 21 });
  // Every second one goes away after the first five and leaves the rest unseen.
  const left = {
    ...whole,
    sittings: whole.sittings.map((sitting, index) => ({
      ...sitting,
      answers: sitting.answers.map((answer, at) => {
        if (index % 2 === 0 || at < 5) return answer;
        const { spentMs: _, ...unseen } = answer;
        return { ...unseen, isRight: false, chosen: [], isLeftOut: true };
      }),
    })),
  };
  test('is no answer to the item, and makes no form reliable', () => {
    const [plain, gone] = [examStatistics(whole), examStatistics(left)];
    const last = gone.items.at(-1);
    expect(last).toMatchObject({
      given: 150,
      leftOut: whole.sittings.filter((one, at) => at % 2 === 0 && one.answers.at(-1)?.isLeftOut).length,
    });
    expect(
      Math.abs((last?.discrimination?.value ?? 9) - (plain.items.at(-1)?.discrimination?.value ?? 0)),
    ).toBeLessThan(0.15);
    expect(Math.abs((gone.forms[0]?.mean ?? 0) - (plain.forms[0]?.mean ?? 9))).toBeLessThan(0.05);
    expect(gone.forms[0]?.reliability ?? 9).toBeLessThan((plain.forms[0]?.reliability ?? 0) + 0.05);
  });
  test('is not answered for the first time by a later answer: its key was shown', () => {
    const later = { ...whole, sittings: [...left.sittings, ...whole.sittings] };
    expect(examStatistics(later).items.at(-1)?.given).toBe(150);
  });
});

describe('flags do not cry wolf', () => {
  const slow = Array.from({ length: 400 }, (_, at) => ({ spentMs: 60_000, isRight: at % 10 < 7 }));
  const quick = (right: number, of: number) =>
    Array.from({ length: of }, (_, at) => ({ spentMs: 2_000, isRight: at < right }));
  test('quick readers who are right as often as everybody else are no leak; those who always are, are one', () => {
    expect(looksKnown(quickAnswers([...slow, ...quick(14, 20)], 0.25))).toBe(false);
    expect(looksKnown(quickAnswers([...slow, ...quick(20, 20)], 0.25))).toBe(true);
  });
  test('nobody right of many is no leak of an item that nobody can guess', () => {
    expect(looksKnown(quickAnswers([...slow.map((one) => ({ ...one, isRight: false })), ...quick(1, 20)], 0))).toBe(
      false,
    );
  });
  test('leaving out quickly is not answering quickly', () => {
    const exam = simulateExam({ items: 12, sittings: 200, length: 12, seed: 4, msOf: () => 60_000 });
    const out = exam.sittings.map((sitting, at) => ({
      ...sitting,
      answers: sitting.answers.map((answer) =>
        at < 20 ? { ...answer, isRight: false, chosen: [], isLeftOut: true, spentMs: 1_000 } : answer,
      ),
    }));
    expect(examStatistics({ ...exam, sittings: out }).items.every(({ quick: found }) => found?.answers === 0)).toBe(
      true,
    );
  });
  test('a better class is no drift, of easy and hard items neither', () => {
    const abilities = (item: number, ability: number, sitting: number) =>
      1 / (1 + Math.exp(-(ability + (sitting >= 3000 ? 0.5 : 0) - (item - 29.5) / 12)));
    const exam = simulateExam({ items: 60, sittings: 4000, length: 60, seed: 31, chanceOf: abilities });
    const { byItem } = firstResponses(exam);
    const found = exam.items.map((item, at) => itemStatistics(item, byItem[at] ?? [], 4000));
    // With the rest of the form taken off whole, some of 60 would be.
    const whole = found.flatMap(({ change }) => (change ? periodFlags(change.before, change.after) : []));
    expect(whole.length).toBeGreaterThan(2);
    expect(found.filter(({ flags }) => flags.includes('drift')).length).toBeLessThanOrEqual(1);
  });
  test('options and correlation are judged only by people with a rest of the form', () => {
    const options = ['0', '1'].map((option) => ({ option, chosen: 1, share: 0.01, upper: 1, lower: 0 }));
    const figures = { given: 400, right: 0.5, discrimination: -0.2 };
    expect(itemFlags(figures, options, ['0'], 0.25, 12)).toEqual([]);
    expect(itemFlags(figures, options, ['0'], 0.25, 400)).toContain('negative-discrimination');
  });
});
