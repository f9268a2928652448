import { countedPercent, type IntervalRow, percentRange, type Reference } from '#components/charts/figures.ts';
import { countText, SECTION_NAMES } from '#components/progress/words.ts';
import { SETTING_NAMES } from '#domain/chart/encounter';
import { REFERENCE_LINES } from '#domain/grading/accuracy';
import { formatPercent } from '#domain/grading/fraction';
import { VARIANCE_NAMES } from '#domain/grading/variance';
import {
  accuracyBySection,
  accuracyOfCodes,
  type CountedShare,
  type TrendPoint,
  varianceRates,
} from '#domain/study/accuracy-of-tries';
import { type CodingSpeed, speedBySetting } from '#domain/study/coding-speed';
import type { GradedTry } from '#domain/study/graded-try';

/** The standard and the average of certified coders; the third line is about secondary diagnoses alone. */
export const REFERENCES: Reference[] = REFERENCE_LINES.map((line) => ({
  name: line.name,
  value: line.numerator / line.denominator,
  text: formatPercent(line),
}));

function shareRow(label: string, share: CountedShare, counted: string): IntervalRow {
  const basis = `${share.right} of ${counted} in ${countText(share.charts, 'chart')}`;
  if (share.of === 0) return { label, valueText: 'nothing yet', basis: 'no chart has had any' };
  return {
    label,
    estimate: { value: share.share, low: share.low, high: share.high },
    valueText: countedPercent({ numerator: share.right, denominator: share.of }),
    intervalText: percentRange(share),
    basis,
  };
}

/** Rows of the plot of accuracy: all codes, then each section. */
export function sectionRows(tries: readonly GradedTry[]): IntervalRow[] {
  const all = accuracyOfCodes(tries);
  const sections = accuracyBySection(tries).map(({ section, accuracy }) =>
    shareRow(SECTION_NAMES[section], accuracy, String(accuracy.of)),
  );
  return [shareRow('All codes', all, countText(all.of, 'code')), ...sections];
}

const perHundred = (share: number): string => (100 * share).toFixed(1);

/** Rows of variances per 100 codes. */
export function varianceRows(tries: readonly GradedTry[]): IntervalRow[] {
  return varianceRates(tries).map(({ kind, rate }) => ({
    label: VARIANCE_NAMES[kind],
    estimate: { value: 100 * rate.share, low: 100 * rate.low, high: 100 * rate.high },
    valueText: perHundred(rate.share),
    intervalText: `${perHundred(rate.low)}–${perHundred(rate.high)}`,
    basis: `${rate.right} of ${countText(rate.of, 'code')}, in ${countText(rate.charts, 'chart')}`,
  }));
}

/** Rows of minutes per chart. */
export const speedRows = (tries: readonly GradedTry[]): IntervalRow[] => speedBySetting(tries).map(speedRow);

function speedRow({ setting, charts, leftOut, minutes }: CodingSpeed): IntervalRow {
  const out = leftOut > 0 ? `; ${leftOut} open too long to count` : '';
  const row = { label: SETTING_NAMES[setting] };
  if (!minutes) return { ...row, valueText: 'nothing to count', basis: `${countText(charts, 'chart')}${out}` };
  const { median, low, high } = minutes;
  const hourly = median > 0 ? `, ${(60 / median).toFixed(1)} an hour` : '';
  const few = low === undefined ? '; too few for an interval' : '';
  return {
    ...row,
    estimate: { value: median, low: low ?? median, high: high ?? median },
    valueText: `${oneDecimal(median)} min`,
    ...(low !== undefined && high !== undefined && { intervalText: `${oneDecimal(low)}–${oneDecimal(high)} min` }),
    basis: `${countText(charts, 'chart')}${hourly}${few}${out}`,
  };
}

const oneDecimal = (minutes: number): string => String(Math.round(10 * minutes) / 10);

/** Points of the trend. */
export const trendRows = (points: readonly TrendPoint[]): IntervalRow[] =>
  points.map(({ from, to, accuracy }) => shareRow(`Charts ${from}–${to}`, accuracy, countText(accuracy.of, 'code')));
