import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activeMs, LONGEST_GAP_MS } from '#domain/study/active-time';
import { creditOfAnswer, judgeAnswer } from '#domain/study/check-answer';
import { dayIn } from '#domain/study/day';
import type { Instant } from '#domain/time';

const [R, W] = [true, false];

describe('credit of an answer', () => {
  test.each([
    ['the right one', [W, R, W], [1], 1],
    ['a wrong one', [W, R, W], [0], 0],
    ['the right one and another', [W, R, W], [0, 1], 0],
    ['both right ones', [R, W, R, W], [0, 2], 1],
    ['one of two', [R, W, R, W], [2], 0.5],
    ['one right and one wrong', [R, W, R, W], [1, 2], 0],
    ['both right and one wrong', [R, W, R, W], [0, 1, 2], 0.5],
    ['everything', [R, W, R, W], [0, 1, 2, 3], 0],
    ['two of three', [R, R, R, W], [0, 1], 2 / 3],
  ])('%s', (_, isRight, chosen, credit) => {
    expect(creditOfAnswer(isRight, chosen)).toBe(credit);
  });

  test('is 1 for the right answers alone, and in [0, 1] for any', () => {
    const items = fc.array(fc.boolean(), { minLength: 3, maxLength: 5 }).filter((all) => all.includes(R));
    fc.assert(
      fc.property(items, fc.uniqueArray(fc.nat(4)), (isRight, drawn) => {
        const chosen = drawn.filter((option) => option < isRight.length);
        const credit = creditOfAnswer(isRight, chosen);
        expect(credit >= 0 && credit <= 1).toBe(true);
        const isAll = isRight.every((right, option) => right === chosen.includes(option));
        expect(credit === 1).toBe(isAll);
      }),
    );
  });
});

describe('a judged answer', () => {
  const question = {
    ref: 'anatomy/heart#wall',
    isRight: [R, W, W],
    cites: ['OG I.C.9.e', 'OG Appendix I'],
    lessonSkills: ['anatomy' as const],
  };
  const told = { at: 7 as Instant, entryId: 'an-entry' };
  test('is of the skills of its rules, and wrong ones go into the notebook under the first', () => {
    const { observation, entry } = judgeAnswer(question, [1], told);
    expect(observation).toEqual({
      source: 'check',
      ref: 'anatomy/heart#wall',
      part: '',
      skills: ['hypertension', 'poa'],
      credit: 0,
      at: 7,
    });
    expect(entry).toMatchObject({ id: 'an-entry', kind: 'wrong-answer', skill: 'hypertension', cite: 'OG I.C.9.e' });
    expect(judgeAnswer(question, [0], told).entry).toBeUndefined();
  });
  test('is of the lesson’s skills where no rule decides', () => {
    const { observation, entry } = judgeAnswer({ ...question, cites: [] }, [2], told);
    expect([observation.skills, entry?.skill, entry?.cite]).toEqual([['anatomy'], 'anatomy', undefined]);
  });
});

test('a gap counts up to three minutes, and not at all beyond', () => {
  expect([-5, 0, 1, LONGEST_GAP_MS, LONGEST_GAP_MS + 1].map(activeMs)).toEqual([0, 0, 1, LONGEST_GAP_MS, 0]);
});

test('a day is the one clocks show in the zone', () => {
  const at = Date.UTC(2026, 10, 26, 3, 30) as Instant;
  expect(['UTC', 'America/Chicago', 'Asia/Tokyo'].map((zone) => dayIn(at, zone))).toEqual([
    '2026-11-26',
    '2026-11-25',
    '2026-11-26',
  ]);
});
