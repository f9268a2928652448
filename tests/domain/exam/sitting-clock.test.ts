import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockAt, GRACE_MS, isInTime, type SittingTime } from '#domain/exam/sitting-clock';
import type { Instant } from '#domain/time';

const MINUTE = 60_000;
const START = 1_800_000_000_000;
const at = (minutes: number) => (START + minutes * MINUTE) as Instant;
const sitting = (more: Partial<SittingTime> = {}): SittingTime => ({
  startedAt: at(0),
  minutes: 240,
  timeMultiplier: 1,
  breaks: [],
  ...more,
});

describe('the clock of a sitting', () => {
  test.each([
    ['at the start', sitting(), 0, 'running', 240],
    ['in between', sitting(), 100, 'running', 140],
    ['time is up: answers on their way are taken', sitting(), 240.5, 'grace', 0],
    ['after that it is closed', sitting(), 242, 'closed', 0],
    ['half as much again', sitting({ timeMultiplier: 1.5 }), 240, 'running', 120],
    ['in a break', sitting({ breaks: [{ from: at(60) }] }), 75, 'break', 180],
    ['after a break', sitting({ breaks: [{ from: at(60), to: at(75) }] }), 100, 'running', 155],
    [
      'breaks that overlap count once',
      sitting({
        breaks: [
          { from: at(60), to: at(80) },
          { from: at(70), to: at(90) },
        ],
      }),
      100,
      'running',
      170,
    ],
    ['handed in', sitting({ handedInAt: at(30) }), 200, 'closed', 210],
    ['a clock that was set back gives no more than the whole', sitting(), -30, 'running', 240],
  ] as const)('%s', (_, time, minutes, phase, remaining) => {
    expect(clockAt(time, at(minutes))).toEqual({ phase, remainingMs: remaining * MINUTE });
  });

  test('outside breaks it never runs backwards', () => {
    const minutes = fc.integer({ min: 0, max: 600 });
    const breaks = fc.array(fc.tuple(minutes, minutes), { maxLength: 4 });
    fc.assert(
      fc.property(breaks, minutes, minutes, (spans, one, other) => {
        const time = sitting({
          breaks: spans.map(([from, to]) => ({ from: at(Math.min(from, to)), to: at(Math.max(from, to)) })),
        });
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        expect(clockAt(time, at(late)).remainingMs).toBeLessThanOrEqual(clockAt(time, at(early)).remainingMs);
      }),
    );
  });
});

describe('an answer that comes late', () => {
  test.each([
    ['taken in time, arrives in the grace', 239, 240.5, true],
    ['taken after the end', 240.2, 240.5, false],
    ['arrives after the grace', 239, 240 + (GRACE_MS + 1) / MINUTE, false],
    ['a browser whose clock runs ahead', 500, 100, true],
    ['a browser whose clock is a year behind', -500_000, 100, true],
  ])('%s', (_, answered, now, counts) => {
    expect(isInTime(sitting(), at(answered), at(now))).toBe(counts);
  });
});
