import type { Instant, IsoDate } from '#domain/time';

const HOUR_MS = 60 * 60 * 1000;
/** No day of any zone is longer than this. */
const LONGEST_DAY_MS = 27 * HOUR_MS;

/** Making one costs much more than using it. By the name in small letters: its case is free, and there must be one for each zone. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const name = timeZone.toLowerCase();
  const known = formats.get(name);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(name, made);
  return made;
}

/** True for a name of the IANA list such as `America/Chicago`. Offsets like `+05:00` are none: they know no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,60}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The calendar day at `at` where clocks show `timeZone` (an IANA name). Throws on a name that is none. */
export function dayIn(at: Instant, timeZone: string): IsoDate {
  const parts = formatOf(timeZone).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}` as IsoDate;
}

/** The first instant of the day that `at` lies in: midnight, or what comes first where clocks skip it. */
export const startOfDay = (at: Instant, timeZone: string): Instant => {
  const today = dayIn(at, timeZone);
  return firstBetween(at - LONGEST_DAY_MS, at, (one) => dayIn(one, timeZone) >= today);
};

/** The first instant of the next day. */
export const startOfNextDay = (at: Instant, timeZone: string): Instant => {
  const today = dayIn(at, timeZone);
  return firstBetween(at, at + LONGEST_DAY_MS, (one) => dayIn(one, timeZone) > today);
};

/** The first instant after `from`, up to `to`, for which `holds`; it holds at `to`, and once it holds, on. */
function firstBetween(from: number, to: number, holds: (at: Instant) => boolean): Instant {
  let [before, after] = [from, to];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (holds(middle as Instant)) after = middle;
    else before = middle;
  }
  return after as Instant;
}
