import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { dayIn, isTimeZone, startOfDay, startOfNextDay } from '#domain/study/day';
import type { Instant } from '#domain/time';

const at = (iso: string) => Date.parse(iso) as Instant;

describe('a day in a time zone', () => {
  test.each([
    ['2026-11-26T03:00:00Z', 'America/Chicago', '2026-11-25', '2026-11-25T06:00:00Z', '2026-11-26T06:00:00Z'],
    ['2026-11-26T03:00:00Z', 'UTC', '2026-11-26', '2026-11-26T00:00:00Z', '2026-11-27T00:00:00Z'],
    // The day summer time begins has 23 hours, the day it ends 25.
    ['2026-03-08T18:00:00Z', 'America/New_York', '2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
    ['2026-11-01T18:00:00Z', 'America/New_York', '2026-11-01', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
    // Clocks in Cairo skip midnight on 24 April 2026.
    ['2026-04-24T09:00:00Z', 'Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00Z', '2026-04-24T21:00:00Z'],
  ])('%s in %s is %s', (instant, zone, day, start, end) => {
    expect(dayIn(at(instant), zone)).toBe(day);
    expect(new Date(startOfDay(at(instant), zone)).toISOString()).toBe(new Date(start).toISOString());
    expect(new Date(startOfNextDay(at(instant), zone)).toISOString()).toBe(new Date(end).toISOString());
  });

  test('begins with its first instant and ends before the next begins, in every zone', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const now = instant as Instant;
        const [start, end] = [startOfDay(now, zone), startOfNextDay(now, zone)];
        expect(start).toBeLessThanOrEqual(now);
        expect(end).toBeGreaterThan(now);
        expect(dayIn(start, zone)).toBe(dayIn(now, zone));
        expect(dayIn((start - 1) as Instant, zone)).not.toBe(dayIn(now, zone));
        expect(dayIn((end - 1) as Instant, zone)).toBe(dayIn(now, zone));
        expect(dayIn(end, zone)).not.toBe(dayIn(now, zone));
      }),
      { numRuns: 200 },
    );
  });
});

test('a zone is held once, however its name is written: else whoever sends new spellings fills the memory', () => {
  const made = vi.spyOn(Intl, 'DateTimeFormat');
  for (const zone of ['Asia/Kathmandu', 'asia/kathmandu', 'ASIA/Kathmandu']) dayIn(at('2026-11-26T03:00:00Z'), zone);
  expect(made).toHaveBeenCalledTimes(1);
  made.mockRestore();
});

test.each([
  ['UTC', true],
  ['Europe/Berlin', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Mars/Olympus', false],
  ['+05:00', false],
  ['', false],
  ["UTC'; drop table", false],
])('%s is a time zone: %s', (name, expected) => expect(isTimeZone(name)).toBe(expected));
