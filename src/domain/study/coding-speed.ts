import { SETTINGS, type Setting } from '#domain/chart/encounter';
import type { GradedTry } from './graded-try.ts';

/** Longer than this from opening to handing in, and nobody sat over it all the time: such a chart tells no speed. */
export const LONGEST_SITTING_MS = 4 * 60 * 60 * 1000;

/** Minutes from opening a chart to handing it in, pauses included. */
export interface CodingSpeed {
  setting: Setting;
  charts: number;
  /** Charts that were open longer than `LONGEST_SITTING_MS`, not counted. */
  leftOut: number;
  /** Absent when every chart was left out. */
  minutes?: { median: number; low?: number; high?: number };
}

/** Speed in each setting that was coded, in the order of `SETTINGS`. */
export function speedBySetting(tries: readonly GradedTry[]): CodingSpeed[] {
  return SETTINGS.flatMap((setting) => {
    const own = tries.filter((one) => one.setting === setting);
    return own.length > 0 ? [{ setting, ...speedOf(own) }] : [];
  });
}

function speedOf(tries: readonly GradedTry[]): Omit<CodingSpeed, 'setting'> {
  const times = tries.map(({ startedAt, submittedAt }) => Math.max(0, submittedAt - startedAt));
  const counted = times.filter((time) => time <= LONGEST_SITTING_MS).map((time) => time / 60_000);
  const charts = { charts: counted.length, leftOut: times.length - counted.length };
  return counted.length === 0 ? charts : { ...charts, minutes: medianWithInterval(counted) };
}

/**
 * The median with the 95 % interval that two ranks of the sorted values give (binomial with one half; no assumption of
 * how times spread). Below six values no two ranks reach 95 %, and there is no interval.
 */
export function medianWithInterval(values: readonly number[]): { median: number; low?: number; high?: number } {
  const sorted = [...values].sort((one, other) => one - other);
  const middle =
    ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.floor(sorted.length / 2)] ?? 0)) / 2;
  const rank = lowerRank(sorted.length);
  if (rank === 0) return { median: middle };
  return { median: middle, low: sorted[rank - 1] as number, high: sorted[sorted.length - rank] as number };
}

/** The largest rank r with P(B < r) ≤ 2.5 % for B binomial (n, ½); 0 where there is none. */
function lowerRank(n: number): number {
  let rank = 0;
  let logTerm = -n * Math.LN2;
  let below = Math.exp(logTerm);
  while (below <= 0.025) {
    rank += 1;
    logTerm += Math.log((n - rank + 1) / rank);
    below += Math.exp(logTerm);
  }
  return rank;
}
