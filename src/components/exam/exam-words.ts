import { type Blueprint, domainName } from '#domain/exam/blueprint';
import type { ExamSupply } from '#domain/exam/forms/exam-supply';
import type { Outcome } from '#domain/exam/sittings/outcome';
import type { SittingMode, SittingScope } from '#domain/exam/sittings/sitting';
import { clockAt, type SittingTime } from '#domain/exam/sittings/sitting-clock';
import type { Instant } from '#domain/time';

/** What a list of sittings shows of one. */
export interface ShownSitting {
  id: string;
  blueprint: string;
  mode: SittingMode;
  scope: SittingScope;
  domains: readonly string[];
  minutes: number;
  items: number;
  time: SittingTime;
  closedAt?: Instant;
  outcome?: Outcome;
}

export const MODE_NAMES: Record<SittingMode, string> = { exam: 'Exam', practice: 'Practice' };
const SCOPE_NAMES: Record<SittingScope, string> = {
  mock: 'Whole mock exam',
  short: 'Short exam',
  domain: 'Chosen domains',
  weakness: 'Weakest domains',
};

export const questions = (count: number): string => `${count} ${count === 1 ? 'question' : 'questions'}`;

/** `Chosen domains: Anatomy, Radiology`. Domains of a version that is not here any more go by their ids. */
export function sayScope({ scope, domains }: ShownSitting, blueprint: Blueprint | undefined): string {
  if (domains.length === 0) return SCOPE_NAMES[scope];
  const titles = new Map(blueprint?.domains.map((one) => [domainName(blueprint, one), one.title]));
  return `${SCOPE_NAMES[scope]}: ${domains.map((name) => titles.get(name) ?? name).join(', ')}`;
}

/** Where somebody is with a sitting, and the address it goes on at. */
export function stateOf(sitting: ShownSitting, now: Instant): { text: string; href: string; isOver: boolean } {
  const href = `/exams/sitting/${sitting.id}`;
  const { outcome, closedAt, scope } = sitting;
  if (closedAt !== undefined)
    return { text: outcome ? sayOutcome(outcome, scope) : 'result', href: `${href}/result`, isOver: true };
  const { phase, remainingMs } = clockAt(sitting.time, now);
  if (phase === 'grace' || phase === 'closed') return { text: 'time is up', href: `${href}/result`, isOver: true };
  const left = `${Math.ceil(remainingMs / 60_000)} min left`;
  return { text: phase === 'break' ? `in a break, ${left}` : left, href, isOver: false };
}

/** `71 of 100 right, passed`: only a whole exam is passed. */
function sayOutcome({ right, of, hasPassed }: Outcome, scope: SittingScope): string {
  const score = `${right} of ${of} right`;
  return scope === 'mock' ? `${score}, ${hasPassed ? 'passed' : 'not passed'}` : score;
}

/** What can be sat of an exam, in one phrase. */
export function saySupply({ domains }: Blueprint, { items, canMock, domains: stocked }: ExamSupply): string {
  if (domains.length === 0) return 'Not yet: how its questions are spread over domains is not known well enough';
  if (items === 0) return 'Not yet: the bank has no questions for it';
  if (canMock) return 'Whole mock exams and shorter ones';
  const empty = stocked.filter(({ has }) => has === 0).length;
  return empty === 0 ? 'Shorter exams' : `Exams of single domains; ${empty} of ${domains.length} have no questions`;
}

/** That some questions are of kinds the day does not have: nobody should be surprised by them, here or there. */
export const sayUnlike = ({ name }: Blueprint, items: number, unlike: number): string =>
  `Of the ${questions(items)} here ${unlike} ${unlike === 1 ? 'is' : 'are'} of a kind the ${name} itself does not have, such as typing codes or putting steps in order. They practise the same rules, and chance decides how many an exam gets.`;

/** `6 questions`, `39–41 %: here 39 questions`; `count` is how many a mock exam has. */
export function sayWeight({ items, percent }: Blueprint['domains'][number], count: number): string {
  if (items !== undefined) return items === count ? questions(items) : `${questions(items)}: here ${count}`;
  return percent ? `${percent.from}–${percent.to} %: here ${questions(count)}` : '';
}
