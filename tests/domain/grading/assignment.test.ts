import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestAssignment } from '#domain/grading/assignment';
import { bestPairs } from '#domain/grading/pairing';

/** The best total by trying everything: slow and obviously right. */
function bestTotal(weights: readonly (readonly number[])[], row = 0, taken = new Set<number>()): number {
  if (row === weights.length) return 0;
  const skipped = bestTotal(weights, row + 1, taken);
  return (weights[row] ?? []).reduce((best, weight, column) => {
    if (weight === 0 || taken.has(column)) return best;
    return Math.max(best, weight + bestTotal(weights, row + 1, new Set([...taken, column])));
  }, skipped);
}

const table = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })).chain(([rows, columns]) =>
  fc.array(fc.array(fc.nat({ max: 5 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  }),
);

test('finds the greatest total weight, each row and column once, and pairs nothing that may not be paired', () => {
  fc.assert(
    fc.property(table, (weights) => {
      const columns = bestAssignment(weights);
      const used = columns.filter((column) => column >= 0);
      expect(columns).toHaveLength(weights.length);
      expect(new Set(used).size).toBe(used.length);
      columns.forEach((column, row) => {
        if (column >= 0) expect(weights[row]?.[column]).toBeGreaterThan(0);
      });
      const total = columns.reduce((sum, column, row) => sum + (weights[row]?.[column] ?? 0), 0);
      expect(total).toBe(bestTotal(weights));
    }),
    { numRuns: 2000 },
  );
});

test('a greedy choice would be wrong', () => {
  expect(
    bestAssignment([
      [3, 2],
      [2, 0],
    ]),
  ).toEqual([1, 0]);
});

test('solving competing groups by themselves gives the same total as solving everything at once', () => {
  fc.assert(
    fc.property(table, (weights) => {
      const edges = weights.flatMap((row, entry) =>
        row.flatMap((weight, expected) => (weight > 0 ? [{ entry, expected, weight }] : [])),
      );
      const chosen = bestPairs(edges, ({ weight }) => [weight], String);
      expect(chosen.reduce((sum, { weight }) => sum + weight, 0)).toBe(bestTotal(weights));
    }),
  );
});

test('ranks are compared one after the other', () => {
  const edges = [
    { entry: 0, expected: 0, ranks: [1, 0] },
    { entry: 0, expected: 1, ranks: [0, 7] },
    { entry: 1, expected: 1, ranks: [0, 7] },
    { entry: 1, expected: 0, ranks: [0, 7] },
  ];
  expect(bestPairs(edges, ({ ranks }) => ranks, String)).toEqual([edges[0], edges[2]]);
});
