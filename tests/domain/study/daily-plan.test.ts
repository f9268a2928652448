import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CardState } from '#domain/study/card';
import { type DayFacts, planDay } from '#domain/study/daily-plan';
import type { Instant } from '#domain/time';

const NOW = Date.UTC(2026, 10, 26, 12) as Instant;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const memory = { stability: 5, difficulty: 5, scheduledDays: 5, learningSteps: 0, reps: 3, lapses: 0 };
const aReview = (cardId: string, due: number, scheduledDays = 5): CardState => ({
  cardId,
  deck: 'd',
  due,
  memory: { ...memory, scheduledDays, state: 'review' },
  isSuspended: false,
});
const aStep = (cardId: string, due: number): CardState => ({
  ...aReview(cardId, due),
  memory: { ...memory, state: 'learning' },
});
const facts = (overrides: Partial<DayFacts> = {}): DayFacts => ({
  states: [],
  candidates: [],
  done: { newCards: 0, reviews: 0 },
  plan: { newCardsADay: 10, mostReviewsADay: 100, timeZone: 'UTC' },
  now: NOW,
  ...overrides,
});
const queueOf = (overrides: Partial<DayFacts>) => planDay(facts(overrides)).queue;

describe('the order of a day', () => {
  test('steps of learning that are due come first, by when they are due', () => {
    const states = [aReview('r', NOW - DAY_MS), aStep('late', NOW - 1), aStep('later', NOW - 9 * MINUTE_MS)];
    expect(queueOf({ states })).toEqual(['later', 'late', 'r']);
  });
  test('of reviews the most overdue for its interval comes first', () => {
    const states = [aReview('long', NOW - 3 * DAY_MS, 300), aReview('short', NOW - DAY_MS, 2), aReview('due', NOW)];
    expect(queueOf({ states })).toEqual(['short', 'long', 'due']);
  });
  test('what comes due later today is for today, tomorrow’s is not', () => {
    const states = [aReview('evening', NOW + 11 * HOUR_MS), aReview('tomorrow', NOW + 12 * HOUR_MS)];
    const { queue, nextDue } = planDay(facts({ states }));
    expect(queue).toEqual(['evening']);
    expect(nextDue).toBe(NOW + 12 * HOUR_MS);
  });
  test('where the day ends is said by the time zone', () => {
    const states = [aReview('evening', NOW + 11 * HOUR_MS)];
    expect(queueOf({ states, plan: { ...facts().plan, timeZone: 'Asia/Tokyo' } })).toEqual([]);
  });
  test('new cards are mixed in evenly, one of each deck in turn', () => {
    const states = ['a', 'b', 'c', 'd'].map((id, at) => aReview(id, NOW - (9 - at) * DAY_MS));
    const candidates = [['x1', 'x2'], ['y1']];
    expect(queueOf({ states, candidates })).toEqual(['a', 'x1', 'b', 'y1', 'c', 'x2', 'd'].filter(Boolean));
  });
  test('a step that comes within twenty minutes is shown last, a later one is waited for', () => {
    const states = [aStep('soon', NOW + 10 * MINUTE_MS), aStep('later', NOW + 21 * MINUTE_MS), aReview('r', NOW)];
    const { queue, nextDue } = planDay(facts({ states }));
    expect(queue).toEqual(['r', 'soon']);
    expect(nextDue).toBe(NOW + 21 * MINUTE_MS);
  });
});

describe('what is left out', () => {
  test('suspended cards and cards put off to a later day', () => {
    const states: CardState[] = [
      { ...aReview('s', NOW - DAY_MS), isSuspended: true },
      { cardId: 'n', deck: 'd', due: NOW, isSuspended: true },
      { cardId: 'm', deck: 'd', due: NOW + DAY_MS, isSuspended: false },
      { cardId: 'back', deck: 'd', due: NOW - 1, isSuspended: false },
    ];
    expect(queueOf({ states, candidates: [['n', 'm', 'back', 'fresh']] })).toEqual(['back', 'fresh']);
  });
  test('what is beyond the day’s numbers, counting what was done', () => {
    const states = ['a', 'b', 'c'].map((id, at) => aReview(id, NOW - (9 - at) * DAY_MS));
    const plan = { newCardsADay: 3, mostReviewsADay: 4, timeZone: 'UTC' };
    const candidates = [['x', 'y', 'z']];
    const { queue, counts } = planDay(facts({ states, candidates, plan, done: { newCards: 2, reviews: 2 } }));
    expect(queue.toSorted()).toEqual(['a', 'b', 'x']);
    expect(counts).toEqual({ learning: 0, due: 2, newCards: 1 });
    expect(queueOf({ states, candidates, plan, done: { newCards: 9, reviews: 9 } })).toEqual([]);
  });
});

test('for any day: no card twice, none that is suspended, never more than the day’s numbers', () => {
  const state = fc.record({
    cardId: fc.integer({ min: 0, max: 60 }).map((id) => `c${id}`),
    deck: fc.constant('d'),
    due: fc.integer({ min: -9 * DAY_MS, max: 3 * DAY_MS }).map((wait) => NOW + wait),
    memory: fc.option(
      fc.record({
        stability: fc.constant(1),
        difficulty: fc.constant(5),
        scheduledDays: fc.integer({ min: 0, max: 400 }),
        learningSteps: fc.constant(0),
        reps: fc.constant(1),
        lapses: fc.constant(0),
        state: fc.constantFrom('learning', 'review', 'relearning'),
      }),
      { nil: undefined },
    ),
    isSuspended: fc.boolean(),
  });
  const day = fc.record({
    states: fc.uniqueArray(state, { selector: ({ cardId }) => cardId }),
    candidates: fc.constant([
      Array.from({ length: 30 }, (_, at) => `c${at}`),
      Array.from({ length: 31 }, (_, at) => `c${at + 30}`),
    ]),
    done: fc.record({ newCards: fc.nat(20), reviews: fc.nat(20) }),
    plan: fc.record({
      newCardsADay: fc.nat(20),
      mostReviewsADay: fc.integer({ min: 1, max: 20 }),
      timeZone: fc.constantFrom('UTC', 'America/Chicago', 'Pacific/Kiritimati'),
    }),
    now: fc.constant(NOW),
  });
  fc.assert(
    fc.property(day, (given) => {
      const { queue, counts } = planDay(given as DayFacts);
      expect(new Set(queue).size).toBe(queue.length);
      const byId = new Map(given.states.map((one) => [one.cardId, one]));
      expect(queue.filter((id) => byId.get(id)?.isSuspended)).toEqual([]);
      expect(counts.newCards).toBeLessThanOrEqual(Math.max(0, given.plan.newCardsADay - given.done.newCards));
      expect(counts.due).toBeLessThanOrEqual(Math.max(0, given.plan.mostReviewsADay - given.done.reviews));
      expect(counts.learning + counts.due + counts.newCards).toBe(queue.length);
    }),
  );
});
