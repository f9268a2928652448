import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  breakEnd,
  breakLeftMs,
  clockAt,
  endOf,
  GRACE_MS,
  type SittingTime,
  workedMs,
} from '#domain/exam/sittings/sitting-clock';
import type { Instant } from '#domain/time';

const MINUTE = 60_000;
const DAY = GRACE_MS / MINUTE;
const START = 1_800_000_000_000;
const at = (minutes: number) => (START + minutes * MINUTE) as Instant;
const sitting = (more: Partial<SittingTime> = {}): SittingTime => ({
  startedAt: at(0),
  minutes: 240,
  timeMultiplier: 1,
  breaks: [],
  ...more,
});
const aBreak = (from: number, to?: number) => ({ from: at(from), ...(to !== undefined && { to: at(to) }) });

describe('the clock of a sitting', () => {
  test.each([
    ['at the start', sitting(), 0, 'running', 240],
    ['in between', sitting(), 100, 'running', 140],
    ['time is up: answers on their way are taken', sitting(), 240, 'grace', 0],
    ['a day later they still are', sitting(), 240 + DAY, 'grace', 0],
    ['after that it is closed', sitting(), 240.001 + DAY, 'closed', 0],
    ['half as much again', sitting({ timeMultiplier: 1.5 }), 240, 'running', 120],
    ['in a break', sitting({ breaks: [aBreak(60)] }), 75, 'break', 180],
    ['after a break', sitting({ breaks: [aBreak(60, 75)] }), 100, 'running', 155],
    ['breaks that overlap count once', sitting({ breaks: [aBreak(60, 80), aBreak(70, 90)] }), 100, 'running', 170],
    ['a break ends by itself', sitting({ breakMs: 10 * MINUTE, breaks: [aBreak(60)] }), 75, 'running', 175],
    ['in its last minute it lasts', sitting({ breakMs: 10 * MINUTE, breaks: [aBreak(60)] }), 69, 'break', 180],
    ['no break stops the clock', sitting({ breakMs: 0, breaks: [aBreak(60)] }), 61, 'running', 179],
    [
      'a second break has what the first left',
      sitting({ breakMs: 10 * MINUTE, breaks: [aBreak(60, 64), aBreak(100)] }),
      107,
      'running',
      143,
    ],
    ['a break that began before the start', sitting({ breaks: [aBreak(-30, 5)] }), 10, 'running', 235],
    ['handed in', sitting({ handedInAt: at(30) }), 200, 'closed', 210],
    ['handed in during a pause', sitting({ handedInAt: at(30), breaks: [aBreak(20, 30)] }), 200, 'closed', 220],
    ['a clock that was set back gives no more than the whole', sitting(), -30, 'running', 240],
  ] as const)('%s', (_, time, minutes, phase, remaining) => {
    expect(clockAt(time, at(minutes))).toEqual({ phase, remainingMs: remaining * MINUTE });
  });

  test.each([
    ['no break', sitting(), 240],
    ['a break before the end', sitting({ breaks: [aBreak(60, 75)] }), 255],
    ['a break that ends by itself', sitting({ breakMs: 10 * MINUTE, breaks: [aBreak(60)] }), 250],
    ['a free pause', sitting({ breaks: [aBreak(60)] }), undefined],
    ['a pause only reached through one before', sitting({ breaks: [aBreak(100, 120), aBreak(250, 260)] }), 270],
    ['a break after the end', sitting({ breaks: [aBreak(250, 260)] }), 240],
  ])('its end: %s', (_, time, minutes) => {
    expect(endOf(time)).toBe(minutes === undefined ? undefined : at(minutes));
  });

  test('what is left of the breaks, and when one ends by itself', () => {
    const time = sitting({ breakMs: 10 * MINUTE, breaks: [aBreak(60, 64), aBreak(100)] });
    expect([50, 62, 80, 103, 200].map((minutes) => breakLeftMs(time, at(minutes)))).toEqual(
      [10, 8, 6, 3, 0].map((minutes) => minutes * MINUTE),
    );
    expect(breakEnd(time, at(103))).toBe(at(106));
    expect(breakEnd(time, at(80))).toBeUndefined();
    expect(breakEnd(sitting({ breaks: [aBreak(60)] }), at(70))).toBe(Number.POSITIVE_INFINITY);
    expect(breakLeftMs(sitting(), at(1))).toBeUndefined();
  });
});

describe('whatever breaks there are', () => {
  const minute = fc.integer({ min: -30, max: 700 });
  const anyBreak = fc
    .tuple(minute, fc.option(minute, { nil: undefined }))
    .map(([from, to]) => aBreak(from, to === undefined ? undefined : Math.max(from, to)));
  const anySitting = fc
    .record({
      breaks: fc.array(anyBreak, { maxLength: 5 }),
      breakMs: fc.option(
        fc.integer({ min: 0, max: 60 }).map((minutes) => minutes * MINUTE),
        { nil: undefined },
      ),
      timeMultiplier: fc.constantFrom(1, 1.25, 1.5, 2, 3),
    })
    .map(({ breakMs, ...more }) => sitting({ ...more, ...(breakMs !== undefined && { breakMs }) }));
  const moments = fc.tuple(minute, minute).map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);

  test('time never comes back, and none goes faster than it does', () => {
    fc.assert(
      fc.property(anySitting, moments, (time, [early, late]) => {
        const used = workedMs(time, at(late)) - workedMs(time, at(early));
        expect(used).toBeGreaterThanOrEqual(0);
        expect(used).toBeLessThanOrEqual((late - early) * MINUTE);
      }),
    );
  });

  test('breaks stop the clock for no longer than was granted', () => {
    fc.assert(
      fc.property(anySitting, minute, (time, now) => {
        if (time.breakMs === undefined) return;
        const left = breakLeftMs(time, at(now)) ?? -1;
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left).toBeLessThanOrEqual(time.breakMs);
        const whole = time.minutes * MINUTE * time.timeMultiplier;
        const end = endOf(time) ?? 0;
        expect(end - time.startedAt).toBeLessThanOrEqual(whole + time.breakMs);
      }),
    );
  });

  test('the end is the first moment without time left', () => {
    fc.assert(
      fc.property(anySitting, (time) => {
        const end = endOf(time);
        if (end === undefined) {
          expect(clockAt(time, at(1e6)).phase).toBe('break');
          return;
        }
        expect(clockAt(time, end)).toEqual({ phase: 'grace', remainingMs: 0 });
        expect(clockAt(time, (end - 1) as Instant).remainingMs).toBeGreaterThan(0);
      }),
    );
  });

  test('after handing in nothing moves', () => {
    fc.assert(
      fc.property(anySitting, minute, moments, (time, handedIn, [one, other]) => {
        const over = { ...time, handedInAt: at(handedIn) };
        expect(clockAt(over, at(one))).toEqual(clockAt(over, at(other)));
        expect(clockAt(over, at(one)).phase).toBe('closed');
      }),
    );
  });
});
