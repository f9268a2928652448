import { type CardInput, type FSRS, fsrs, type Grade, State } from 'ts-fsrs';
import type { Instant } from '#domain/time';
import type { CardMemory } from './card-memory.ts';

/** Answers to a card, as FSRS counts them. */
export const RATINGS = [1, 2, 3, 4] as const;
export type Rating = (typeof RATINGS)[number];

/** What each answer is called on screen. */
export const RATING_NAMES: Record<Rating, string> = { 1: 'Again', 2: 'Hard', 3: 'Good', 4: 'Easy' };

/** What an answer shows of a skill: 0 not known, 0.5 known with effort, 1 known. */
export const RATING_CREDITS: Record<Rating, number> = { 1: 0, 2: 0.5, 3: 1, 4: 1 };

export interface ReviewSettings {
  /** Share of cards to be still known when they come due, in thousandths: 700 to 970. */
  retention: number;
}

/** Where a card stands after an answer, and when it is to be seen again. */
export interface Reviewed {
  memory: CardMemory;
  due: Instant;
}

const STATES = { new: State.New, learning: State.Learning, review: State.Review, relearning: State.Relearning };
const STATE_NAMES = ['new', 'learning', 'review', 'relearning'] as const;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Ten years: whatever is known that long need not be asked again sooner or later than that. */
const MOST_DAYS = 3650;

/** One scheduler for each retention asked for; there are a few hundred at most. */
const schedulers = new Map<number, FSRS>();

/**
 * FSRS-6 with the weights its authors published, fitted to many people's reviews, and their steps for what is being
 * learnt (1 and 10 minutes, after forgetting 10). No dice: the same answer at the same moment always leads to the same day.
 */
function schedulerOf({ retention }: ReviewSettings): FSRS {
  const known = schedulers.get(retention);
  if (known) return known;
  const made = fsrs({ request_retention: retention / 1000, maximum_interval: MOST_DAYS, enable_fuzz: false });
  schedulers.set(retention, made);
  return made;
}

function toCard(memory: CardMemory | undefined, now: Instant): CardInput {
  const { stability = 0, difficulty = 0, scheduledDays = 0, learningSteps = 0, reps = 0, lapses = 0 } = memory ?? {};
  return {
    due: now,
    stability,
    difficulty,
    elapsed_days: 0,
    scheduled_days: scheduledDays,
    learning_steps: learningSteps,
    reps,
    lapses,
    state: STATES[memory?.state ?? 'new'],
    ...(memory?.lastReview !== undefined && { last_review: memory.lastReview }),
  };
}

/** A clock that was set back must not make the last answer lie in the future. */
const notBefore = (now: Instant, memory: CardMemory | undefined): Instant =>
  Math.max(now, memory?.lastReview ?? now) as Instant;

/** The next state of a card that is answered at `now`; `memory` is undefined for a new one. Same input, same answer. */
export function review(
  memory: CardMemory | undefined,
  rating: Rating,
  now: Instant,
  settings: ReviewSettings,
): Reviewed {
  const at = notBefore(now, memory);
  const { card } = schedulerOf(settings).next(toCard(memory, at), at, rating as Grade);
  return {
    memory: {
      stability: card.stability,
      difficulty: card.difficulty,
      scheduledDays: Math.min(card.scheduled_days, MOST_DAYS),
      learningSteps: card.learning_steps,
      reps: card.reps,
      lapses: card.lapses,
      state: STATE_NAMES[card.state] ?? 'new',
      lastReview: at,
    },
    // The library keeps its waits a day apart, beyond the longest one, too.
    due: Math.min(card.due.getTime(), at + MOST_DAYS * DAY_MS) as Instant,
  };
}

/** How long until the card would be seen again, in milliseconds, by the answer given now. */
export function preview(
  memory: CardMemory | undefined,
  now: Instant,
  settings: ReviewSettings,
): Record<Rating, number> {
  const at = notBefore(now, memory);
  const waits = RATINGS.map((rating) => [rating, review(memory, rating, at, settings).due - at]);
  return Object.fromEntries(waits) as Record<Rating, number>;
}

/** A wait as a button has it: `10 min`, `3 days`, `1.5 months`, `2 years`. Months have 30 days, years 365. */
export function sayWait(milliseconds: number): string {
  if (milliseconds < HOUR_MS) return `${Math.max(1, Math.round(milliseconds / MINUTE_MS))} min`;
  if (milliseconds < DAY_MS) return `${Math.round(milliseconds / HOUR_MS)} h`;
  const days = Math.round(milliseconds / DAY_MS);
  if (days < 30) return counted(days, 'day');
  return days < 365 ? counted(tenths(days / 30), 'month') : counted(tenths(days / 365), 'year');
}

const tenths = (amount: number): number => Math.round(amount * 10) / 10;
const counted = (amount: number, unit: string): string => `${amount} ${unit}${amount === 1 ? '' : 's'}`;
