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
