import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markRuns } from '../../../src/components/chart/marked-runs.ts';

test('overlapping marks are cut into pieces that carry all marks over them', () => {
  const pieces = markRuns([{ text: 'acute ' }, { text: 'kidney injury', style: 'strong' }], 100, [
    { start: 102, end: 112, look: 'highlight' },
    { start: 106, end: 119, look: 'found', id: 'x' },
  ]);
  expect(pieces.map(({ text, marks }) => [text, marks.map(({ look }) => look)])).toEqual([
    ['ac', []],
    ['ute ', ['highlight']],
    ['kidney', ['highlight', 'found']],
    [' injury', ['found']],
  ]);
  expect(pieces.filter(({ begins }) => begins.some(({ id }) => id === 'x'))).toHaveLength(1);
});

test('no mark, however placed, changes the text', () => {
  const span = fc.record({
    start: fc.integer({ min: -5, max: 60 }),
    end: fc.integer({ min: -5, max: 60 }),
    look: fc.constant('found' as const),
  });
  fc.assert(
    fc.property(fc.array(fc.record({ text: fc.string() })), fc.array(span), (runs, marks) => {
      expect(
        markRuns(runs, 0, marks)
          .map(({ text }) => text)
          .join(''),
      ).toBe(runs.map(({ text }) => text).join(''));
    }),
  );
});
