import { dayOf, type Instant, type IsoDate } from '#domain/time';

/** What time is kept of. */
export const ACTIVITIES = ['chart', 'cards', 'check', 'exam'] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** Time of use on one day of the person's own time zone. */
export interface TimeSpent {
  day: IsoDate;
  activity: Activity;
  activeMs: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const startOf = (day: IsoDate): number => Date.parse(day);

/** The day so many days later; negative for earlier. */
export const addDays = (day: IsoDate, days: number): IsoDate => dayOf((startOf(day) + days * DAY_MS) as Instant);

/** The Monday of the week a day lies in. */
export const mondayOf = (day: IsoDate): IsoDate => addDays(day, -((new Date(startOf(day)).getUTCDay() + 6) % 7));

export interface WeekOfStudy {
  monday: IsoDate;
  activeMs: Record<Activity, number>;
}

/** The last `weeks` weeks up to the one of `today`, the oldest first, each with the time of every activity. */
export function timePerWeek(spent: readonly TimeSpent[], today: IsoDate, weeks: number): WeekOfStudy[] {
  const byMonday = Map.groupBy(spent, ({ day }) => mondayOf(day));
  return Array.from({ length: weeks }, (_, index) => {
    const monday = addDays(mondayOf(today), 7 * (index - weeks + 1));
    const activeMs = { chart: 0, cards: 0, check: 0, exam: 0 };
    for (const one of byMonday.get(monday) ?? []) activeMs[one.activity] += one.activeMs;
    return { monday, activeMs };
  });
}

/** Each of the last `days` days up to `today`, the oldest first, and whether anything was studied on it. */
export function daysStudied(
  studied: ReadonlySet<IsoDate>,
  today: IsoDate,
  days: number,
): { day: IsoDate; isStudied: boolean }[] {
  return Array.from({ length: days }, (_, index) => {
    const day = addDays(today, index - days + 1);
    return { day, isStudied: studied.has(day) };
  });
}

/** Days of study in a row up to today; a day that has only begun takes nothing away, so yesterday counts as well. */
export function daysInARow(studied: ReadonlySet<IsoDate>, today: IsoDate): number {
  let day = studied.has(today) ? today : addDays(today, -1);
  let count = 0;
  while (studied.has(day)) {
    count += 1;
    day = addDays(day, -1);
  }
  return count;
}
