import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Mastery, masteryOf, masteryOfSkill, SKILL_STATES } from '#domain/study/mastery';
import { SKILLS } from '#domain/study/skills';
import { anObservation, charts, daysAgo, NOW, observation } from './an-observation.ts';

const diabetes = (seen: Parameters<typeof masteryOf>[0], now = NOW): Mastery =>
  masteryOf(seen, now).find(({ skill }) => skill === 'diabetes') as Mastery;
const only = fc.array(
  observation.map((one) => ({ ...one, skills: ['diabetes' as const] })),
  { maxLength: 40 },
);
const NOISE = 1e-9;

describe('the estimate of a skill', () => {
  test('of no evidence is unknown, one half, and nearly anything', () => {
    const all = masteryOf([], NOW);
    expect(all.map(({ skill }) => skill)).toEqual(SKILLS.map(({ id }) => id));
    for (const one of all) {
      expect(one).toMatchObject({ state: 'unknown', estimate: 0.5, weight: 0, isAging: false, bySource: {} });
      expect([one.low, one.high].map((share) => share.toFixed(3))).toEqual(['0.025', '0.975']);
      expect(one.newest).toBeUndefined();
    }
  });

  test.each([
    [[], 'unknown'],
    [charts(2, 2), 'unknown'],
    [charts(1, 4), 'weak'],
    [charts(4, 4), 'growing'],
    [charts(9, 9), 'growing'],
    [charts(10, 10), 'solid'],
    [charts(20, 24), 'growing'],
    [charts(28, 30), 'solid'],
  ] as const)('%# has a state', (seen, state) => {
    expect(diabetes(seen).state).toBe(state);
  });

  test('weighs charts most and cards least', () => {
    const weights = (['chart', 'exam', 'check', 'card'] as const).map(
      (source) => diabetes([anObservation({ source })]).weight,
    );
    expect(weights).toEqual([1, 0.8, 0.5, 0.25]);
  });

  test('halves with every ninety days', () => {
    const weights = [0, 90, 180].map((days) => diabetes([anObservation({ at: daysAgo(days) })]).weight);
    expect(weights).toEqual([1, 0.5, 0.25]);
  });

  test('counts ten codes of one chart as less than four of four charts', () => {
    const ofOne = Array.from({ length: 10 }, (_, index) => anObservation({ part: `diagnoses.${index}` }));
    expect(diabetes(ofOne).weight).toBeCloseTo(10 / 2.8, 8);
    expect(diabetes(ofOne).weight).toBeLessThan(diabetes(charts(4, 4)).weight);
    expect(diabetes(ofOne).counted).toEqual({ right: 10, of: 10, groups: 1 });
  });

  test('takes all answers to one card as one group: a card asked twelve times is no twelve cards', () => {
    const answers = (partOf: (index: number) => string) =>
      Array.from({ length: 12 }, (_, index) =>
        anObservation({ source: 'card', ref: `review-${index}`, part: partOf(index) }),
      );
    const [one, twelve] = [answers(() => 'card/a'), answers((index) => `card/${index}`)].map((seen) =>
      masteryOfSkill('diabetes', seen, NOW),
    );
    expect(one?.bySource.card).toEqual({ right: 12, of: 12, groups: 1 });
    expect(one?.state).toBe('unknown');
    expect(one?.weight).toBeLessThan((twelve?.weight ?? 0) / 2);
  });
  test('takes items of one lesson’s check as one group', () => {
    const items = ['one', 'two'].map((item) =>
      anObservation({ source: 'check', ref: `anatomy/heart#${item}`, part: '' }),
    );
    expect(diabetes(items).bySource).toEqual({ check: { right: 2, of: 2, groups: 1 } });
  });

  test('learns little from what nearly everybody gets right, and all from getting it wrong', () => {
    const easy = { difficulty: -3 };
    expect(diabetes([anObservation(easy)]).weight).toBeLessThan(0.2);
    expect(diabetes([anObservation({ ...easy, credit: 0 })]).weight).toBe(1);
    expect(diabetes([anObservation({ difficulty: 2 })]).weight).toBe(1);
  });

  test('says when its evidence is aging', () => {
    const at = (days: number) =>
      diabetes([anObservation({ at: daysAgo(400), ref: 'old' }), anObservation({ at: daysAgo(days) })]);
    expect([at(59).isAging, at(61).isAging]).toEqual([false, true]);
  });

  test('takes an observation from a clock that ran ahead for one of now', () => {
    expect(diabetes([anObservation({ at: daysAgo(-10) })]).weight).toBe(1);
  });
});

describe('for all observations', () => {
  test('shares lie in [0, 1] around the estimate, and counts are what was given', () => {
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 60 }), (seen) => {
        for (const one of masteryOf(seen, NOW)) {
          const own = seen.filter(({ skills }) => skills.includes(one.skill));
          expect(one.low).toBeGreaterThanOrEqual(0);
          expect(one.high).toBeLessThanOrEqual(1);
          expect(one.low).toBeLessThan(one.estimate);
          expect(one.estimate).toBeLessThan(one.high);
          expect(one.counted.of).toBe(own.length);
          expect(Object.values(one.bySource).reduce((sum, { of }) => sum + of, 0)).toBe(own.length);
          expect(SKILL_STATES).toContain(one.state);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('their order changes nothing, to the last bit', () => {
    fc.assert(
      fc.property(
        fc
          .array(observation, { maxLength: 30 })
          .chain((seen) => fc.tuple(fc.constant(seen), fc.shuffledSubarray(seen, { minLength: seen.length }))),
        ([seen, shuffled]) => {
          expect(masteryOf(shuffled, NOW)).toEqual(masteryOf(seen, NOW));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('one more right answer never lowers anything, one more wrong answer never raises it', () => {
    fc.assert(
      fc.property(only, observation, (seen, one) => {
        const before = masteryOfSkill('diabetes', seen, NOW);
        const right = masteryOfSkill('diabetes', [...seen, { ...one, credit: 1 }], NOW);
        const wrong = masteryOfSkill('diabetes', [...seen, { ...one, credit: 0 }], NOW);
        for (const name of ['estimate', 'low', 'high'] as const) {
          // The ends of the interval are found by halving, to a millionth.
          const noise = name === 'estimate' ? NOISE : 2e-6;
          expect(right[name], name).toBeGreaterThanOrEqual(before[name] - noise);
          expect(wrong[name], name).toBeLessThanOrEqual(before[name] + noise);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a better answer in the place of a worse one never lowers an estimate', () => {
    fc.assert(
      fc.property(
        only.filter(({ length }) => length > 0),
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seen, index, share) => {
          const better = seen.map((one, place) =>
            place === index % seen.length ? { ...one, credit: one.credit + (1 - one.credit) * share } : one,
          );
          const [before, after] = [seen, better].map((list) => masteryOfSkill('diabetes', list, NOW).estimate);
          expect(after).toBeGreaterThanOrEqual((before as number) - NOISE);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('what is not about a skill says nothing of it', () => {
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 30 }), (seen) => {
        const about = seen.filter(({ skills }) => skills.includes('diabetes'));
        expect(diabetes(seen)).toEqual(masteryOfSkill('diabetes', about, NOW));
      }),
      { numRuns: 60 },
    );
  });
});
