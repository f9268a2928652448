import { SITTING_SCOPES, type SittingScope } from '../sittings/sitting.ts';
import { calibrateExam, type ExamCalibration, type ItemCalibration } from './calibrate-exam.ts';
import { type DrawnForms, drawnForms } from './drawn-forms.ts';
import type { ExamRecords, RecordedSitting } from './exam-records.ts';
import { firstResponses } from './first-responses.ts';
import { type ItemStatistics, itemStatistics } from './item-statistics.ts';

/** Everything that closed sittings of one exam say; a plain JSON value, stored as it is. */
export interface ExamStatistics {
  /** One more whenever a figure comes to mean something else: older ones are reckoned anew. */
  engine: number;
  sittings: number;
  /** By author's version of each item that somebody was given. */
  items: (ItemStatistics & ItemCalibration)[];
  forms: (DrawnForms & { scope: SittingScope })[];
  calibrations: ExamCalibration[];
}
export const STATISTICS_ENGINE = 2;

/**
 * Figures of all items and kinds of forms. Of one person the first answer to an item counts for the item, pretest items
 * included: later ones tell of memory; what was never on screen is no answer. Deterministic; it takes seconds for thousands of sittings, so it is for a thread
 * of its own.
 */
export function examStatistics(records: ExamRecords): ExamStatistics {
  const responses = firstResponses(records);
  const { items: calibrated, calibrations } = calibrateExam(records, responses);
  return {
    engine: STATISTICS_ENGINE,
    sittings: records.sittings.length,
    items: records.items.flatMap((item, index) => {
      const own = responses.byItem[index] ?? [];
      if (own.length === 0) return [];
      const offered = records.sittings.filter(({ startedAt }) => startedAt >= item.publishedAt).length;
      return [{ ...itemStatistics(item, own, offered), ...calibrated.get(index) }];
    }),
    forms: SITTING_SCOPES.flatMap((scope) => formOf(scope, records.sittings)),
    calibrations,
  };
}

function formOf(scope: SittingScope, sittings: readonly RecordedSitting[]) {
  const own = sittings.filter((one) => one.scope === scope);
  return own.length === 0 ? [] : [{ scope, ...drawnForms(own) }];
}
