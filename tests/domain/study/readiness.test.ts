import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ExamPlan, estimateReadiness, type Readiness } from '#domain/study/readiness';
import type { Evidence } from '#domain/study/readiness-evidence';
import { LEAST_EVIDENCE, READINESS_PARAMETERS } from '#domain/study/readiness-parameters';
import { daysBefore, type Instant } from '#domain/time';
import { NOW } from './simulated-learners.ts';

const PLAN: ExamPlan = {
  domains: [
    { id: 'rules', share: 0.5 },
    { id: 'anatomy', share: 0.3 },
    { id: 'claims', share: 0.2 },
  ],
  items: 100,
  chance: 0.25,
  pass: { share: 0.7, deviation: 0 },
};
const DOMAINS = PLAN.domains.map(({ id }) => id);

let serial = 0;
const anAnswer = (overrides: Partial<Evidence> = {}): Evidence => {
  serial += 1;
  return { domains: ['rules'], source: 'exam', unit: `item ${serial}`, credit: 1, at: NOW, ...overrides };
};
/** So many answers of a domain, of which so many are right. */
const answers = (domain: string, right: number, of: number, overrides: Partial<Evidence> = {}): Evidence[] =>
  Array.from({ length: of }, (_, index) =>
    anAnswer({ domains: [domain], credit: index < right ? 1 : 0, ...overrides }),
  );
const everywhere = (right: number, of: number): Evidence[] => DOMAINS.flatMap((domain) => answers(domain, right, of));
const of = (readiness: Readiness, id: string) => readiness.domains.find((domain) => domain.id === id);
const estimate = (evidence: Evidence[]) => estimateReadiness(PLAN, evidence, NOW);
const passOf = ({ verdict }: Readiness) => (verdict.kind === 'estimate' ? verdict.pass : undefined);

describe('what is said', () => {
  test('nothing of passing without evidence, and everything is missing', () => {
    const { verdict, overall } = estimate([]);
    expect(verdict).toEqual({
      kind: 'too-little',
      missing: DOMAINS.map((id) => ({ id, more: LEAST_EVIDENCE.inDomain })),
      moreInAll: LEAST_EVIDENCE.inAll,
    });
    expect(overall.high - overall.low).toBeGreaterThan(0.5);
  });

  test('what is missing when one domain was practised alone', () => {
    const { verdict } = estimate(answers('rules', 30, 50));
    expect(verdict).toMatchObject({ kind: 'too-little', missing: [{ id: 'anatomy' }, { id: 'claims' }], moreInAll: 0 });
  });

  test.each([
    ['nearly everything right', 29, 30, 0.95, 1],
    ['a little more than the mark', 23, 30, 0.5, 0.9],
    ['at the mark', 21, 30, 0.25, 0.65],
    ['half right', 15, 30, 0, 0.05],
  ])('%s: %i of %i in each domain', (_, right, count, least, most) => {
    const pass = passOf(estimate(everywhere(right, count)));
    expect(pass).toBeGreaterThanOrEqual(least);
    expect(pass).toBeLessThanOrEqual(most);
  });

  test('a domain nobody practised is forecast from the others, with a wide interval', () => {
    const readiness = estimate([...answers('rules', 45, 50), ...answers('anatomy', 45, 50)]);
    const [seen, unseen] = [of(readiness, 'rules'), of(readiness, 'claims')];
    expect(unseen?.expected).toBeGreaterThan(0.7);
    expect((unseen?.high ?? 0) - (unseen?.low ?? 0)).toBeGreaterThan(1.4 * ((seen?.high ?? 0) - (seen?.low ?? 0)));
  });

  test('a weak domain is forecast lower than strong ones', () => {
    const readiness = estimate([
      ...answers('rules', 28, 30),
      ...answers('anatomy', 28, 30),
      ...answers('claims', 10, 30),
    ]);
    expect(of(readiness, 'claims')?.expected).toBeLessThan((of(readiness, 'rules')?.expected ?? 0) - 0.2);
  });

  test('the luck of one sitting is added to its range', () => {
    const { overall, sitting } = estimate(everywhere(20, 30));
    expect(sitting.low).toBeLessThan(overall.low);
    expect(sitting.high).toBeGreaterThan(overall.high);
  });

  test('a pass mark that is not known for sure makes a forecast less sure', () => {
    const evidence = everywhere(27, 30);
    const unsure = { ...PLAN, pass: { share: 0.7, deviation: 0.06 } };
    const sure = passOf(estimate(evidence)) ?? 0;
    expect(passOf(estimateReadiness(unsure, evidence, NOW))).toBeLessThan(sure);
  });
});

describe('how evidence counts', () => {
  const weightOf = (evidence: Evidence[]) => of(estimate(evidence), 'rules')?.weight ?? 0;

  test('half after a half-life', () => {
    const at = daysBefore(NOW, READINESS_PARAMETERS.halfLifeDays);
    expect(weightOf([anAnswer({ at })])).toBeCloseTo(0.5, 9);
  });
  test('answers from the future count as of today', () => {
    expect(weightOf([anAnswer({ at: (NOW + 1e9) as Instant })])).toBe(1);
  });
  test('the same item of a check again and again is hardly more than once', () => {
    const evidence = Array.from({ length: 10 }, () => anAnswer({ source: 'check', unit: 'same' }));
    expect(weightOf(evidence)).toBeLessThan(1.2);
  });
  test('twelve rows of one chart are fewer than twelve answers, and more than one', () => {
    const weight = weightOf(answers('rules', 9, 12, { source: 'chart', unit: 'attempt' }));
    expect(weight).toBeGreaterThan(2);
    expect(weight).toBeLessThan(5);
  });
  test('an answer of two domains counts half in each', () => {
    const readiness = estimate([anAnswer({ domains: ['rules', 'claims', 'elsewhere'] })]);
    expect(readiness.domains.map(({ answers: count, weight }) => [count, weight])).toEqual([
      [1, 0.5],
      [0, 0],
      [1, 0.5],
    ]);
  });
  test('cards do not count', () => {
    expect(estimate([anAnswer({ source: 'card' })])).toEqual(estimate([]));
  });
  test('right answers to hard items say more than to easy ones', () => {
    const ofDifficulty = (difficulty: number) =>
      of(estimate(answers('rules', 20, 30, { difficulty })), 'rules')?.expected ?? 0;
    expect(ofDifficulty(1)).toBeGreaterThan(ofDifficulty(-1) + 0.1);
  });
  test('right without a chance to guess says more', () => {
    const ofSource = (source: 'exam' | 'chart') =>
      of(estimate(Array.from({ length: 40 }, (_, index) => anAnswer({ source, credit: index % 2 }))), 'rules')
        ?.expected ?? 0;
    expect(ofSource('chart')).toBeGreaterThan(ofSource('exam'));
  });
});

const evidenceOf = (more: fc.ArrayConstraints = {}) =>
  fc.array(
    fc.record(
      {
        domains: fc.subarray([...DOMAINS, 'elsewhere']),
        source: fc.constantFrom('check' as const, 'card' as const, 'chart' as const, 'exam' as const),
        unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
        credit: fc.double({ min: 0, max: 1, noNaN: true }),
        difficulty: fc.double({ min: -6, max: 6, noNaN: true }),
        at: fc.integer({ min: 0, max: NOW + 1e9 }).map((at) => at as Instant),
      },
      { requiredKeys: ['domains', 'source', 'unit', 'credit', 'at'] },
    ),
    { maxLength: 60, ...more },
  );

const numbersOf = (readiness: Readiness): number[] => [
  ...[...readiness.domains, readiness.overall].flatMap(({ low, expected, high }) => [low, expected, high]),
  readiness.sitting.low,
  readiness.sitting.high,
  passOf(readiness) ?? 0,
];

describe('whatever was answered', () => {
  test('every figure is a share, and expectations lie in their intervals', () => {
    fc.assert(
      fc.property(evidenceOf(), (evidence) => {
        const readiness = estimate(evidence);
        for (const figure of numbersOf(readiness)) expect(figure >= 0 && figure <= 1).toBe(true);
        for (const { low, expected, high } of [...readiness.domains, readiness.overall])
          expect(low <= expected && expected <= high).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('thousands of answers that contradict one another end in figures, too', () => {
    const readiness = estimate([...answers('rules', 3000, 3000), ...answers('claims', 0, 3000)]);
    for (const figure of numbersOf(readiness)) expect(figure >= 0 && figure <= 1).toBe(true);
    expect(of(readiness, 'rules')?.expected).toBeGreaterThan(0.8);
    expect(of(readiness, 'claims')?.expected).toBeLessThan(0.4);
  });

  test('the order of answers changes nothing', () => {
    const shuffled = evidenceOf().chain((evidence) =>
      fc.tuple(fc.constant(evidence), fc.shuffledSubarray(evidence, { minLength: evidence.length })),
    );
    fc.assert(
      fc.property(shuffled, ([evidence, other]) => {
        const [first, second] = [numbersOf(estimate(evidence)), numbersOf(estimate(other))];
        for (const [index, figure] of first.entries()) expect(second[index]).toBeCloseTo(figure, 6);
      }),
      { numRuns: 20 },
    );
  });

  test('more evidence of the same kind narrows every interval', () => {
    const shares = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 6 }), (right, times) => {
        const few = estimate(everywhere(right * times, 10 * times));
        const many = estimate(everywhere(right * times * 4, 10 * times * 4));
        const width = ({ low, high }: { low: number; high: number }) => high - low;
        expect(width(many.overall)).toBeLessThan(width(few.overall));
        for (const [index, domain] of many.domains.entries())
          expect(width(domain)).toBeLessThan(width(few.domains[index] as typeof domain));
      }),
      { numRuns: 15 },
    );
  });

  test('one more right answer never makes passing less likely', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 29 }), (right) => {
        const rest = [...answers('anatomy', 20, 30), ...answers('claims', 20, 30)];
        const before = passOf(estimate([...rest, ...answers('rules', right, 30)])) ?? 0;
        expect(passOf(estimate([...rest, ...answers('rules', right + 1, 30)]))).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 15 },
    );
  });
});
