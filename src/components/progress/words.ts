import type { Section } from '#domain/grading/tally';
import type { Activity } from '#domain/study/study-days';
import type { IsoDate } from '#domain/time';

export const ACTIVITY_NAMES: Record<Activity, string> = {
  chart: 'Charts',
  cards: 'Cards',
  check: 'Knowledge checks',
  exam: 'Exams',
};

export const SECTION_NAMES: Record<Section, string> = {
  principal: 'Principal or first-listed',
  secondary: 'Secondary diagnoses',
  procedures: 'Procedures',
  poa: 'Present on admission',
  lines: 'Service lines',
};

/** `1 h 20 min`, `45 min`, `0 min`. */
export function minutesText(minutes: number): string {
  const whole = Math.round(minutes);
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** `1 chart`, `2 charts`. */
export const countText = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

/** A day in words, with its year where that is not `year`: `24 Nov`. */
export function dayText(day: IsoDate): string {
  return new Date(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
}

/** A day in full: `24 November 2026`. */
export function fullDayText(day: IsoDate): string {
  return new Date(day).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
}
