import { dayIn, startOfNextDay } from '#domain/study/day';
import type { Instant } from '#domain/time';

/** When something is due, as people say it: `at 14:05 today`, `tomorrow`, `on Friday, 4 December`. */
export function sayWhen(at: Instant, now: Instant, timeZone: string): string {
  if (dayIn(at, timeZone) === dayIn(now, timeZone)) {
    const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
    return `at ${time.format(at)} today`;
  }
  if (dayIn(at, timeZone) === dayIn(startOfNextDay(now, timeZone), timeZone)) return 'tomorrow';
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long', day: 'numeric', month: 'long' });
  return `on ${day.format(at)}`;
}
