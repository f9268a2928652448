import { percentRange } from '#components/charts/figures.ts';
import { countText } from '#components/progress/words.ts';
import type { Blueprint } from '#domain/exam/blueprint';
import { EXPECTED_SHARE, WITHIN } from '#domain/exam/forms/form-demand';
import type { Verdict } from '#domain/exam/items/judgement';
import type { Outcome } from '#domain/exam/sittings/outcome';
import type { SittingScope } from '#domain/exam/sittings/sitting';
import { formatPercent } from '#domain/grading/fraction';

/** Word, sign and colour of a verdict; never the colour alone. */
export const VERDICT_LOOKS: Record<Verdict, { word: string; icon: string; look: string }> = {
  right: { word: 'Right', icon: '✓', look: 'agrees' },
  partly: { word: 'Partly right', icon: '◐', look: 'partial' },
  wrong: { word: 'Wrong', icon: '✗', look: 'missed' },
  unanswered: { word: 'Not answered', icon: '○', look: 'unanswered' },
};

export const SCOPE_WORDS: Record<SittingScope, string> = {
  mock: 'whole exam',
  short: 'short exam',
  domain: 'chosen domains',
  weakness: 'weakest domains',
};

/** What was to be expected of this form, and whether it was another than a whole exam is made to be. */
export function expectedText(expected: number): string {
  const said = `Well-prepared people are expected to get ${Math.round(100 * expected)} % of these questions right, as their authors think.`;
  // Assembly allows a billionth beyond its band.
  if (Math.abs(expected - EXPECTED_SHARE) <= WITHIN + 1e-9) return said;
  const kind = expected > EXPECTED_SHARE ? 'easier' : 'harder';
  return `${said} Of a whole exam it is ${Math.round(100 * EXPECTED_SHARE)} %: this one was ${kind}.`;
}

/** `45 s`, `2 min 24 s`, `1 h 5 min`. Milliseconds to words. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (minutes < 60) return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
  const [hours, left] = [Math.floor(minutes / 60), minutes % 60];
  return left === 0 ? `${hours} h` : `${hours} h ${left} min`;
}

/** `7 of 10 right, 70 %` */
export const rightText = ({ right, of }: Pick<Outcome, 'right' | 'of'>): string =>
  `${right} of ${of} right, ${formatPercent({ numerator: right, denominator: of })}`;

const percentText = (share: number): string =>
  formatPercent({ numerator: Math.round(share * 1000), denominator: 1000 });

/**
 * What the sitting came to, in one sentence. Only a whole exam is passed or not: a part of it lies above or below the
 * mark of the whole.
 */
export function headlineOf({ name }: Blueprint, scope: SittingScope, outcome: Outcome): string {
  const { hasPassed, passShare } = outcome;
  if (scope === 'mock') return hasPassed ? `Passed: ${rightText(outcome)}` : `Not passed: ${rightText(outcome)}`;
  const side = hasPassed ? 'at or above' : 'below';
  return `${rightText(outcome)}: ${side} the ${percentText(passShare)} that pass the whole ${name}`;
}

/**
 * The rule by which it was judged, and what is taken for it where it is not published. Points are those of a whole exam:
 * three of four questions are not 324 of them.
 */
export function ruleText({ name, organisation, scoring }: Blueprint, scope: SittingScope, outcome: Outcome): string {
  if (scoring.kind === 'raw-percent')
    return `The ${name} is passed with ${scoring.pass} % of the scored questions right. There is no penalty for guessing; a question left out counts as wrong.`;
  const { percent, deviation } = scoring.assumed;
  const scaled =
    outcome.scaled === undefined || scope !== 'mock'
      ? ''
      : `About ${outcome.scaled} points on the scale of ${scoring.from} to ${scoring.to}; ${scoring.pass} pass. `;
  return `${scaled}${organisation} does not publish how right answers become points. Taken here: ${scoring.pass} points are ${percent} % right, give or take ${deviation} percentage points, with straight lines below and above. ${scoring.assumed.why}`;
}

/** How sure the outcome is: what another form would do to it, and what the assumption does. */
export function doubtText({ scoring }: Blueprint, scope: SittingScope, outcome: Outcome): string[] {
  const { overall, passShare, of, hasPassed } = outcome;
  const range = `With ${countText(of, 'question')} counted, your share right on all such questions lies between ${percentRange(overall).replace('–', ' and ').replace(' %', '\u00a0%')} (95 % interval).`;
  const isOpen = overall.low <= passShare && passShare <= overall.high;
  const open = `The mark lies inside: with other questions it could have come out ${hasPassed ? 'below' : 'above'} it.`;
  const clear = `The mark lies outside: other questions would hardly have changed the side.`;
  const few =
    scope === 'mock'
      ? []
      : [`This was a part of the exam, and ${of < 30 ? 'few questions say little' : 'no forecast of the whole'}.`];
  const isAssumed = scoring.kind === 'scaled' && Math.abs(overall.share - passShare) * 100 < scoring.assumed.deviation;
  const assumed = isAssumed
    ? ['It is so near the assumed mark that the real one may lie on the other side of it.']
    : [];
  return [range, isOpen ? open : clear, ...assumed, ...few];
}
