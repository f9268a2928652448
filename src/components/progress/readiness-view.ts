import type { Blueprint } from '#domain/exam/blueprint';
import type { DomainReadiness, Readiness } from '#domain/study/readiness';
import type { Evidence } from '#domain/study/readiness-evidence';

/** A domain as the page shows it. */
export interface ReadinessRow extends DomainReadiness {
  title: string;
  /** Where evidence for it comes from here. */
  practised: 'here' | 'practice-set' | 'nowhere';
}

/** A forecast beside the titles of its domains, in the order of the blueprint. */
export const readinessRows = (blueprint: Blueprint, readiness: Readiness): ReadinessRow[] =>
  blueprint.domains.map(({ title, skills, practisedWithPracticeSet }, index) => ({
    ...(readiness.domains[index] as DomainReadiness),
    title,
    practised: skills.length === 0 ? 'nowhere' : practisedWithPracticeSet ? 'practice-set' : 'here',
  }));

/** `74 %` */
export const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** `66–81 %` */
export const percentRange = ({ low, high }: { low: number; high: number }): string =>
  `${Math.round(100 * low)}–${Math.round(100 * high)} %`;

/** How likely passing is, in people; certainty is never claimed. */
export function sayChance(pass: number): string {
  const people = Math.round(100 * pass);
  if (people < 1) return 'fewer than 1';
  return people > 99 ? 'more than 99' : `about ${people}`;
}

/** The pass mark alone: `70 % right`, `300 on a scale of 100–400`. */
export const sayPassMark = ({ scoring }: Blueprint): string =>
  scoring.kind === 'raw-percent'
    ? `${scoring.pass} % right`
    : `${scoring.pass} on a scale of ${scoring.from}–${scoring.to}`;

/** How an exam is passed, and what is taken for it where that is not published. */
export function sayPassRule({ scoring }: Blueprint): string {
  if (scoring.kind === 'raw-percent') return `${scoring.pass} % of the questions right`;
  const { percent: assumed, deviation, why } = scoring.assumed;
  return `${scoring.pass} on a scale of ${scoring.from} to ${scoring.to}; taken here as ${assumed} % right, give or take ${deviation} points. ${why}`;
}

/** `1 more answer`, `4 more answers` */
export const sayMore = (count: number): string => `${count} more ${count === 1 ? 'answer' : 'answers'}`;

/** Full answers with one decimal below ten: old and shared ones count less. */
export function sayWeight(weight: number): string {
  if (weight < 0.05) return '0';
  return weight < 9.95 ? weight.toFixed(1) : String(Math.round(weight));
}

/** `97 that count and 10 on trial that do not` */
export function sayItems({ scored, pretest, unplaced }: Blueprint['items']): string {
  const onTrial = pretest > 0 ? ` and ${pretest} on trial that do not` : '';
  const nowhere = unplaced > 0 ? `; the domain of ${unplaced} of them is not known` : '';
  return `${scored} that count${onTrial}${nowhere}`;
}

const SOURCES = { exam: 'exams', chart: 'charts', check: 'knowledge checks' } as const;

/** `100 from exams, 24 from charts`: what a forecast rests on; empty where there is nothing. Cards do not count. */
export const saySources = (evidence: readonly Evidence[]): string =>
  Object.entries(SOURCES)
    .map(([source, name]) => [evidence.filter((one) => one.source === source).length, name] as const)
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} from ${name}`)
    .join(', ');

/** `4 hours`, `3 hours 30 minutes`, `20 minutes` */
export function sayTime(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
  const count = (number: number, unit: string) => (number === 0 ? [] : [`${number} ${unit}${number === 1 ? '' : 's'}`]);
  return [...count(hours, 'hour'), ...count(rest, 'minute')].join(' ') || '0 minutes';
}
