import { type Accuracy, wilsonInterval } from '#domain/grading/accuracy';
import { SECTIONS, type Section } from '#domain/grading/tally';
import { VARIANCE_KINDS, type VarianceKind } from '#domain/grading/variance';
import type { GradedTry, VariancePlace } from './graded-try.ts';

/** A share that was counted, with its 95 % interval by Wilson; `charts` it was counted in. */
export interface CountedShare extends Accuracy {
  right: number;
  of: number;
  charts: number;
}

const countedShare = (right: number, of: number, charts: number): CountedShare => ({
  right,
  of,
  charts,
  ...wilsonInterval(right, of),
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Codes that agree, of the codes of the keys (the lens code-over-code, pooled over charts). */
export const accuracyOfCodes = (tries: readonly GradedTry[]): CountedShare =>
  countedShare(
    sum(tries.map(({ tally }) => tally.correct)),
    sum(tries.map(({ tally }) => tally.required)),
    tries.length,
  );

/** Every section of a record with what is right in it, pooled over the charts that have it; in the order of a record. */
export function accuracyBySection(tries: readonly GradedTry[]): { section: Section; accuracy: CountedShare }[] {
  return SECTIONS.map((section) => {
    const counts = tries.flatMap(({ sections }) => sections[section] ?? []);
    const [right, of] = [sum(counts.map((count) => count.right)), sum(counts.map((count) => count.of))];
    return { section, accuracy: countedShare(right, of, counts.length) };
  });
}

/** How often a kind of variance comes up: codes that have it, of all different codes of sheets and keys. */
export interface VarianceRate {
  kind: VarianceKind;
  rate: CountedShare;
}

/**
 * Kinds of variance that came up, the most frequent first. A code counts once for a kind, so that the rate is a share,
 * of N + K − c codes (DOMAIN.md, Counting); observations are left out, because nothing was got wrong.
 */
export function varianceRates(tries: readonly GradedTry[]): VarianceRate[] {
  const codes = sum(tries.map(({ tally }) => tally.entered + tally.required - tally.correct));
  return VARIANCE_KINDS.map((kind) => {
    const perTry = tries.map(({ variances }) => codesWith(kind, variances));
    // A duplicate row is in no count of codes, so a sheet of duplicates alone could come out above one.
    const affected = Math.min(codes, sum(perTry));
    return { kind, rate: countedShare(affected, codes, perTry.filter((count) => count > 0).length) };
  })
    .filter(({ rate }) => rate.right > 0)
    .sort((one, other) => other.rate.right - one.rate.right);
}

function codesWith(kind: VarianceKind, variances: readonly VariancePlace[]): number {
  const own = variances.filter((one) => one.kind === kind && one.severity !== 'observation');
  return new Set(own.map(({ list, entry, expected }) => `${list} ${expected ?? `entered ${entry}`}`)).size;
}

/** Charts of one point of a trend while there are few; more when there are so many that points would stand too close. */
const CHARTS_A_POINT = 3;
const MOST_POINTS = 12;
/** Below so many points a line would be drawn through chance. */
export const FEWEST_POINTS = 3;
export const CHARTS_FOR_A_TREND = CHARTS_A_POINT * FEWEST_POINTS;

export interface TrendPoint {
  /** The charts of this point by their place among all, from 1. */
  from: number;
  to: number;
  accuracy: CountedShare;
}

/**
 * Accuracy of codes over groups of successive charts, each of the same size, the oldest first: charts that fill no group
 * are left out at the beginning. Undefined below `CHARTS_FOR_A_TREND` charts. `tries` in the order they were handed in.
 */
export function trendOfAccuracy(tries: readonly GradedTry[]): TrendPoint[] | undefined {
  if (tries.length < CHARTS_FOR_A_TREND) return undefined;
  const size = Math.max(CHARTS_A_POINT, Math.ceil(tries.length / MOST_POINTS));
  const points = Math.floor(tries.length / size);
  const left = tries.length - points * size;
  return Array.from({ length: points }, (_, index) => {
    const from = left + index * size;
    return { from: from + 1, to: from + size, accuracy: accuracyOfCodes(tries.slice(from, from + size)) };
  });
}

/** Whether the last point of a trend lies above or below the first one by more than both intervals leave open. */
export function direction(points: readonly TrendPoint[]): 'up' | 'down' | 'open' {
  const [first, last] = [points[0]?.accuracy, points.at(-1)?.accuracy];
  if (!first || !last) return 'open';
  if (last.low > first.high) return 'up';
  return last.high < first.low ? 'down' : 'open';
}
