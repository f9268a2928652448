import { describe, expect, test } from 'vitest';
import { toggleHighlight, wordSpans } from '#components/exam/highlight-spans.ts';
import { countMarks, type ItemMark, markOf, nextOpen, reviewOrder } from '#components/exam/navigator-state.ts';
import type { CandidateItem } from '#domain/exam/items/candidate-item';
import type { ItemAnswer } from '#domain/exam/items/item-answer';
import { UNTOUCHED } from '#domain/exam/sittings/untouched';
import type { IsoDate } from '#domain/time';

describe('highlights', () => {
  const span = (from: number, to: number, part = 'stem') => ({ part, from, to });
  test.each([
    ['joins what touches', [span(0, 5), span(8, 12)], span(5, 8), [span(0, 12)]],
    ['takes away what is highlighted', [span(0, 12)], span(4, 6), [span(0, 4), span(6, 12)]],
    ['takes away all of one', [span(4, 6)], span(4, 6), []],
    ['grows one it overlaps', [span(4, 6)], span(5, 9), [span(4, 9)]],
    ['leaves other parts', [span(4, 6, 'option-1')], span(4, 6), [span(4, 6, 'option-1'), span(4, 6)]],
  ])('%s', (_, before, marked, after) => {
    expect(toggleHighlight(before, marked)).toEqual(after);
  });
  test('words for the arrow keys', () => {
    expect(wordSpans('a  bc\nd')).toEqual([
      { start: 0, end: 1 },
      { start: 3, end: 5 },
      { start: 6, end: 7 },
    ]);
  });
});

describe('how an item stands', () => {
  const asked = { id: 'x', version: 1, stem: 'What?', codeSetYear: 'FY2026' };
  const single: CandidateItem = { ...asked, type: 'single-choice', options: ['a', 'b', 'c', 'd'] };
  const multiple: CandidateItem = {
    ...asked,
    type: 'multiple-choice',
    options: ['a', 'b', 'c', 'd', 'e'],
    rightAnswers: 2,
  };
  const typed: CandidateItem = {
    ...asked,
    type: 'typed-codes',
    list: 'diagnoses',
    asks: [],
    encounter: { setting: 'professional', from: '2026-03-04' as IsoDate, age: 40, sex: 'male', payer: 'commercial' },
  };
  test.each<[string, CandidateItem, ItemAnswer | null, boolean, ItemMark['progress']]>([
    ['nobody was there', single, null, false, 'unseen'],
    ['it was looked at', single, null, true, 'unanswered'],
    ['one is chosen', single, { kind: 'options', chosen: [0] }, true, 'answered'],
    ['too few are chosen', multiple, { kind: 'options', chosen: [0] }, true, 'incomplete'],
    ['too many are chosen', multiple, { kind: 'options', chosen: [0, 1, 2] }, true, 'incomplete'],
    ['as many as asked', multiple, { kind: 'options', chosen: [0, 1] }, true, 'answered'],
    [
      'rows are there, but empty',
      typed,
      { kind: 'codes', rows: [{ code: ' ', modifiers: '', units: '' }] },
      true,
      'unanswered',
    ],
  ])('%s', (_, item, answer, isSeen, progress) => {
    expect(markOf(0, item, { ...UNTOUCHED, answer }, isSeen).progress).toBe(progress);
  });
  test('time spent in an earlier visit says that it was seen', () => {
    expect(markOf(0, single, { ...UNTOUCHED, spentMs: 5 }, false).progress).toBe('unanswered');
  });

  const mark = (place: number, progress: ItemMark['progress'], isFlagged = false): ItemMark => ({
    place,
    progress,
    isFlagged,
    hasNote: false,
  });
  const marks = [
    mark(0, 'answered'),
    mark(1, 'answered', true),
    mark(2, 'unseen'),
    mark(3, 'incomplete', true),
    mark(4, 'unanswered'),
  ];
  test('review begins with what has no whole answer, then what is flagged', () => {
    expect(reviewOrder(marks).map(({ place }) => place)).toEqual([2, 3, 4, 1, 0]);
    expect(countMarks(marks)).toEqual({ answered: 2, incomplete: 1, unanswered: 2, flagged: 2 });
  });
  test.each([
    [0, 2],
    [2, 3],
    [4, 2],
  ])('the next open one after %d is %d', (from, to) => {
    expect(nextOpen(marks, from)).toBe(to);
  });
  test('with everything answered there is none', () => {
    expect(nextOpen([mark(0, 'answered')], 0)).toBeUndefined();
  });
});
