import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accuracyBySection,
  accuracyOfCodes,
  CHARTS_FOR_A_TREND,
  direction,
  trendOfAccuracy,
  varianceRates,
} from '#domain/study/accuracy-of-tries';
import { LONGEST_SITTING_MS, medianWithInterval, speedBySetting } from '#domain/study/coding-speed';
import type { VariancePlace } from '#domain/study/graded-try';
import { addDays, daysInARow, daysStudied, mondayOf, timePerWeek } from '#domain/study/study-days';
import type { Instant, IsoDate } from '#domain/time';
import { aGradedTry } from './a-graded-try.ts';

const day = (text: string) => text as IsoDate;
const aVariance = (
  overrides: { [Name in keyof VariancePlace]?: VariancePlace[Name] | undefined } = {},
): VariancePlace => ({
  kind: 'poa',
  severity: 'data-quality',
  list: 'diagnoses',
  entry: 0,
  expected: 0,
  ...overrides,
});

describe('accuracy of first tries', () => {
  test('27 of 30 codes are 90 %, 74 to 97 %', () => {
    const tries = Array.from({ length: 3 }, () => aGradedTry({ tally: { required: 10, entered: 10, correct: 9 } }));
    const { right, of, charts, low, high } = accuracyOfCodes(tries);
    expect([right, of, charts]).toEqual([27, 30, 3]);
    expect([Math.round(100 * low), Math.round(100 * high)]).toEqual([74, 97]);
  });

  test('a section is counted where a chart has it; one that no chart has is known to be nothing', () => {
    const tries = [aGradedTry(), aGradedTry({ sections: { lines: { right: 1, of: 3 } } })];
    const found = Object.fromEntries(accuracyBySection(tries).map(({ section, accuracy }) => [section, accuracy]));
    expect(found.secondary).toMatchObject({ right: 3, of: 4, charts: 1 });
    expect(found.lines).toMatchObject({ right: 1, of: 3, charts: 1 });
    expect(found.procedures).toMatchObject({ right: 0, of: 0, charts: 0, low: 0, high: 1 });
  });

  test('a code counts once for a kind of difference, observations never, the most frequent kind first', () => {
    const variances = [
      aVariance(),
      aVariance({ entry: 3 }),
      aVariance({ kind: 'modifier-missing', list: 'services', expected: 0 }),
      aVariance({ kind: 'modifier-missing', list: 'services', expected: 0 }),
      aVariance({ kind: 'unsupported-diagnosis', expected: undefined, entry: 4 }),
      aVariance({ kind: 'unsupported-diagnosis', expected: undefined, entry: 5 }),
      aVariance({ kind: 'external-cause', severity: 'observation' }),
    ];
    const found = varianceRates([aGradedTry({ variances }), aGradedTry()]);
    expect(found.map(({ kind, rate }) => [kind, rate.right, rate.of, rate.charts])).toEqual([
      ['unsupported-diagnosis', 2, 14, 1],
      ['poa', 1, 14, 1],
      ['modifier-missing', 1, 14, 1],
    ]);
  });
});

describe('the trend', () => {
  const graded = (correct: number[]) =>
    correct.map((one) => aGradedTry({ tally: { required: 10, entered: 10, correct: one } }));

  test('is not drawn through too few charts', () => {
    expect(trendOfAccuracy(graded(Array(CHARTS_FOR_A_TREND - 1).fill(5)))).toBeUndefined();
    expect(trendOfAccuracy(graded(Array(CHARTS_FOR_A_TREND).fill(5)))).toHaveLength(3);
  });

  test('has points of equally many charts, the newest in the last one', () => {
    const points = trendOfAccuracy(graded([9, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
    expect(points?.map(({ from, to, accuracy }) => [from, to, accuracy.right])).toEqual([
      [2, 4, 6],
      [5, 7, 15],
      [8, 10, 24],
    ]);
  });

  test('stays readable for hundreds of charts', () => {
    const points = trendOfAccuracy(graded(Array(300).fill(5)));
    expect(points).toHaveLength(12);
    expect(points?.reduce((sum, { accuracy }) => sum + accuracy.charts, 0)).toBe(300);
  });

  test.each([
    [[2, 2, 2, 5, 5, 5, 9, 9, 9], 'up'],
    [[9, 9, 9, 5, 5, 5, 2, 2, 2], 'down'],
    [[5, 5, 5, 5, 5, 5, 6, 6, 6], 'open'],
  ])('%j goes %s', (correct, expected) => {
    expect(direction(trendOfAccuracy(graded(correct)) ?? [])).toBe(expected);
  });
});

describe('coding speed', () => {
  const took = (minutes: number) => aGradedTry({ submittedAt: (minutes * 60_000) as Instant });

  test('is the median of a setting; a chart that lay open is left out and said', () => {
    const tries = [took(10), took(30), took(14), aGradedTry({ submittedAt: (LONGEST_SITTING_MS + 1) as Instant })];
    expect(speedBySetting(tries)).toEqual([{ setting: 'inpatient', charts: 3, leftOut: 1, minutes: { median: 14 } }]);
  });

  test('nothing but charts that lay open has no speed', () => {
    expect(speedBySetting([aGradedTry({ submittedAt: (LONGEST_SITTING_MS + 1) as Instant })])).toEqual([
      { setting: 'inpatient', charts: 0, leftOut: 1 },
    ]);
  });

  // Ranks of the 95 % interval of a median, from tables of the sign test.
  test.each([
    [5, undefined, undefined],
    [6, 1, 6],
    [9, 2, 8],
    [20, 6, 15],
    [50, 18, 33],
  ])('the interval of %d values is between ranks %s and %s', (count, low, high) => {
    const { median, ...interval } = medianWithInterval(Array.from({ length: count }, (_, index) => count - index));
    expect(median).toBe((count + 1) / 2);
    expect(interval).toEqual(low === undefined ? {} : { low, high });
  });

  test('the median lies in its interval, whatever the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 240, noNaN: true }), { minLength: 1, maxLength: 200 }),
        (values) => {
          const { median, low = median, high = median } = medianWithInterval(values);
          expect(low).toBeLessThanOrEqual(median);
          expect(high).toBeGreaterThanOrEqual(median);
        },
      ),
    );
  });
});

describe('days of study', () => {
  test('weeks begin on Monday, across years and leap days', () => {
    expect(mondayOf(day('2026-11-26'))).toBe('2026-11-23');
    expect(mondayOf(day('2026-11-23'))).toBe('2026-11-23');
    expect(mondayOf(day('2027-01-03'))).toBe('2026-12-28');
    expect(addDays(day('2028-02-28'), 2)).toBe('2028-03-01');
  });

  test('time is summed per week and activity, older weeks and nothing else left out', () => {
    const spent = [
      { day: day('2026-11-23'), activity: 'chart' as const, activeMs: 5 },
      { day: day('2026-11-26'), activity: 'chart' as const, activeMs: 7 },
      { day: day('2026-11-22'), activity: 'cards' as const, activeMs: 11 },
      { day: day('2026-01-01'), activity: 'exam' as const, activeMs: 13 },
    ];
    expect(timePerWeek(spent, day('2026-11-26'), 2)).toEqual([
      { monday: '2026-11-16', activeMs: { chart: 0, cards: 11, check: 0, exam: 0 } },
      { monday: '2026-11-23', activeMs: { chart: 12, cards: 0, check: 0, exam: 0 } },
    ]);
  });

  test('a day that has only begun breaks nothing', () => {
    const studied = new Set(['2026-11-23', '2026-11-24', '2026-11-25'].map(day));
    expect(daysInARow(studied, day('2026-11-25'))).toBe(3);
    expect(daysInARow(studied, day('2026-11-26'))).toBe(3);
    expect(daysInARow(studied, day('2026-11-27'))).toBe(0);
    expect(daysStudied(studied, day('2026-11-26'), 3).map(({ isStudied }) => isStudied)).toEqual([true, true, false]);
  });
});
