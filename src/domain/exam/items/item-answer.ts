import { z } from 'astro/zod';
import { POA_INDICATORS } from '#domain/chart/coding-sheet';
import { DRAFT_LIMITS } from '#domain/chart/draft-limits';

const cell = z.string().max(DRAFT_LIMITS.cell);

/** More than this in one answer is no answer a person gives. */
const MOST_CHOSEN = 10;
const MOST_ROWS = 30;

/**
 * What a candidate answers, as it is stored while it is being given: raw cells, so that nothing typed is lost. Bounds
 * keep a hostile client from storing more than a person could enter.
 */
export const itemAnswerSchema = z.discriminatedUnion('kind', [
  /** Options by their place in the item's file, from 0, whatever order they were shown in. */
  z.strictObject({ kind: z.literal('options'), chosen: z.array(z.number().int().min(0).max(9)).max(MOST_CHOSEN) }),
  z.strictObject({
    kind: z.literal('codes'),
    rows: z
      .array(
        z.strictObject({
          code: cell,
          poa: z.enum(POA_INDICATORS).optional(),
          modifiers: cell.default(''),
          units: cell.default(''),
        }),
      )
      .max(MOST_ROWS),
  }),
  z.strictObject({ kind: z.literal('part'), part: cell }),
  /** Ids of steps, first step first. */
  z.strictObject({ kind: z.literal('order'), order: z.array(cell).max(MOST_CHOSEN) }),
  z.strictObject({ kind: z.literal('text'), text: cell }),
]);
export type ItemAnswer = z.infer<typeof itemAnswerSchema>;
export type AnswerOf<Kind extends ItemAnswer['kind']> = Extract<ItemAnswer, { kind: Kind }>;
