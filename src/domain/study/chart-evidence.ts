import type { Instant } from '#domain/time';
import { chartObservations } from './chart-observations.ts';
import type { GradedChart } from './graded-chart.ts';
import { chartEntries, type NewEntry } from './notebook.ts';
import type { Observation } from './observation.ts';

/** What a graded chart leaves with its learner beside the grade. */
export interface ChartEvidence {
  observations: Observation[];
  entries: NewEntry[];
}

/** Observations of a first try, and entries of the error notebook of any try. `newId` makes the ids of the entries. */
export function chartEvidence(
  chart: GradedChart,
  attempt: { attemptId: string; tryNumber: number; at: Instant; newId(): string },
): ChartEvidence {
  return {
    observations: attempt.tryNumber === 1 ? chartObservations(chart, attempt) : [],
    entries: chartEntries(chart.grade, chart.context.encounter.setting, attempt),
  };
}
