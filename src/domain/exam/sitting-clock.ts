import type { Instant } from '#domain/time';

/** What the server knows of one sitting's time. Everything is set by the server's clock. */
export interface SittingTime {
  startedAt: Instant;
  /** The blueprint's time. */
  minutes: number;
  /** Accommodation: 1.5 gives half as much again. */
  timeMultiplier: number;
  /** Breaks and pauses the mode allows; the last one may still be open. They stop the clock. */
  breaks: readonly { from: Instant; to?: Instant }[];
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

/** How long answers that were given in time may be on their way. */
export const GRACE_MS = 60_000;

const MINUTE_MS = 60_000;

/**
 * The clock of a sitting at `now`. A server whose clock was set back gives no more than the whole time; breaks that
 * overlap are counted once.
 */
export function clockAt(sitting: SittingTime, now: Instant): SittingClock {
  const whole = Math.round(sitting.minutes * MINUTE_MS * sitting.timeMultiplier);
  const at = sitting.handedInAt ?? now;
  const used = Math.max(0, at - sitting.startedAt - stoppedMs(sitting, at));
  const remainingMs = Math.max(0, whole - used);
  if (sitting.handedInAt !== undefined) return { phase: 'closed', remainingMs };
  if (remainingMs > 0) return { phase: isInBreak(sitting, now) ? 'break' : 'running', remainingMs };
  return { phase: used - whole <= GRACE_MS ? 'grace' : 'closed', remainingMs };
}

/** Whether an answer the browser says it took at `answeredAt` counts when it arrives at `now`. */
export function isInTime(sitting: SittingTime, answeredAt: Instant, now: Instant): boolean {
  const { phase } = clockAt(sitting, now);
  if (phase === 'closed') return false;
  // A browser's clock may be wrong: an answer is never taken for later than it arrived, nor for earlier than the start.
  const taken = Math.min(now, Math.max(sitting.startedAt, answeredAt)) as Instant;
  return clockAt(sitting, taken).remainingMs > 0;
}

const isInBreak = ({ breaks }: SittingTime, now: Instant): boolean =>
  breaks.some(({ from, to }) => from <= now && (to === undefined || now < to));

function stoppedMs({ breaks, startedAt }: SittingTime, until: Instant): number {
  const spans = breaks
    .map(({ from, to }) => ({ from: Math.max(from, startedAt), to: Math.min(to ?? until, until) }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  let stopped = 0;
  let covered = Number.NEGATIVE_INFINITY;
  for (const { from, to } of spans) {
    stopped += Math.max(0, to - Math.max(from, covered));
    covered = Math.max(covered, to);
  }
  return stopped;
}
