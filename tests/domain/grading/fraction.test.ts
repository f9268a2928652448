import { describe, expect, test } from 'vitest';
import { wilsonInterval } from '#domain/grading/accuracy';
import { compareFractions, formatPercent, fraction, scaledFraction } from '#domain/grading/fraction';

describe('percentages', () => {
  test.each([
    [0, 7, '0 %'],
    [7, 9, '77.8 %'],
    [4, 5, '80 %'],
    [2, 3, '66.7 %'],
    [1, 3, '33.3 %'],
    // 6.25 and 0.05 lie half way and go up; 0.0499 does not.
    [1, 16, '6.3 %'],
    [1, 2000, '0.1 %'],
    [499, 1_000_000, '0 %'],
    [1999, 2000, '100 %'],
    [9, 9, '100 %'],
  ])('%i of %i is %s', (numerator, denominator, shown) => {
    expect(formatPercent({ numerator, denominator })).toBe(shown);
  });
});

describe('fractions', () => {
  test('nothing of nothing is 0 of 1', () => expect(fraction(0, 0)).toEqual({ numerator: 0, denominator: 1 }));
  test('keep their denominator where they can', () => {
    expect(scaledFraction(4000, 1000, 9)).toEqual({ numerator: 4, denominator: 9 });
    expect(scaledFraction(3500, 1000, 9)).toEqual({ numerator: 7, denominator: 18 });
    expect(scaledFraction(-3, 1000, 9)).toEqual({ numerator: 0, denominator: 9 });
  });
  test('are compared exactly', () => {
    expect(compareFractions({ numerator: 1, denominator: 3 }, { numerator: 33, denominator: 99 })).toBe(0);
    expect(compareFractions({ numerator: 1, denominator: 3 }, { numerator: 333, denominator: 1000 })).toBeGreaterThan(
      0,
    );
  });
});

describe('accuracy over several charts', () => {
  const range = (right: number, of: number) => {
    const { low, high } = wilsonInterval(right, of);
    return [Math.round(low * 1000) / 10, Math.round(high * 1000) / 10];
  };
  // 81/263, 15/148, 0/20 and 1/29 as Newcombe gives them (Statistics in Medicine 17, 1998, table I, method 3).
  test.each([
    [27, 30, [74.4, 96.5]],
    [81, 263, [25.5, 36.6]],
    [15, 148, [6.2, 16]],
    [0, 20, [0, 16.1]],
    [1, 29, [0.6, 17.2]],
    [20, 20, [83.9, 100]],
    [0, 0, [0, 100]],
  ])('%i of %i', (right, of, wanted) => expect(range(right, of)).toEqual(wanted));
});
