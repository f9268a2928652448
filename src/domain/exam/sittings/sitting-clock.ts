import type { Instant } from '#domain/time';

/** What the server knows of one sitting's time. Everything is set by the server's clock. */
export interface SittingTime {
  startedAt: Instant;
  /** The blueprint's time. */
  minutes: number;
  /** Accommodation: 1.5 gives half as much again. */
  timeMultiplier: number;
  /** How long breaks may stop the clock, all together, milliseconds; absent where pauses are free. */
  breakMs?: number;
  /** Breaks and pauses; the last one may still be open. They stop the clock until `breakMs` is used up. */
  breaks: readonly { from: Instant; to?: Instant }[];
  /** The last moment an answer could be given, once that is settled: from then on nothing is taken. */
  handedInAt?: Instant;
}

/**
 * Where the clock stands. `grace`: time is up, and what was answered before and is still on its way is taken.
 * `remainingMs` is whole milliseconds of working time, never below 0.
 */
export interface SittingClock {
  phase: 'running' | 'break' | 'grace' | 'closed';
  remainingMs: number;
}

/** How long after the end answers that were given in time may be on their way: a device without a connection for a day. */
export const GRACE_MS = 24 * 60 * 60 * 1000;

const MINUTE_MS = 60_000;

/** A break with the moment it ends by itself, if it has one. */
interface Span {
  from: number;
  to: number;
}

/**
 * The clock of a sitting at `now`. A server whose clock was set back gives no more than the whole time; breaks that
 * overlap are counted once, and one that lasts when `breakMs` is used up ends by itself.
 */
export function clockAt(sitting: SittingTime, now: Instant): SittingClock {
  const { handedInAt } = sitting;
  const spans = spansOf(sitting);
  const left = wholeMs(sitting) - usedMs(sitting, spans, handedInAt ?? now);
  const remainingMs = Math.max(0, left);
  if (handedInAt !== undefined) return { phase: 'closed', remainingMs };
  if (left > 0) return { phase: isIn(spans, now) ? 'break' : 'running', remainingMs };
  return { phase: -left <= GRACE_MS ? 'grace' : 'closed', remainingMs };
}

/** What is left of the breaks that stop the clock, milliseconds; undefined where pauses are free. */
export function breakLeftMs(sitting: SittingTime, now: Instant): number | undefined {
  if (sitting.breakMs === undefined) return undefined;
  return sitting.breakMs - lengthUntil(spansOf(sitting), sitting.handedInAt ?? now);
}

/** Working time used at `at`, breaks left out, milliseconds; never more than there is. */
export const workedMs = (sitting: SittingTime, at: Instant): number =>
  wholeMs(sitting) - clockAt(sitting, at).remainingMs;

/** When the working time is used up; undefined as long as a pause without limit lasts. */
export function endOf(sitting: SittingTime): Instant | undefined {
  let end = sitting.startedAt + wholeMs(sitting);
  for (const { from, to } of spansOf(sitting)) if (from < end) end += to - from;
  return Number.isFinite(end) ? (end as Instant) : undefined;
}

/** When the break that lasts at `now` ends by itself: infinite for a free pause; undefined when there is none. */
export function breakEnd(sitting: SittingTime, now: Instant): number | undefined {
  return spansOf(sitting).find((span) => isIn([span], now))?.to;
}

/** A browser reckons the server's time as far behind as an answer was on its way: so near its ends it is no break. */
const BREAK_EDGE_MS = 2000;

/** Whether a moment that a browser reckoned lies inside a break. */
export const isInBreak = (sitting: SittingTime, at: number): boolean =>
  spansOf(sitting).some(({ from, to }) => from + BREAK_EDGE_MS < at && at < to - BREAK_EDGE_MS);

const wholeMs = ({ minutes, timeMultiplier }: SittingTime): number => Math.round(minutes * MINUTE_MS * timeMultiplier);

const isIn = (spans: readonly Span[], at: number): boolean => spans.some(({ from, to }) => from <= at && at < to);

const usedMs = ({ startedAt }: SittingTime, spans: readonly Span[], at: number): number =>
  Math.max(0, at - startedAt - lengthUntil(spans, at));

const lengthUntil = (spans: readonly Span[], until: number): number =>
  spans.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, until) - from), 0);

/** The breaks as they stop the clock: in order, none before the start, none over another, no more than `breakMs`. */
function spansOf({ breaks, startedAt, breakMs = Number.POSITIVE_INFINITY }: SittingTime): Span[] {
  const spans: Span[] = [];
  let left = breakMs;
  let covered: number = startedAt;
  for (const { from, to = Number.POSITIVE_INFINITY } of breaks.toSorted((a, b) => a.from - b.from)) {
    const begins = Math.max(from, covered);
    const ends = Math.min(to, begins + left);
    if (ends <= begins) continue;
    spans.push({ from: begins, to: ends });
    if (ends === Number.POSITIVE_INFINITY) break;
    left -= ends - begins;
    covered = ends;
  }
  return spans;
}
