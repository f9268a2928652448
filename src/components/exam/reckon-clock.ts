import type { ClockReading } from '#domain/exam/sittings/sitting';

/** A reading of the server's clock, and where this page's own counter stood when it was taken. */
export interface Reckoning {
  reading: ClockReading;
  /** Of `performance.now()`, milliseconds: a counter nobody can set back. */
  counter: number;
}

/** The server's time as reckoned from the last reading, whole milliseconds. */
export const serverNow = ({ reading, counter }: Reckoning, at: number): number =>
  reading.now + Math.round(Math.max(0, at - counter));

/** Where the clock stands by the page's own counting: the server has the last word with every reading. */
export function clockNow(reckoning: Reckoning, at: number): ClockReading {
  const { reading } = reckoning;
  const now = serverNow(reckoning, at) as ClockReading['now'];
  const gone = now - reading.now;
  if (reading.phase === 'running') return run({ ...reading, now }, gone);
  if (reading.phase !== 'break') return { ...reading, now };
  // A pause without bounds lasts until somebody ends it; a break ends by itself when its minutes are used up.
  if (reading.breakLeftMs === undefined) return { ...reading, now };
  const breakLeftMs = Math.max(0, reading.breakLeftMs - gone);
  if (breakLeftMs > 0) return { ...reading, now, breakLeftMs };
  return run({ ...reading, now, phase: 'running', breakLeftMs: 0 }, gone - reading.breakLeftMs);
}

function run(reading: ClockReading, gone: number): ClockReading {
  const remainingMs = Math.max(0, reading.remainingMs - gone);
  return { ...reading, remainingMs, phase: remainingMs > 0 ? reading.phase : 'grace' };
}

/** When the working time is used up, as a time of the server, if no further break comes between. */
export const lastMoment = ({ reading }: Reckoning): number =>
  reading.now +
  reading.remainingMs +
  (reading.phase === 'break' ? (reading.breakLeftMs ?? Number.POSITIVE_INFINITY) : 0);

/**
 * The reading to go on with. An answer was read somewhere between being asked for and coming back: the middle is taken.
 * One that is older than the last, having been overtaken, changes nothing.
 */
export function takeReading(
  known: Reckoning,
  reading: ClockReading,
  { asked, answered }: { asked: number; answered: number },
): Reckoning {
  return reading.now < known.reading.now ? known : { reading, counter: (asked + answered) / 2 };
}

/** Both clocks of a page at one moment: the counter, and the device's clock, which people and networks set. */
export interface TwoClocks {
  counter: number;
  device: number;
}

/** They part by more than this when a device slept or its clock was set: then the server is asked. */
const MOST_APART_MS = 2000;

export const haveParted = (before: TwoClocks, after: TwoClocks): boolean =>
  Math.abs(after.device - before.device - (after.counter - before.counter)) > MOST_APART_MS;

/** Minutes before the end at which a candidate is told. */
export const WARNING_MINUTES = [15, 5] as const;

/** The warning that falls between two looks at the clock, in minutes; undefined when none does. */
export const warningBetween = (before: number, after: number): number | undefined =>
  WARNING_MINUTES.findLast((minutes) => before > minutes * 60_000 && after <= minutes * 60_000);

/** `1:05:09`, `14:59`: what is left, rounded up to the second, so that 0:00 is really the end. */
export function timeText(ms: number): string {
  const seconds = Math.ceil(Math.max(0, ms) / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const pad = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

/** The same in words, for the ear: `1 hour 5 minutes`; under a minute in seconds. */
export function timeWords(ms: number): string {
  const seconds = Math.ceil(Math.max(0, ms) / 1000);
  if (seconds < 60) return count(seconds, 'second');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return [hours > 0 && count(hours, 'hour'), minutes > 0 && count(minutes, 'minute')].filter(Boolean).join(' ');
}

const count = (many: number, one: string): string => `${many} ${one}${many === 1 ? '' : 's'}`;
