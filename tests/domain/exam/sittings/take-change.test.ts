import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SittingChange, StoredState } from '#domain/exam/sittings/sitting';
import type { SittingTime } from '#domain/exam/sittings/sitting-clock';
import { readClock, takeChange } from '#domain/exam/sittings/take-change';
import { UNTOUCHED } from '#domain/exam/sittings/untouched';
import type { Instant } from '#domain/time';

const MINUTE = 60_000;
const START = 1_800_000_000_000;
const at = (minutes: number) => (START + minutes * MINUTE) as Instant;
const time: SittingTime = {
  startedAt: at(0),
  minutes: 240,
  timeMultiplier: 1,
  breakMs: 20 * MINUTE,
  breaks: [{ from: at(60), to: at(70) }],
};
/** Where the end lies, with the one break. */
const END = 250;
const change = (minutes: number, note = '', order = 1, spentMs = 0): SittingChange => ({
  place: 4,
  at: at(minutes),
  order,
  state: { ...UNTOUCHED, note, spentMs },
});
const take = (stored: StoredState | undefined, one: SittingChange, now: number) =>
  takeChange(time, stored, one, at(now));
const stored = (minutes: number, note = '', order = 1, spentMs = 0): StoredState => ({
  at: at(minutes),
  order,
  state: { ...UNTOUCHED, note, spentMs },
});

describe('a change', () => {
  test.each([
    ['the first', undefined, change(10, 'a'), 10, 'kept', 'a'],
    ['a later one', stored(10, 'a'), change(11, 'b'), 11, 'kept', 'b'],
    ['an earlier one that arrives later', stored(11, 'b'), change(10, 'a'), 12, 'older', 'b'],
    ['of the same millisecond, the second', stored(10, 'a'), change(10, 'b', 2), 10, 'kept', 'b'],
    ['of the same millisecond, the first', stored(10, 'b', 2), change(10, 'a'), 10, 'older', 'b'],
    ['sent twice', stored(10, 'a'), change(10, 'a'), 10, 'kept', 'a'],
    ['of another browser with the same number', stored(10, 'a'), change(10, 'b'), 10, 'older', 'a'],
    ['made before the end, arrives hours later', stored(10, 'a'), change(END - 1, 'b'), END + 600, 'kept', 'b'],
    ['made at the end', stored(10, 'a'), change(END, 'b'), END, 'late', 'a'],
    ['made after the end', stored(10, 'a'), change(END + 1, 'b'), END + 2, 'late', 'a'],
    ['by a clock that runs ahead: when it arrives', stored(10, 'a'), change(500, 'b'), 20, 'kept', 'b'],
    ['by a clock that runs ahead, after the end', stored(10, 'a'), change(500, 'b'), END + 1, 'late', 'a'],
    ['by a clock a year behind: at the start', undefined, change(-500_000, 'a'), 20, 'kept', 'a'],
    ['made in a break', stored(10, 'a'), change(65, 'b'), 65, 'break', 'a'],
    ['made in a break, arrives after it', stored(10, 'a'), change(65, 'b'), 90, 'break', 'a'],
    ['made before a break, arrives in it', stored(10, 'a'), change(59.99, 'b'), 65, 'kept', 'b'],
    ['made as a break began', stored(10, 'a'), change(60.01, 'b'), 65, 'kept', 'b'],
    ['made as a break ended, reckoned a second behind', stored(10, 'a'), change(69.99, 'b'), 70.01, 'kept', 'b'],
  ] as const)('%s', (_, before, one, now, kind, note) => {
    const taken = take(before, one, now);
    expect(taken.outcome).toMatchObject({ place: 4, order: one.order, kind });
    expect(taken.stored?.state.note).toBe(note);
    expect(taken.isNew).toBe(kind === 'kept' && before?.state.note !== note);
  });

  test('refused on an item nobody touched leaves it untouched', () => {
    expect(take(undefined, change(65), 65)).toEqual({ outcome: { place: 4, order: 1, kind: 'break' }, isNew: false });
  });

  test('what is kept instead comes along', () => {
    expect(take(stored(11, 'b', 3, 500), change(10, 'a'), 12).outcome).toMatchObject({
      stored: stored(11, 'b', 3, 500),
    });
  });

  test('a server whose clock was set back takes what was made later by the browser’s', () => {
    const taken = take(stored(100, 'a', 8), change(101, 'b', 9), 40);
    expect(taken.outcome.kind).toBe('kept');
    expect(taken.stored).toMatchObject({ at: at(100), order: 9, state: { note: 'b' } });
  });
});

describe('of any changes of an item, arriving in any order and any number of times', () => {
  const anyChange = fc
    .record({
      minutes: fc.integer({ min: 0, max: 59 }),
      order: fc.nat(20),
      note: fc.string({ maxLength: 3 }),
      spent: fc.nat(900),
    })
    .map(({ minutes, order, note, spent }) => change(minutes, note, order, spent));
  /** In one browser a number is given once. */
  const changes = fc.uniqueArray(anyChange, {
    minLength: 1,
    maxLength: 8,
    selector: ({ at: moment, order }) => `${moment} ${order}`,
  });
  const arrivals = changes.chain((all) =>
    fc.record({
      all: fc.constant(all),
      arriving: fc
        .array(fc.constantFrom(...all), { maxLength: 10 })
        .chain((again) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length })),
    }),
  );
  const fold = (arriving: readonly SittingChange[]) =>
    arriving.reduce<StoredState | undefined>((before, one) => take(before, one, 59).stored, undefined);

  test('the one made last stands, with the longest time any of them tells', () => {
    fc.assert(
      fc.property(arrivals, ({ all, arriving }) => {
        const last = all.toSorted((a, b) => a.at - b.at || a.order - b.order).at(-1);
        const spentMs = Math.max(...all.map(({ state }) => state.spentMs));
        expect(fold(arriving)).toEqual({ at: last?.at, order: last?.order, state: { ...last?.state, spentMs } });
      }),
    );
  });

  test('time spent never shrinks', () => {
    fc.assert(
      fc.property(arrivals, ({ arriving }) => {
        let before: StoredState | undefined;
        for (const one of arriving) {
          const { stored: after } = take(before, one, 59);
          expect(after?.state.spentMs).toBeGreaterThanOrEqual(before?.state.spentMs ?? 0);
          before = after;
        }
      }),
    );
  });

  test('whenever it says it was made, it is stored between the start and its arrival', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 59 }), (claimed, now) => {
        const moment = take(undefined, change(claimed), now).stored?.at ?? 0;
        expect(moment).toBeGreaterThanOrEqual(time.startedAt);
        expect(moment).toBeLessThanOrEqual(at(now));
      }),
    );
  });
});

test('the reading of the clock says what is left of breaks only where they are counted', () => {
  expect(readClock(time, at(90))).toEqual({
    now: at(90),
    phase: 'running',
    remainingMs: 160 * MINUTE,
    breakLeftMs: 10 * MINUTE,
  });
  const { breakMs: _, ...free } = time;
  expect(readClock(free, at(90))).not.toHaveProperty('breakLeftMs');
});

describe('a device that does not know what another one did', () => {
  const answered: StoredState = {
    at: at(10),
    order: 3,
    state: { ...UNTOUCHED, answer: { kind: 'options', chosen: [2] }, spentMs: 5000 },
  };

  test('flags an item: the answer that was acknowledged stays, and comes along', () => {
    const flag = { ...change(12), state: { ...UNTOUCHED, isFlagged: true }, fields: ['isFlagged' as const] };
    const { stored: after, outcome, isNew } = take(answered, flag, 12);
    expect(after).toMatchObject({
      at: at(12),
      state: { answer: answered.state.answer, isFlagged: true, spentMs: 5000 },
    });
    expect(outcome).toEqual({ place: 4, order: 1, kind: 'older', stored: after });
    expect(isNew).toBe(true);
    expect(take(after, flag, 13)).toMatchObject({ outcome: { kind: 'older' }, isNew: false });
  });

  test('looks at an item: the time counts, and it learns the answer', () => {
    const look = { place: 4, at: 0, order: 0, state: { ...UNTOUCHED, spentMs: 9000 }, fields: [] };
    const { stored: after, outcome } = take(answered, look, 12);
    expect(after).toEqual({ ...answered, state: { ...answered.state, spentMs: 9000 } });
    expect(outcome.kind).toBe('older');
  });

  test('looks at an item before the other device’s answer arrives: the answer is still the later one', () => {
    const look = { place: 4, at: 0, order: 0, state: { ...UNTOUCHED, spentMs: 9000 }, fields: [] };
    const { stored: looked } = take(undefined, look, 12);
    expect(take(looked, change(10, 'a', 2), 13)).toMatchObject({
      outcome: { kind: 'kept' },
      stored: { state: { note: 'a', spentMs: 9000 } },
    });
  });
});
