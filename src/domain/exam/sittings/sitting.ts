import { z } from 'astro/zod';
import type { Instant } from '#domain/time';
import type { CandidateItem } from '../items/candidate-item.ts';
import { itemAnswerSchema } from '../items/item-answer.ts';
import { ITEM_STATE_LIMITS, STATE_FIELDS } from './item-state-limits.ts';
import type { SittingClock } from './sitting-clock.ts';

/** `exam`: the clock runs as on the day. `practice`: it can be paused. In both the key is shown after the end. */
export const SITTING_MODES = ['exam', 'practice'] as const;
export type SittingMode = (typeof SITTING_MODES)[number];

/** What a sitting is made of: the whole exam, a short one of its blueprint, chosen domains, or the person's weakest. */
export const SITTING_SCOPES = ['mock', 'short', 'domain', 'weakness'] as const;
export type SittingScope = (typeof SITTING_SCOPES)[number];

/** Time and half as much again, and so on, as examining organisations grant it. */
export const TIME_MULTIPLIERS = [1, 1.25, 1.5, 2, 3] as const;
/** Whole minutes of breaks that stop the clock of an exam. */
export const BREAK_MINUTES = [0, 10, 15, 30, 60] as const;

export const accommodationsSchema = z.strictObject({
  timeMultiplier: z.literal([...TIME_MULTIPLIERS]),
  /** The clock stands in breaks until these minutes are used up; then it runs on by itself. */
  breakMinutes: z.literal([...BREAK_MINUTES]),
  largeText: z.boolean(),
  /** Nothing is announced unasked but the end of time; lists in place of drawings to point at. */
  screenReader: z.boolean(),
});
export type Accommodations = z.infer<typeof accommodationsSchema>;
export const NO_ACCOMMODATIONS: Accommodations = {
  timeMultiplier: 1,
  breakMinutes: 0,
  largeText: false,
  screenReader: false,
};

const highlight = z
  .strictObject({
    /** The stem, the text it asks about, or an option by its place: `option-2`. */
    part: z.string().regex(/^(?:stem|scenario|option-\d)$/),
    /** Characters of the part's shown text, from 0; `to` is behind the last one. */
    from: z.number().int().min(0).max(20_000),
    to: z.number().int().min(1).max(20_000),
  })
  .refine(({ from, to }) => from < to, 'a highlight ends after it begins');
export type Highlight = z.infer<typeof highlight>;

/** All that a candidate has done with one item; null while nothing was answered. */
export const itemStateSchema = z.strictObject({
  answer: itemAnswerSchema.nullable(),
  isFlagged: z.boolean(),
  /** Options that are struck out, by their place in the item. */
  struck: z.array(z.number().int().min(0).max(9)).max(ITEM_STATE_LIMITS.struck),
  note: z.string().max(ITEM_STATE_LIMITS.note),
  highlights: z.array(highlight).max(ITEM_STATE_LIMITS.highlights),
  /** How long the item was on screen, whole milliseconds; it only grows. */
  spentMs: z.number().int().min(0).max(86_400_000),
});
export type ItemState = z.infer<typeof itemStateSchema>;

/**
 * One change as it travels: the whole state of an item, so that one that gets lost is mended by the next. Of two changes
 * of an item the one made later stands, whichever arrives first; `order` counts up in one browser and parts those of
 * one millisecond.
 */
export const sittingChangeSchema = z.strictObject({
  /** The item's place in the form, from 0. */
  place: z
    .number()
    .int()
    .min(0)
    .max(ITEM_STATE_LIMITS.places - 1),
  /** When it was made, as the browser reckons the server's time: from the server's answers on, never its own clock. */
  at: z.number().int().min(0),
  order: z.number().int().min(0),
  state: itemStateSchema,
  /**
   * What was set by it: of the rest what is stored stands, which another device may have set meanwhile and this one does
   * not know of. None: only time was spent. Absent: everything.
   */
  fields: z.array(z.enum(STATE_FIELDS)).max(STATE_FIELDS.length).optional(),
});
export type SittingChange = z.infer<typeof sittingChangeSchema>;
export const sittingChangesSchema = z.array(sittingChangeSchema).min(1).max(ITEM_STATE_LIMITS.changes);

/**
 * What became of a change. `older`: what is stored is another one, later or with what another device set; it comes along. `late`: it was made after the end. `break`:
 * it was made in a break, where questions are hidden: of another tab that did not know.
 */
export type ChangeOutcome =
  | { place: number; order: number; kind: 'kept' }
  | { place: number; order: number; kind: 'older'; stored: StoredState }
  | { place: number; order: number; kind: 'late' | 'break' };

/** A state as it is stored, with the change it came with. */
export interface StoredState {
  at: number;
  order: number;
  state: ItemState;
}

/** Where the clock stands, with the server's time: what a browser goes on counting from. */
export interface ClockReading extends SittingClock {
  /** The server's time of the reading. */
  now: Instant;
  /** What is left of the breaks that stop the clock, milliseconds; absent where pauses are free. */
  breakLeftMs?: number;
}

/** An item of a sitting as it is shown before the end. */
export interface SittingItem {
  place: number;
  item: CandidateItem;
  /** Index into the sitting's scenarios. */
  scenario?: number;
  stored?: StoredState;
}
