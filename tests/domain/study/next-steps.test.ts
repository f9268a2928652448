import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masteryOf } from '#domain/study/mastery';
import { nextSteps, type Offer, type Offers, stepOf } from '#domain/study/next-steps';
import type { Observation } from '#domain/study/observation';
import { AFTER, BEFORE, depthOf, reachedFrom } from '#domain/study/skill-order';
import { SKILLS, type SkillId } from '#domain/study/skills';
import { charts, daysAgo, NOW, observation } from './an-observation.ts';

const offer: Offer = { lessons: [{ title: 'A lesson', address: '/learn/a/b' }], charts: [], cardsDue: 0 };
const everything: Offers = new Map(SKILLS.map(({ id }) => [id, offer]));
const about = (skill: SkillId, right: number, of: number, more: Partial<Observation> = {}) =>
  charts(right, of, { skills: [skill], ref: skill, ...more });
const steps = (seen: Observation[], offers = everything) => nextSteps(masteryOf(seen, NOW), offers);
const ids = (seen: Observation[], offers = everything) => steps(seen, offers).map(({ mastery }) => mastery.skill);

describe('what to do next', () => {
  test('a beginner begins with what builds on nothing, first what carries most', () => {
    const found = ids([]);
    expect(found[0]).toBe('terminology');
    expect(found.every((id) => BEFORE.get(id)?.length === 0)).toBe(true);
  });

  test('the weakest is first, then growing, then aging, then what can be begun', () => {
    const seen = [
      ...about('terminology', 20, 20, { at: daysAgo(70) }),
      ...about('confidentiality', 4, 5),
      ...about('diabetes', 3, 7),
      ...about('sepsis', 0, 7),
    ];
    const found = steps(seen);
    expect(found.slice(0, 4).map(({ mastery, cause }) => [mastery.skill, cause])).toEqual([
      ['sepsis', 'weak'],
      ['diabetes', 'weak'],
      ['confidentiality', 'growing'],
      ['terminology', 'aging'],
    ]);
    expect(found.slice(4).every(({ cause }) => cause === 'begin')).toBe(true);
  });

  test('a weak skill that a weaker one builds on comes right before it, and the reason names it', () => {
    const seen = [...about('sepsis', 0, 9), ...about('general-rules', 3, 7), ...about('poa', 1, 7)];
    expect(ids(seen).slice(0, 3)).toEqual(['general-rules', 'sepsis', 'poa']);
    expect(stepOf('sepsis', steps(seen))?.first).toEqual(['general-rules']);
  });

  test('a solid skill is left in peace, and one without lesson, chart or card is not offered', () => {
    expect(ids(about('confidentiality', 20, 20))).not.toContain('confidentiality');
    const without = new Map(everything);
    without.delete('confidentiality');
    expect(ids([], without)).not.toContain('confidentiality');
    expect(ids(about('confidentiality', 1, 7), without)).toContain('confidentiality');
  });

  test('what builds on something unknown or weak is not begun', () => {
    const begun = ids(about('terminology', 20, 20));
    expect(begun).toContain('anatomy');
    expect(begun).not.toContain('icd-10-cm');
    expect(ids(about('terminology', 1, 9))).not.toContain('anatomy');
  });
});

describe('for all observations', () => {
  const someoffers = fc
    .uniqueArray(fc.constantFrom(...SKILLS.map(({ id }) => id as SkillId)))
    .map((chosen): Offers => new Map(chosen.map((id) => [id, offer])));

  test('no skill comes before a weak one it builds on, none comes twice, and none is solid and fresh', () => {
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 80 }), someoffers, (seen, offers) => {
        const mastery = masteryOf(seen, NOW);
        const found = nextSteps(mastery, offers);
        const place = new Map(found.map((step, index) => [step.mastery.skill, index]));
        expect(place.size).toBe(found.length);
        for (const step of found) {
          expect(step.mastery.state === 'solid' && !step.mastery.isAging).toBe(false);
          const weak = reachedFrom(step.mastery.skill, BEFORE).filter(
            (id) => mastery.find(({ skill }) => skill === id)?.state === 'weak',
          );
          expect(step.first).toEqual(weak);
          for (const id of weak) expect(place.get(id)).toBeLessThan(place.get(step.mastery.skill) as number);
        }
      }),
      { numRuns: 80 },
    );
  });

  test('every weak skill is a step, and the same evidence gives the same steps', () => {
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 80 }), (seen) => {
        const mastery = masteryOf(seen, NOW);
        const found = nextSteps(mastery, new Map());
        expect(found.map(({ mastery: { skill } }) => skill).sort()).toEqual(
          mastery
            .filter(({ state }) => state === 'weak')
            .map(({ skill }) => skill)
            .sort(),
        );
        expect(nextSteps(masteryOf([...seen].reverse(), NOW), new Map())).toEqual(found);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the order of skills', () => {
  test('what comes before a skill comes before what builds on it, both ways', () => {
    for (const { id } of SKILLS) {
      for (const before of BEFORE.get(id) ?? []) {
        expect(AFTER.get(before)).toContain(id);
        expect(depthOf(before)).toBeLessThan(depthOf(id));
      }
      expect(reachedFrom(id, BEFORE)).not.toContain(id);
    }
    expect(reachedFrom('sepsis', BEFORE)).toEqual(
      expect.arrayContaining([
        'infections',
        'pathophysiology',
        'general-rules',
        'conventions',
        'icd-10-cm',
        'anatomy',
        'terminology',
      ]),
    );
  });
});
