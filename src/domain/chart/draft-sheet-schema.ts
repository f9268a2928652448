import { z } from 'astro/zod';
import { POA_INDICATORS } from '#domain/chart/coding-sheet';
import { DRAFT_LIMITS } from '#domain/chart/draft-limits';

const rowId = z.string().min(1).max(40);
const cell = z.string().max(DRAFT_LIMITS.cell);
const listOf = <Row extends z.ZodType>(row: Row) =>
  z.array(row).max(DRAFT_LIMITS.rowsPerList, `at most ${DRAFT_LIMITS.rowsPerList} rows in a list`);

const draftDiagnosis = z.strictObject({ id: rowId, code: cell, poa: z.enum(POA_INDICATORS).optional() });
const draftProcedure = z.strictObject({ id: rowId, code: cell, date: cell });
const draftService = z.strictObject({ id: rowId, code: cell, modifiers: cell, units: cell, pointers: cell });
const highlight = z.strictObject({
  id: rowId,
  document: z.string().max(80),
  start: z.number().int().min(0),
  end: z.number().int().min(0),
});

/**
 * The sheet as it is being typed: raw text in cells, rows with stable ids so that two tabs can be merged row by row.
 * Bounds keep a hostile or broken client from storing more than a person could enter.
 */
export const draftSheetSchema = z.strictObject({
  diagnoses: listOf(draftDiagnosis),
  procedures: listOf(draftProcedure),
  services: listOf(draftService),
  /** Evidence the learner marked in the chart: offsets into `documentText` of the named document. */
  highlights: z.array(highlight).max(DRAFT_LIMITS.highlights),
  note: z.string().max(DRAFT_LIMITS.note, `a note holds at most ${DRAFT_LIMITS.note} characters`),
});
export type DraftSheet = z.infer<typeof draftSheetSchema>;
export type DraftDiagnosis = DraftSheet['diagnoses'][number];
export type DraftProcedure = DraftSheet['procedures'][number];
export type DraftService = DraftSheet['services'][number];
export type Highlight = DraftSheet['highlights'][number];
