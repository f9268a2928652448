import type { AnswerKey } from '#domain/chart/answer-key';
import type { Chart } from '#domain/chart/chart';
import type { CodingSheet } from '#domain/chart/coding-sheet';
import type { Catalog } from '#domain/codeset/catalog';
import type { Grade } from '#domain/grading/grade';

/** What a submitted attempt is told from. */
export interface Graded {
  chart: Chart;
  key: AnswerKey;
  sheet: CodingSheet;
  grade: Grade;
  catalog: Catalog;
}
