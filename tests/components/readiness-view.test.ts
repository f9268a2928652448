import { describe, expect, test } from 'vitest';
import { percent, percentRange, sayChance, sayItems, sayMore, sayWeight } from '#components/progress/readiness-view.ts';

describe('words for a forecast', () => {
  test.each([
    [0, 'fewer than 1'],
    [0.004, 'fewer than 1'],
    [0.006, 'about 1'],
    [0.734, 'about 73'],
    [0.994, 'about 99'],
    [0.996, 'more than 99'],
    [1, 'more than 99'],
  ])('%f never claims certainty: %s', (pass, words) => expect(sayChance(pass)).toBe(words));

  test('shares are whole per cent', () => {
    expect(percent(0.736)).toBe('74 %');
    expect(percentRange({ low: 0.612, high: 0.849 })).toBe('61–85 %');
  });
  test('counts agree with their nouns', () => expect([1, 2].map(sayMore)).toEqual(['1 more answer', '2 more answers']));
  test('weights have a decimal while they are small', () =>
    expect([0, 0.04, 4.08, 9.96, 20.4].map(sayWeight)).toEqual(['0', '0', '4.1', '10', '20']));
  test('items on trial and items of no known domain are told', () => {
    expect(sayItems({ scored: 97, pretest: 10, unplaced: 0 })).toBe('97 that count and 10 on trial that do not');
    expect(sayItems({ scored: 100, pretest: 0, unplaced: 1 })).toBe(
      '100 that count; the domain of 1 of them is not known',
    );
  });
});
