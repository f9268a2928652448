import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formFigures, itemFigures } from '#domain/exam/statistics/classical';
import { type Choice, optionUse } from '#domain/exam/statistics/distractors';
import { itemFlags, periodFlags } from '#domain/exam/statistics/flags';
import { invert } from '#domain/exam/statistics/invert';
import { calibratable, calibrate } from '#domain/exam/statistics/item-response';
import type { Responses } from '#domain/exam/statistics/responses';
import { randomFrom, type Seed } from '#domain/random';
import { LSAT_6 } from './lsat-6.ts';

/** Published for this data by Rizopoulos 2006 (ltm, Journal of Statistical Software 17/5): difficulty and discrimination. */
const PUBLISHED_1PL = [-3.6153, -1.3224, -0.3176, -1.7301, -2.7802];
const PUBLISHED_1PL_SLOPE = 0.7551;
const PUBLISHED_2PL = [
  [-3.3597, 0.8254],
  [-1.3696, 0.7229],
  [-0.2799, 0.8905],
  [-1.8659, 0.6886],
  [-3.1236, 0.6575],
];

describe('calibration on LSAT section 6 (Bock and Lieberman 1970)', () => {
  test('the data are the 1,000 candidates and the shares right that were published', () => {
    expect(LSAT_6.counts?.reduce((sum, one) => sum + one, 0)).toBe(1000);
    expect(itemFigures(LSAT_6).map(({ right }) => right)).toEqual([0.924, 0.709, 0.553, 0.763, 0.87]);
  });

  test('one common slope', () => {
    const { items, logLikelihood, hasConverged } = calibrate(LSAT_6, '1pl');
    expect(hasConverged).toBe(true);
    expect(logLikelihood).toBeCloseTo(-2466.938, 2);
    for (const [at, { difficulty, discrimination }] of items.entries()) {
      expect(difficulty).toBeCloseTo(PUBLISHED_1PL[at] ?? Number.NaN, 3);
      expect(discrimination).toBeCloseTo(PUBLISHED_1PL_SLOPE, 3);
    }
  });

  test('a slope for each item', () => {
    const { items, logLikelihood, hasConverged } = calibrate(LSAT_6, '2pl');
    expect(hasConverged).toBe(true);
    expect(logLikelihood).toBeCloseTo(-2466.653, 2);
    for (const [at, { difficulty, discrimination }] of items.entries()) {
      const [published = Number.NaN, slope = Number.NaN] = PUBLISHED_2PL[at] ?? [];
      // The published fit used 21 Gauss–Hermite points; ours differs in the third decimal of a flat likelihood.
      expect(Math.abs(difficulty - published)).toBeLessThan(0.004);
      expect(Math.abs(discrimination - slope)).toBeLessThan(0.001);
    }
  });

  test('errors of estimation are near the published ones', () => {
    const { items } = calibrate(LSAT_6, '1pl');
    // ltm prints 0.3266, 0.1422, 0.0977, 0.1691, 0.2510 from the Hessian; the cross-product agrees to a few per cent.
    const published = [0.3266, 0.1422, 0.0977, 0.1691, 0.251];
    for (const [at, { difficultyError = 0 }] of items.entries())
      expect(Math.abs(difficultyError / (published[at] ?? 1) - 1)).toBeLessThan(0.05);
  });

  test('patterns and people give the same', () => {
    const people = LSAT_6.scores.flatMap((row, at) => new Array(LSAT_6.counts?.[at] ?? 0).fill(row));
    const one = calibrate({ scores: people }, '1pl');
    const other = calibrate(LSAT_6, '1pl');
    for (const [at, { difficulty }] of one.items.entries())
      expect(difficulty).toBeCloseTo(other.items[at]?.difficulty ?? Number.NaN, 5);
  });
});

/** Candidates of normal ability who answer items of known difficulty; every second item is withheld from every second one. */
function simulated(difficulties: readonly number[], candidates: number, seed: number): Responses {
  const random = randomFrom(seed as Seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return {
    scores: Array.from({ length: candidates }, (_, who) => {
      const ability = normal();
      return difficulties.map((difficulty, item) => {
        const score = random() < 1 / (1 + Math.exp(difficulty - ability)) ? 1 : 0;
        return who % 2 === 0 && item % 2 === 0 ? null : score;
      });
    }),
  };
}

test('difficulties that made the answers are found again, also where not everybody had every item', () => {
  const difficulties = [-2, -1.2, -0.6, -0.2, 0, 0.3, 0.7, 1.1, 1.6, 2.2];
  const { items } = calibrate(simulated(difficulties, 1500, 11), '1pl');
  for (const [at, { difficulty, difficultyError = 0 }] of items.entries()) {
    expect(difficultyError).toBeGreaterThan(0);
    expect(Math.abs(difficulty - (difficulties[at] ?? 0))).toBeLessThan(4 * difficultyError);
  }
});

test('errors are as large as the misses are, also with hardly more people than items', () => {
  const difficulties = Array.from({ length: 60 }, (_, at) => (at - 30) / 15);
  const { items } = calibrate(simulated(difficulties, 120, 7), '1pl', { tolerance: 1e-4 });
  const misses = items.map(({ difficulty, difficultyError = Number.NaN }, at) => {
    return (difficulty - (difficulties[at] ?? 0)) / difficultyError;
  });
  // 1 where errors are right; the whole matrix, inverted, gave less than a half.
  const typical = Math.sqrt(misses.reduce((sum, one) => sum + one * one, 0) / misses.length);
  expect(typical).toBeGreaterThan(0.75);
  expect(typical).toBeLessThan(1.25);
});

test('items that everybody or nobody gets right cannot be placed and are named', () => {
  const scores = [
    [1, 0, 1, null],
    [1, 0, 0, 1],
  ] as const;
  expect(calibratable({ scores })).toEqual([2]);
});

describe('classical figures', () => {
  test('KR-20 of LSAT section 6 is the published 0.295', () => {
    const { reliability, standardError, mean } = formFigures(LSAT_6);
    expect(reliability).toBeCloseTo(0.295, 3);
    expect(mean).toBeCloseTo(3.819, 3);
    expect(standardError).toBeCloseTo(1.0345 * Math.sqrt(1 - 0.295), 3);
  });

  test('the correlation of an item is with the rest, not with itself', () => {
    // By hand: four candidates, rest shares 1, ½, ½, 0 against the first item 1, 1, 0, 0.
    const scores = [
      [1, 1, 1],
      [1, 1, 0],
      [0, 0, 1],
      [0, 0, 0],
    ] as const;
    expect(itemFigures({ scores })[0]?.discrimination).toBeCloseTo(Math.SQRT1_2, 4);
  });

  test('where nothing varies or nobody came nothing is claimed', () => {
    expect(
      itemFigures({
        scores: [
          [1, 1],
          [1, 1],
        ],
      })[0],
    ).toEqual({ given: 2, right: 1 });
    expect(itemFigures({ scores: [[null, 1]] })[0]).toEqual({ given: 0 });
    expect(formFigures({ scores: [] })).toEqual({ candidates: 0, items: 0, mean: 0, deviation: 0 });
    expect(
      formFigures({
        scores: [
          [1, 1],
          [1, 1],
        ],
      }).reliability,
    ).toBeUndefined();
  });

  test('all figures stay in their ranges, whatever the answers', () => {
    const cell = fc.constantFrom(0 as const, 1 as const, null);
    const matrix = fc
      .integer({ min: 1, max: 6 })
      .chain((items) =>
        fc.array(fc.array(cell, { minLength: items, maxLength: items }), { minLength: 1, maxLength: 30 }),
      );
    fc.assert(
      fc.property(matrix, (scores) => {
        for (const { right, discrimination } of itemFigures({ scores })) {
          if (right !== undefined) expect(right >= 0 && right <= 1).toBe(true);
          if (discrimination !== undefined) expect(Math.abs(discrimination)).toBeLessThan(1 + 1e-9);
        }
        const { reliability = 0, standardError = 0 } = formFigures({ scores });
        expect(reliability).toBeLessThan(1 + 1e-9);
        expect(Number.isFinite(standardError)).toBe(true);
      }),
    );
  });
});

describe('options', () => {
  const choices: Choice[] = [
    ...Array.from({ length: 60 }, () => ({ chosen: ['a'], rest: 0.9 })),
    ...Array.from({ length: 40 }, () => ({ chosen: ['b'], rest: 0.3 })),
    { chosen: [], rest: 0.1 },
  ];

  test('how often each is chosen, by whom, and who left it out', () => {
    const [a, b, c] = optionUse(['a', 'b', 'c'], choices);
    expect(a).toMatchObject({ chosen: 60, upper: 1, lower: 0 });
    expect(b?.restOfChoosers).toBeCloseTo(0.3);
    expect(c).toEqual({ option: 'c', chosen: 0, share: 0, upper: 0, lower: 0 });
    expect((a?.share ?? 0) + (b?.share ?? 0)).toBeCloseTo(100 / 101);
  });
});

describe('flags', () => {
  const use = (key: number, other: number) => [
    { option: 'a', chosen: 0, share: 0.5, upper: key, lower: 0.3 },
    { option: 'b', chosen: 0, share: 0.5, upper: other, lower: 0.3 },
  ];

  test.each([
    ['a sound item', { given: 400, right: 0.7, discrimination: 0.35 }, use(0.9, 0.1), []],
    ['negative', { given: 400, right: 0.5, discrimination: -0.05 }, use(0.5, 0.3), ['negative-discrimination']],
    ['weak', { given: 400, right: 0.5, discrimination: 0.04 }, use(0.5, 0.3), ['weak-discrimination']],
    ['below chance', { given: 400, right: 0.15, discrimination: 0.2 }, use(0.5, 0.3), ['too-hard']],
    ['everybody', { given: 400, right: 0.98, discrimination: 0.2 }, use(0.5, 0.3), ['too-easy']],
    [
      'a wrong option draws the better',
      { given: 400, right: 0.5, discrimination: 0.2 },
      use(0.3, 0.6),
      ['strong-distractor'],
    ],
    ['too few candidates', { given: 99, right: 0.02, discrimination: -0.5 }, use(0, 1), []],
  ])('%s', (_, figures, options, flags) => {
    expect(itemFlags(figures, options, ['a'], 0.25)).toEqual(flags);
  });

  const before = { given: 300, right: 180, rest: 0.6, medianMs: 60_000 };
  test.each([
    ['steady', before, []],
    ['better candidates are no drift', { ...before, right: 225, rest: 0.75 }, []],
    ['easier', { ...before, right: 240 }, ['drift']],
    ['easier and twice as fast', { ...before, right: 240, medianMs: 25_000 }, ['leak', 'drift']],
    ['harder', { ...before, right: 120 }, ['drift']],
    ['too few to say', { ...before, given: 50, right: 50 }, []],
  ])('%s', (_, after, flags) => {
    expect(periodFlags(before, after)).toEqual(flags);
  });
});

test('a matrix times its inverse is the unit matrix, and a singular one has none', () => {
  expect(
    invert([
      [1, 2],
      [2, 4],
    ]),
  ).toBeUndefined();
  const matrix = [
    [0, 2, 1],
    [1, 0, 3],
    [2, 1, 0],
  ];
  const inverse = invert(matrix) ?? [];
  const product = matrix.map((row) =>
    [0, 1, 2].map((column) => row.reduce((sum, one, at) => sum + one * (inverse[at]?.[column] ?? 0), 0)),
  );
  for (const [at, row] of product.entries())
    for (const [column, one] of row.entries()) expect(one).toBeCloseTo(at === column ? 1 : 0, 10);
});
