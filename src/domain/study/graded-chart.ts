import type { AnswerKey } from '#domain/chart/answer-key';
import type { CodingSheet } from '#domain/chart/coding-sheet';
import type { Grade } from '#domain/grading/grade';
import type { GradingContext } from '#domain/grading/subject';
import type { Observation } from './observation.ts';

/** A graded chart with all it was graded from. */
export interface GradedChart {
  key: AnswerKey;
  sheet: CodingSheet;
  grade: Grade;
  context: GradingContext;
}

/** What was seen of one part of a chart; `chartObservations` says of which attempt and when. */
export type Seen = Pick<Observation, 'part' | 'skills' | 'credit' | 'difficulty'>;

/** Right or wrong, as credit. */
export const creditOf = (isRight: boolean): number => (isRight ? 1 : 0);
