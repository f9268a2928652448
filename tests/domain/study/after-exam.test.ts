import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceOfRight } from '#domain/study/ability-scale';
import { cardsAfterExam, lessonsAfterExam, missedSkills, skillsAfterExam } from '#domain/study/after-exam';
import { daysOfFirst, planDay } from '#domain/study/daily-plan';
import { difficultyOf, type ExamAnswer, examEntries, examObservations } from '#domain/study/exam-answer';
import { examCard } from '#domain/study/exam-card';
import { examEvidence, placedIn } from '#domain/study/exam-evidence';
import type { Observation } from '#domain/study/observation';
import { READINESS_PARAMETERS } from '#domain/study/readiness-parameters';
import { BEFORE, reachedFrom } from '#domain/study/skill-order';
import { SKILLS, type SkillId } from '#domain/study/skills';
import type { Instant } from '#domain/time';

const NOW = 1_800_000_000_000 as Instant;
const answer = (overrides: Partial<ExamAnswer> = {}): ExamAnswer => ({
  place: 0,
  name: 'an-item',
  cites: ['OG I.C.4.a'],
  skills: [],
  codes: [],
  expected: 0.7,
  isAnswered: true,
  credit: 0,
  isPretest: false,
  isKnown: false,
  ...overrides,
});
const of = { sittingId: 's', at: NOW };

describe('what an answer of an exam shows', () => {
  test.each([
    [{}, 1, 1],
    [{ credit: 1 }, 1, 0],
    [{ isPretest: true }, 0, 0],
    [{ isAnswered: false }, 0, 0],
    [{ isKnown: true }, 0, 1],
    [{ cites: [] }, 0, 1],
    [{ cites: [], skills: ['claims'] }, 1, 1],
  ])('%j: %i observations, %i entries', (overrides, observations, entries) => {
    expect(examObservations([answer(overrides)], of)).toHaveLength(observations);
    expect(examEntries([answer(overrides)], { ...of, newId: () => 'id' })).toHaveLength(entries);
  });

  test('skills are those of rules, codes and the author’s word; the entry belongs to the first rule’s', () => {
    const one = answer({ codes: [{ list: 'diagnoses', code: 'E1122' }], skills: ['claims', 'of-another-time'] });
    const [seen] = examObservations([one], of);
    expect(seen?.skills).toEqual(expect.arrayContaining(['diabetes', 'icd-10-cm', 'claims']));
    expect(seen?.skills).not.toContain('of-another-time');
    expect(examEntries([one], { ...of, newId: () => 'id' })[0]).toMatchObject({
      skill: 'diabetes',
      cite: 'OG I.C.4.a',
    });
  });

  test('difficulty: what half of the prepared know is 0, guesses left out; more who know it is easier', () => {
    expect(difficultyOf({ expected: 0.5 }, 0)).toBe(0);
    expect(difficultyOf({ expected: 0.625 }, 0.25)).toBeCloseTo(0, 12);
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 0.95, noNaN: true }),
        fc.double({ min: 0, max: 0.4, noNaN: true }),
        (p, c) => {
          const difficulty = difficultyOf({ expected: p }, c);
          expect(Math.abs(difficulty)).toBeLessThanOrEqual(3);
          expect(difficultyOf({ expected: Math.min(0.95, p + 0.05) }, c)).toBeLessThanOrEqual(difficulty);
        },
      ),
    );
  });
});

test.each([0.35, 0.5, 0.62, 0.9])(
  'the model expects %f of the prepared, as the author does, whatever the kind of item',
  (expected) => {
    const [seen] = examObservations([answer({ expected })], of);
    const chance = READINESS_PARAMETERS.sources.exam?.chance ?? Number.NaN;
    expect(chanceOfRight(0, { difficulty: seen?.difficulty ?? Number.NaN, deviation: 0, chance })).toBeCloseTo(
      expected,
      10,
    );
  },
);

describe('evidence of an exam in domains', () => {
  const domains = [
    { id: 'rules', skills: ['conventions'] },
    { id: 'anatomy', skills: ['anatomy'] },
  ];
  const seen = (source: 'exam' | 'check'): Observation[] => [
    { source, ref: 's', part: 'a', skills: ['conventions'], credit: 1, at: NOW },
  ];
  const placed = placedIn('cpc', new Map([['s a', ['ccs/rules', 'cpc/anatomy', 'cpc/rules']]]));
  test('a question counts where it was written for, the first of the exam it names', () =>
    expect(examEvidence(domains, seen('exam'), placed)[0]?.domains).toEqual(['anatomy']));
  test('one that names none of the exam counts by its skills, as all other evidence', () => {
    expect(examEvidence(domains, seen('exam'), placedIn('coc', placed))[0]?.domains).toEqual(['rules']);
    expect(examEvidence(domains, seen('check'), placed)[0]?.domains).toEqual(['rules']);
  });
});

describe('a plan after an exam', () => {
  test('what was missed most comes first, and before it what it builds on', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SKILLS.map(({ id }) => id)), { maxLength: 40 }), (skills) => {
        const plan = missedSkills([...skills, 'of-another-time']);
        expect(plan.reduce((sum, { missed }) => sum + missed, 0)).toBe(skills.length);
        expect(new Set(plan.map(({ skill }) => skill)).size).toBe(plan.length);
        for (const [index, { skill }] of plan.entries()) {
          const before = reachedFrom(skill, BEFORE);
          expect(plan.slice(index + 1).some((later) => before.includes(later.skill))).toBe(false);
        }
      }),
    ));

  test('every missed question comes back, with as many cards about it as it is worth', () => {
    const missed = Array.from({ length: 100 }, (_, index) => ({ cardId: `variance/${index}`, skill: 'diabetes' }));
    const about = Array.from({ length: 30 }, (_, index) => `card/${index}`);
    expect(cardsAfterExam(missed.slice(0, 2), [], () => about)).toEqual([
      ...['variance/0', 'variance/1'],
      ...about.slice(0, 6),
    ]);
    expect(cardsAfterExam(missed, [], () => about)).toEqual(missed.map(({ cardId }) => cardId));
    expect(cardsAfterExam([], [], () => about)).toEqual([]);
  });

  test('what was left unanswered comes after what was wrong, and is counted apart', () => {
    const skills = skillsAfterExam(['claims', 'claims'], ['neoplasms', 'claims', 'neoplasms', 'neoplasms']);
    expect(skills).toEqual([
      { skill: 'claims', missed: 2, unanswered: 1 },
      { skill: 'neoplasms', missed: 0, unanswered: 3 },
    ]);
    expect(skillsAfterExam([], ['of-another-time'])).toEqual([]);
    const cardsOf = (skill: SkillId) => [1, 2, 3, 4].map((number) => `${skill}/${number}`);
    expect(cardsAfterExam([{ cardId: 'variance/0', skill: 'claims' }], ['neoplasms', 'claims'], cardsOf)).toEqual([
      ...['variance/0', 'claims/1', 'claims/2', 'claims/3'],
      ...['neoplasms/1', 'neoplasms/2', 'neoplasms/3', 'claims/4'],
    ]);
  });

  test('a lesson stands once, for all it is there for', () => {
    const lessons = { diabetes: [{ name: 'a' }], endocrine: [{ name: 'b' }, { name: 'a' }] } as Record<
      string,
      { name: string }[]
    >;
    const skills = [
      { skill: 'diabetes' as SkillId, missed: 3, unanswered: 0 },
      { skill: 'endocrine' as SkillId, missed: 1, unanswered: 0 },
      { skill: 'claims' as SkillId, missed: 1, unanswered: 0 },
    ];
    expect(lessonsAfterExam(skills, (skill) => lessons[skill] ?? [])).toEqual([
      { lesson: { name: 'a' }, skills: skills.slice(0, 2) },
    ]);
  });

  test('its cards come before all other new ones, each once, and on the day that is told', () => {
    const facts = {
      states: [{ cardId: 'b', deck: 'd', due: NOW, isSuspended: true }],
      first: ['a', 'b', 'c', 'd'],
      done: { newCards: 1, reviews: 0 },
      plan: { newCardsADay: 2, mostReviewsADay: 10, timeZone: 'UTC' },
      now: NOW,
    };
    expect(planDay({ ...facts, candidates: [['x', 'a'], ['y']] }).queue).toEqual(['a']);
    expect(
      planDay({ ...facts, done: { newCards: 0, reviews: 0 }, candidates: [['x', 'a']], first: ['a'] }).queue,
    ).toEqual(['a', 'x']);
    expect([...daysOfFirst(facts)]).toEqual([
      ['a', 0],
      ['c', 1],
      ['d', 1],
    ]);
    expect(daysOfFirst({ ...facts, plan: { ...facts.plan, newCardsADay: 0 } }).size).toBe(0);
  });
});

describe('the card of a wrong answer', () => {
  const words = {
    ...{ entryId: 'e', stem: 'What follows?', options: ['One', 'Two'], answered: ['One'], right: ['Two'] },
    ...{ why: ['Because.'], cites: ['OG I.A'], skills: [], resultAddress: '/x' },
  };
  test('asks as the exam did and says the answer behind', () =>
    expect(examCard(words)).toMatchObject({
      id: 'variance/e',
      front: 'What follows?\nA. One\nB. Two',
      back: 'Two\nBecause.\nYou answered: One',
    }));
  test('shows a long record only as far as a card can', () => {
    const { front } = examCard({ ...words, scenario: 'word '.repeat(2000) });
    expect(front.length).toBeLessThan(1600);
    expect(front).toContain(' …\nWhat follows?');
  });
});
