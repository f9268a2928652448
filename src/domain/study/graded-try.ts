import type { Mode } from '#domain/chart/attempt';
import type { Setting } from '#domain/chart/encounter';
import type { Counts, Sections } from '#domain/grading/tally';
import type { Variance } from '#domain/grading/variance';
import type { Instant } from '#domain/time';

/**
 * Modes whose first tries say how well somebody codes by themselves. Learn mode shows the key code by code; what an exam
 * or an assessment holds is told where those are, when they may be told.
 */
export const COUNTED_MODES = ['practice', 'production'] as const satisfies readonly Mode[];

/** What progress needs of one variance. */
export type VariancePlace = Pick<Variance, 'kind' | 'severity' | 'list' | 'entry' | 'expected'>;

/** A first try with the part of its stored grade that progress is told from. */
export interface GradedTry {
  attemptId: string;
  slug: string;
  title: string;
  setting: Setting;
  startedAt: Instant;
  submittedAt: Instant;
  tally: Pick<Counts, 'required' | 'entered' | 'correct'>;
  sections: Sections;
  variances: readonly VariancePlace[];
}
