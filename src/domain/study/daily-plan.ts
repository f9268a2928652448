import type { Instant } from '#domain/time';
import type { CardState } from './card.ts';
import { startOfNextDay } from './day.ts';

/** How a person wants to study. */
export interface StudyPlan {
  newCardsADay: number;
  mostReviewsADay: number;
  /** Share of cards to be still known when they come due, in thousandths. */
  retention: number;
  /** Ids of the decks that new cards are taken from. */
  decks: readonly string[];
  /** IANA name: a day begins at midnight there. */
  timeZone: string;
}

/** What holds before a person says otherwise; the decks are those that are on at first. */
export const DEFAULT_PLAN: Omit<StudyPlan, 'decks'> = {
  newCardsADay: 15,
  mostReviewsADay: 150,
  retention: 900,
  timeZone: 'UTC',
};

/** What a form may set: bounds of each number, and of retention what FSRS was fitted for. */
export const PLAN_BOUNDS = {
  newCardsADay: { least: 0, most: 200 },
  mostReviewsADay: { least: 1, most: 2000 },
  retention: { least: 700, most: 970 },
} as const;

export interface DayFacts {
  /** Every card the person has seen, suspended or put off. */
  states: readonly CardState[];
  /** Ids of all cards of the decks that are on, deck by deck, each in its order. */
  candidates: readonly (readonly string[])[];
  /** Cards that are new before all others, in this order: what a person put into their plan. They may be candidates, too. */
  first?: readonly string[];
  /** What was answered today already: cards that were new, and reviews of cards that were known. */
  done: { newCards: number; reviews: number };
  plan: Pick<StudyPlan, 'newCardsADay' | 'mostReviewsADay' | 'timeZone'>;
  now: Instant;
}

/** The cards of the rest of a day. */
export interface DayPlan {
  /** Ids in the order in which they are shown. */
  queue: readonly string[];
  counts: { learning: number; due: number; newCards: number };
  /** When the first card comes that is not due yet; undefined when there is none. */
  nextDue?: Instant;
}

const MINUTE_MS = 60_000;
/** With nothing else left, a step of learning that comes within this time is shown at once. */
const LEARN_AHEAD_MS = 20 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * Today's cards: steps of learning that are due, in their order; then reviews due by the end of the day, the most overdue
 * for its interval first, with new cards mixed in evenly, those that come before all others and then one of each deck in turn; last the steps of learning that come
 * soon. Decks that are off give no new cards, but what was begun goes on.
 */
export function planDay({ states, candidates, first = [], done, plan, now }: DayFacts): DayPlan {
  const endOfDay = startOfNextDay(now, plan.timeZone);
  const alive = states.filter(({ isSuspended }) => !isSuspended);
  const learning = alive.filter(isLearning).sort(byDue);
  const reviews = alive
    .filter((state) => state.memory?.state === 'review' && state.due < endOfDay)
    .sort((one, other) => overdue(other, now) - overdue(one, now) || byDue(one, other))
    .slice(0, Math.max(0, plan.mostReviewsADay - done.reviews))
    .map(({ cardId }) => cardId);
  const unseenFirst = unseen([first], states, now).flat();
  const inOrder = new Set([...unseenFirst, ...inTurn(unseen(candidates, states, now))]);
  const fresh = [...inOrder].slice(0, Math.max(0, plan.newCardsADay - done.newCards));
  const isReady = ({ due }: CardState) => due <= now;
  const soon = learning.filter((state) => !isReady(state) && state.due <= now + LEARN_AHEAD_MS);
  const ready = learning.filter(isReady);
  const queue = [...ready.map(idOf), ...mixed(reviews, fresh), ...soon.map(idOf)];
  const nextDue = firstLater(alive, queue, now);
  return {
    queue,
    counts: { learning: ready.length + soon.length, due: reviews.length, newCards: fresh.length },
    ...(nextDue !== undefined && { nextDue }),
  };
}

/**
 * On which day from today on, 0 for today, each card of `first` that is still new is met for the first time, if as many
 * new cards as planned are answered every day. Empty when none are planned.
 */
export function daysOfFirst({
  states,
  first = [],
  done,
  plan,
  now,
}: Omit<DayFacts, 'candidates'>): Map<string, number> {
  if (plan.newCardsADay <= 0) return new Map();
  const before = Math.min(done.newCards, plan.newCardsADay);
  const waiting = unseen([first], states, now).flat();
  return new Map(waiting.map((id, index) => [id, Math.floor((before + index) / plan.newCardsADay)]));
}

const idOf = ({ cardId }: CardState): string => cardId;
const byDue = (one: CardState, other: CardState): number => one.due - other.due || (one.cardId < other.cardId ? -1 : 1);
const isLearning = ({ memory }: CardState): boolean => memory?.state === 'learning' || memory?.state === 'relearning';

/** How late a review is, as a share of its interval: a day late weighs more after two days than after a year. */
const overdue = ({ due, memory }: CardState, now: Instant): number =>
  (now - due) / (Math.max(1, memory?.scheduledDays ?? 1) * DAY_MS);

/** Cards without any answer that are neither suspended nor put off to a later day, deck by deck. */
function unseen(candidates: DayFacts['candidates'], states: readonly CardState[], now: Instant): string[][] {
  const isBegun = ({ memory, isSuspended, due }: CardState) => memory !== undefined || isSuspended || due > now;
  const begun = new Set(states.filter(isBegun).map(idOf));
  return candidates.map((cards) => cards.filter((id) => !begun.has(id)));
}

/** One of each list in turn, until all are used up. */
function inTurn(lists: readonly (readonly string[])[]): string[] {
  const placed = lists.flatMap((list) => list.map((id, at) => ({ id, at })));
  // The sort is stable: of the same place the decks stay in their order.
  return placed.sort((one, other) => one.at - other.at).map(({ id }) => id);
}

/** New cards spread evenly among reviews; neither list changes its order. */
function mixed(reviews: readonly string[], fresh: readonly string[]): string[] {
  const placed = (list: readonly string[]) => list.map((id, at) => ({ id, place: (at + 0.5) / list.length }));
  return [...placed(reviews), ...placed(fresh)].sort((one, other) => one.place - other.place).map(({ id }) => id);
}

function firstLater(alive: readonly CardState[], queue: readonly string[], now: Instant): Instant | undefined {
  const queued = new Set(queue);
  const later = alive.filter(({ cardId, memory, due }) => memory && due > now && !queued.has(cardId));
  return later.length === 0 ? undefined : (Math.min(...later.map(({ due }) => due)) as Instant);
}
