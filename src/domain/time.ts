/** A calendar day as `YYYY-MM-DD`: service dates have no time zone. */
export type IsoDate = string & { readonly __brand: 'IsoDate' };

/** UTC epoch milliseconds, read from the server's clock at the edge and passed in. */
export type Instant = number & { readonly __brand: 'Instant' };

/** The day an instant falls into, in UTC. */
export const dayOf = (at: Instant): IsoDate => new Date(at).toISOString().slice(0, 10) as IsoDate;

/** Reads `YYYY-MM-DD` and answers it only if that day exists in the Gregorian calendar; otherwise undefined. */
export function parseIsoDate(text: string): IsoDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days ? (text as IsoDate) : undefined;
}

/**
 * The same moment of the day so many calendar months earlier, in UTC; the last day of the month where it has no such
 * day: a month before 31 March is 28 February.
 */
export function monthsBefore(at: Instant, months: number): Instant {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, lastDay)) as Instant;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** So many days of 24 hours earlier. */
export const daysBefore = (at: Instant, days: number): Instant => (at - days * DAY_MS) as Instant;
