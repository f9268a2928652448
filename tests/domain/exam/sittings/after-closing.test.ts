import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerWords, rightWords } from '#domain/exam/items/answer-words';
import { guessingChance } from '#domain/exam/items/guessing-chance';
import { citesOf, whyRight } from '#domain/exam/items/item-authority';
import { directionOf, domainChanges, kindOfSitting } from '#domain/exam/sittings/compare-outcomes';
import { paceMark, paceOf, timeOfSitting } from '#domain/exam/sittings/item-pace';
import type { Outcome } from '#domain/exam/sittings/outcome';
import { wilsonInterval } from '#domain/grading/accuracy';
import { anItem, KINDS } from '../items/an-item.ts';

describe('time of questions', () => {
  const item = (spentMs: number, isRight = false, isAnswered = true) => ({ spentMs, isRight, isAnswered });
  test('the pace is the person’s own time, shared equally', () => {
    expect(paceOf({ minutes: 240, timeMultiplier: 1.5 }, 100)).toBe(216_000);
    expect(paceOf({ minutes: 240, timeMultiplier: 1 }, 0)).toBe(0);
  });
  test.each([
    [item(200), 'long'],
    [item(200, true), 'long'],
    [item(199), undefined],
    [item(24), 'quick'],
    [item(25), undefined],
    [item(24, true), undefined],
    [item(24, false, false), undefined],
  ])('%j at a pace of 100', (one, mark) => expect(paceMark(one, 100)).toBe(mark));
  test('sums up', () => {
    expect(timeOfSitting([item(250), item(10), item(100, true)], 100)).toEqual({
      pace: 100,
      mean: 120,
      spent: 360,
      long: 1,
      quick: 1,
      lost: 150,
    });
    expect(timeOfSitting([], 0)).toMatchObject({ mean: 0, spent: 0 });
  });
});

describe('sittings beside one another', () => {
  const kind = { blueprint: 'cpc-2026', scope: 'mock', domains: [], minutes: 240 } as const;
  test('only the same exam, length and domains are one kind', () => {
    const others = [
      { ...kind, blueprint: 'coc-2026' },
      { ...kind, scope: 'short' as const, minutes: 10 },
      { ...kind, scope: 'short' as const, minutes: 120 },
      { ...kind, scope: 'domain' as const, domains: ['cpc/anatomy'] },
      { ...kind, scope: 'domain' as const, domains: ['cpc/anatomy', 'cpc/radiology'] },
    ];
    const kinds = [kind, ...others].map(kindOfSitting);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(kindOfSitting({ ...kind, scope: 'weakness', domains: ['cpc/radiology', 'cpc/anatomy'] })).toBe(kinds[5]);
  });

  test('a change is one only where the intervals are apart, and turning round turns it', () =>
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), fc.nat(40), fc.nat(40), (a, b, c, d) => {
        const one = wilsonInterval(Math.min(a, b), Math.max(a, b, 1));
        const other = wilsonInterval(Math.min(c, d), Math.max(c, d, 1));
        const back = { up: 'down', down: 'up', open: 'open' } as const;
        expect(directionOf(other, one)).toBe(back[directionOf(one, other)]);
        if (directionOf(one, other) === 'up') expect(other.share).toBeGreaterThan(one.share);
      }),
    ));

  test('domains are compared where both have them', () => {
    const outcome = (domains: [string, number, number][]): Outcome => ({
      ...{ right: 0, of: 1, hasPassed: false, passShare: 0.7, overall: wilsonInterval(0, 1) },
      domains: domains.map(([name, right, of]) => ({ name, right, of, ...wilsonInterval(right, of) })),
    });
    const before = outcome([
      ['cpc/a', 2, 40],
      ['cpc/b', 5, 10],
      ['cpc/gone', 1, 1],
    ]);
    const after = outcome([
      ['cpc/b', 7, 10],
      ['cpc/a', 38, 40],
      ['cpc/new', 1, 1],
    ]);
    expect(domainChanges(before, after).map(({ name, direction }) => [name, direction])).toEqual([
      ['cpc/b', 'open'],
      ['cpc/a', 'up'],
    ]);
  });
});

describe('an item in words', () => {
  test.each(KINDS)('%s: right answer, why, source and chance', (kind) => {
    const item = anItem(kind);
    expect(rightWords(item).join('').length).toBeGreaterThan(0);
    expect(whyRight(item).join('').length).toBeGreaterThan(0);
    expect([...citesOf(item), item.source].filter(Boolean).length).toBeGreaterThan(0);
    expect(guessingChance(item)).toBeGreaterThanOrEqual(0);
    expect(guessingChance(item)).toBeLessThan(0.5);
    expect(answerWords(item, undefined)).toEqual([]);
  });
  test('chances of guessing', () => {
    expect(guessingChance(anItem('single-choice'))).toBe(0.25);
    expect(guessingChance(anItem('multiple-choice'))).toBeCloseTo(0.1, 12);
    expect(guessingChance(anItem('order'))).toBeCloseTo(2 / 24, 12);
    expect(guessingChance(anItem('diagnoses'))).toBe(0);
  });
  test('rows are told as they would be written', () => {
    const rows = [
      { code: 'px231', modifiers: 'rt, 59', units: '2' },
      { code: ' ', modifiers: '', units: '' },
    ];
    expect(answerWords(anItem('services'), { kind: 'codes', rows })).toEqual(['PX231-RT-59 × 2']);
    expect(answerWords(anItem('hotspot'), { kind: 'part', part: 'left-atrium' })).toEqual(['left atrium']);
    // Of another kind than the item's: as good as none.
    expect(answerWords(anItem('hotspot'), { kind: 'codes', rows })).toEqual([]);
  });
});
