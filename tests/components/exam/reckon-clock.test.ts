import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clockNow,
  haveParted,
  type Reckoning,
  serverNow,
  takeReading,
  timeText,
  timeWords,
  warningBetween,
} from '#components/exam/reckon-clock.ts';
import type { ClockReading } from '#domain/exam/sittings/sitting';

const reading = (given: Partial<ClockReading> = {}): ClockReading => ({
  phase: 'running',
  remainingMs: 60_000,
  now: 1_000_000 as ClockReading['now'],
  ...given,
});
const at = (given: Partial<ClockReading> = {}, counter = 500): Reckoning => ({ reading: reading(given), counter });

describe('the clock between two readings', () => {
  test('runs down with the counter and stops at the end', () => {
    expect(clockNow(at(), 10_500)).toMatchObject({ phase: 'running', remainingMs: 50_000, now: 1_010_000 });
    expect(clockNow(at(), 60_499)).toMatchObject({ phase: 'running', remainingMs: 1 });
    expect(clockNow(at(), 60_500)).toMatchObject({ phase: 'grace', remainingMs: 0 });
    expect(clockNow(at(), 999_999)).toMatchObject({ phase: 'grace', remainingMs: 0 });
  });
  test('stands in a pause without bounds', () => {
    expect(clockNow(at({ phase: 'break' }), 900_500)).toMatchObject({ phase: 'break', remainingMs: 60_000 });
  });
  test('stands in a break until its minutes are used up, then runs on', () => {
    const start = at({ phase: 'break', breakLeftMs: 30_000 });
    expect(clockNow(start, 10_500)).toMatchObject({ phase: 'break', remainingMs: 60_000, breakLeftMs: 20_000 });
    expect(clockNow(start, 30_500)).toMatchObject({ phase: 'running', remainingMs: 60_000, breakLeftMs: 0 });
    expect(clockNow(start, 40_500)).toMatchObject({ phase: 'running', remainingMs: 50_000 });
    expect(clockNow(start, 90_500)).toMatchObject({ phase: 'grace', remainingMs: 0 });
  });
  test.each(['grace', 'closed'] as const)('does not move when it is over: %s', (phase) => {
    expect(clockNow(at({ phase, remainingMs: 0 }), 999)).toMatchObject({ phase, remainingMs: 0 });
  });
  test('the times of changes are whole milliseconds that never go back', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        (one, more) => {
          const [first, second] = [serverNow(at(), one), serverNow(at(), one + more)];
          expect(Number.isInteger(first)).toBe(true);
          expect(second).toBeGreaterThanOrEqual(first);
        },
      ),
    );
  });
});

describe('a new reading', () => {
  test('was taken in the middle of asking and answering', () => {
    const next = reading({ now: 1_005_000 as ClockReading['now'] });
    expect(takeReading(at(), next, { asked: 5000, answered: 5200 })).toEqual({ reading: next, counter: 5100 });
  });
  test('that was overtaken by a later one changes nothing', () => {
    const known = at();
    const old = reading({ now: 999_999 as ClockReading['now'] });
    expect(takeReading(known, old, { asked: 5000, answered: 5200 })).toBe(known);
  });
});

test.each([
  [{ counter: 1000, device: 1000 }, false],
  [{ counter: 1000, device: 2900 }, false],
  [{ counter: 1000, device: 3_600_000 }, true],
  [{ counter: 1000, device: -3_600_000 }, true],
])('sleep and a set clock are seen by both clocks parting: %j', (after, parted) => {
  expect(haveParted({ counter: 0, device: 0 }, after)).toBe(parted);
});

test.each([
  [901_000, 900_000, 15],
  [900_000, 899_000, undefined],
  [301_000, 299_000, 5],
  [1_000_000, 200_000, 5],
  [2_000_000, 1_999_000, undefined],
])('from %d to %d ms warns of %s minutes', (before, after, minutes) => {
  expect(warningBetween(before, after)).toBe(minutes);
});

test.each([
  [0, '0:00', '0 seconds'],
  [1, '0:01', '1 second'],
  [59_001, '1:00', '1 minute'],
  [14 * 60_000 + 59_000, '14:59', '14 minutes'],
  [3_909_000, '1:05:09', '1 hour 5 minutes'],
  [7_200_000, '2:00:00', '2 hours'],
  [-5, '0:00', '0 seconds'],
])('%d ms are %s, said %s', (ms, text, words) => {
  expect(timeText(ms)).toBe(text);
  expect(timeWords(ms)).toBe(words);
});
