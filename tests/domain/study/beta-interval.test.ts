import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betaAtMost, betaQuantile } from '#domain/study/beta-interval';

describe('the beta distribution', () => {
  // Closed forms: Beta(1, 1) is x; Beta(n, 1) is x^n; Beta(2, 2) is 3x² − 2x³; Beta(3, 2) is 4x³ − 3x⁴.
  test.each([
    [0.3, 1, 1, 0.3],
    [0.8, 5, 1, 0.8 ** 5],
    [0.25, 2, 2, 3 * 0.25 ** 2 - 2 * 0.25 ** 3],
    [0.6, 3, 2, 4 * 0.6 ** 3 - 3 * 0.6 ** 4],
    [0.5, 40, 40, 0.5],
    [0, 2, 3, 0],
    [1, 2, 3, 1],
  ])('at most %d under Beta(%d, %d)', (x, a, b, expected) => {
    expect(betaAtMost(x, a, b)).toBeCloseTo(expected, 10);
  });

  test('the sum of binomial terms says the same for whole numbers', () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    const byTerms = (x: number, a: number, b: number) => {
      const n = a + b - 1;
      return Array.from({ length: b }, (_, i) => choose(n, a + i) * x ** (a + i) * (1 - x) ** (b - 1 - i)).reduce(
        (sum, term) => sum + term,
        0,
      );
    };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 25 }),
        fc.integer({ min: 1, max: 25 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (a, b, x) => {
          expect(betaAtMost(x, a, b)).toBeCloseTo(byTerms(x, a, b), 9);
        },
      ),
    );
  });

  test('a quantile is where its part lies below', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 400, noNaN: true }),
        fc.double({ min: 1, max: 400, noNaN: true }),
        fc.constantFrom(0.025, 0.5, 0.975),
        (a, b, part) => {
          const x = betaQuantile(part, a, b);
          // Bisection is right to a millionth of the share.
          expect(betaAtMost(x - 2e-6, a, b)).toBeLessThanOrEqual(part);
          expect(betaAtMost(x + 2e-6, a, b)).toBeGreaterThanOrEqual(part);
        },
      ),
    );
  });
});
