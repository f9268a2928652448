import { byCost } from '#components/result/by-cost.ts';
import { findCode } from '#domain/grading/subject';
import { VARIANCE_NAMES, type Variance } from '#domain/grading/variance';
import type { Graded } from './_graded.ts';
import { codesOf, titleInQuestion } from './_notes.ts';

const MOST_NAMED = 2;

/** The differences of a grade, costliest first: the heavier of the two codes decides. */
export function costliestFirst({ grade, catalog }: Graded): Variance[] {
  return byCost(grade.variances, ({ list, entered, wanted }) => {
    const weights = [entered, wanted].map((code) =>
      code === undefined ? undefined : findCode(catalog, list, code)?.facts.severity,
    );
    return weights.includes('MCC') ? 'MCC' : weights.find(Boolean);
  });
}

/** Names the one or two differences that cost most, in one sentence; empty when nothing differs. */
export function costliestOf(graded: Graded, sorted: Variance[]): string {
  const named = sorted.slice(0, MOST_NAMED).map((variance) => {
    const title = titleInQuestion(graded, variance);
    return `${lowerFirst(VARIANCE_NAMES[variance.kind])}, ${codesOf(variance)}${title && ` (${title})`}`;
  });
  return named.length ? `${named.length === 1 ? 'What it cost' : 'What cost most'}: ${named.join('; ')}.` : '';
}

/** `Excludes1` and `E/M level` keep their capital; `Missed diagnosis` loses it. */
const lowerFirst = (words: string): string =>
  /^[A-Z][a-z]+(?![a-z0-9])/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;

/** How many differences touch what, so that a long list reads as one. */
export function weighedOf(variances: readonly Variance[]): string {
  if (variances.length === 0) return 'Nothing differs.';
  const count = (severity: Variance['severity']) => variances.filter((one) => one.severity === severity).length;
  const parts = [
    [count('payment'), 'affecting payment'],
    [count('data-quality'), 'affecting data quality only'],
    [count('observation'), 'worth knowing'],
  ] as const;
  const told = parts.flatMap(([number, words]) => (number > 0 ? [`${number} ${words}`] : []));
  return `${told.join(', ')}${variances.length > 1 ? '; the costliest first' : ''}.`;
}
