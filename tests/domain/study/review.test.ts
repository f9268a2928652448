import fc from 'fast-check';
import { createEmptyCard, type Rating as FsrsRating, fsrs } from 'ts-fsrs';
import { describe, expect, test } from 'vitest';
import type { CardMemory } from '#domain/study/card-memory';
import { preview, RATINGS, type Rating, review, sayWait } from '#domain/study/review';
import type { Instant } from '#domain/time';

const NOW = Date.UTC(2026, 10, 26, 12) as Instant;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SETTINGS = { retention: 900 };

/** A history: answers, each some days after the last, the first at NOW. */
const history = fc.array(
  fc.record({ rating: fc.constantFrom(...RATINGS), days: fc.double({ min: 0, max: 4000, noNaN: true }) }),
  { minLength: 1, maxLength: 25 },
);
const retention = fc.integer({ min: 700, max: 970 });

function play(steps: readonly { rating: Rating; days: number }[], settings: { retention: number }) {
  let memory: CardMemory | undefined;
  let at = NOW as number;
  let due = NOW as number;
  for (const { rating, days } of steps) {
    at += Math.round(days * DAY_MS);
    ({ memory, due } = review(memory, rating, at as Instant, settings));
  }
  return { memory: memory as CardMemory, at: at as Instant, due };
}

describe('a new card, as FSRS-6 publishes it', () => {
  test.each([
    [1, 1 * MINUTE_MS, 'learning'],
    [2, 6 * MINUTE_MS, 'learning'],
    [3, 10 * MINUTE_MS, 'learning'],
    [4, 8 * DAY_MS, 'review'],
  ] as const)('answered %i comes after %i ms', (rating, wait, state) => {
    const { memory, due } = review(undefined, rating, NOW, SETTINGS);
    expect(due - NOW).toBe(wait);
    expect(memory).toMatchObject({ state, reps: 1, lapses: 0, lastReview: NOW });
  });
  test('stability after the first answer is the published weight of that answer', () => {
    const stabilities = RATINGS.map((rating) => review(undefined, rating, NOW, SETTINGS).memory.stability);
    expect(stabilities).toEqual([0.212, 1.2931, 2.3065, 8.2956]);
  });
});

test('no answer puts a card off by more than ten years, however well it is known', () => {
  const known = { stability: 30_000, difficulty: 1, scheduledDays: 3650, learningSteps: 0, reps: 9, lapses: 0 };
  const memory: CardMemory = { ...known, state: 'review', lastReview: NOW };
  for (const rating of RATINGS.slice(1)) {
    const later = (NOW + 3650 * DAY_MS) as Instant;
    const { due, memory: next } = review(memory, rating, later, SETTINGS);
    expect(due - later).toBeLessThanOrEqual(3650 * DAY_MS);
    expect(next.scheduledDays).toBeLessThanOrEqual(3650);
  }
});

test('every step is what ts-fsrs answers by itself when it carries its own card along', () => {
  fc.assert(
    fc.property(history, retention, (steps, asked) => {
      const own = fsrs({ request_retention: asked / 1000, maximum_interval: 3650, enable_fuzz: false });
      let card = createEmptyCard(NOW);
      let memory: CardMemory | undefined;
      let at = NOW as number;
      for (const { rating, days } of steps) {
        at += Math.round(days * DAY_MS);
        card = own.next(card, at, rating as unknown as FsrsRating.Good).card;
        const step = review(memory, rating, at as Instant, { retention: asked });
        memory = step.memory;
        // Beyond ten years the library keeps its waits a day apart; here they end there.
        expect(step.due).toBe(Math.min(card.due.getTime(), at + 3650 * DAY_MS));
        expect(memory.stability).toBe(card.stability);
        expect(memory.difficulty).toBe(card.difficulty);
      }
    }),
  );
});

test('whatever was answered: stability above 0, difficulty 1 to 10, no NaN, due later, and through JSON the same', () => {
  fc.assert(
    fc.property(history, retention, (steps, asked) => {
      const { memory, at, due } = play(steps, { retention: asked });
      expect(memory.stability).toBeGreaterThan(0);
      expect(memory.difficulty).toBeGreaterThanOrEqual(1);
      expect(memory.difficulty).toBeLessThanOrEqual(10);
      expect(Object.values(memory).some(Number.isNaN)).toBe(false);
      expect(due).toBeGreaterThan(at);
      expect(due - at).toBeLessThanOrEqual(3650 * DAY_MS);
      expect(JSON.parse(JSON.stringify(memory))).toEqual(memory);
      expect(memory.reps).toBe(steps.length);
    }),
  );
});

test('better answers never come back sooner, and the preview is what happens', () => {
  fc.assert(
    fc.property(history, retention, (steps, asked) => {
      const { memory, due } = play(steps, { retention: asked });
      const waits = preview(memory, due as Instant, { retention: asked });
      expect(waits[2]).toBeGreaterThanOrEqual(waits[1]);
      expect(waits[3]).toBeGreaterThanOrEqual(waits[2]);
      expect(waits[4]).toBeGreaterThanOrEqual(waits[3]);
      for (const rating of RATINGS)
        expect(review(memory, rating, due as Instant, { retention: asked }).due - due).toBe(waits[rating]);
    }),
  );
});

test('who asks to know more is asked sooner', () => {
  const known = play(
    [
      { rating: 3, days: 0 },
      { rating: 3, days: 0.1 },
      { rating: 3, days: 3 },
    ],
    SETTINGS,
  ).memory;
  const at = (NOW + 20 * DAY_MS) as Instant;
  const waits = [700, 800, 900, 970].map((asked) => preview(known, at, { retention: asked })[3]);
  expect(waits).toEqual(waits.toSorted((one, other) => other - one));
  expect(new Set(waits).size).toBe(4);
});

test('the input is not changed, and a clock set back loses nothing', () => {
  const { memory } = play(
    [
      { rating: 3, days: 0 },
      { rating: 3, days: 2 },
    ],
    SETTINGS,
  );
  const kept = structuredClone(memory);
  const early = review(memory, 3, (NOW - 50 * DAY_MS) as Instant, SETTINGS);
  expect(memory).toEqual(kept);
  expect(early).toEqual(review(memory, 3, memory.lastReview as Instant, SETTINGS));
});

test.each([
  [0, '1 min'],
  [6 * MINUTE_MS, '6 min'],
  [59 * MINUTE_MS, '59 min'],
  [60 * MINUTE_MS, '1 h'],
  [DAY_MS, '1 day'],
  [3 * DAY_MS, '3 days'],
  [45 * DAY_MS, '1.5 months'],
  [365 * DAY_MS, '1 year'],
  [800 * DAY_MS, '2.2 years'],
])('%i ms is said as %s', (wait, words) => expect(sayWait(wait)).toBe(words));
