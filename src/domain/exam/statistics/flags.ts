import type { ItemFigures } from './classical.ts';
import type { OptionUse } from './distractors.ts';

/** Why an author should look at an item again, and how the screens say it. */
export const FLAG_NAMES = {
  'negative-discrimination': 'The better candidates get it wrong more often',
  'weak-discrimination': 'Tells strong from weak candidates hardly at all',
  'too-hard': 'Fewer get it right than would by guessing',
  'too-easy': 'Nearly everybody gets it right',
  'strong-distractor': 'A wrong option draws the better candidates',
  'unused-option': 'An option is hardly ever chosen',
  drift: 'Has become easier or harder than it was',
  leak: 'Is answered right so fast that it seems to be known',
} as const;
export type Flag = keyof typeof FLAG_NAMES;

/** Below so many candidates nothing is flagged: a correlation of 0.1 would be chance (its error is about 1/√n). */
export const LEAST_FOR_FLAGS = 100;

/** How often an item was right in two periods, and how long an answer took in the middle. */
export interface Period {
  given: number;
  right: number;
  /** Mean share right on the rest of the form, so that a better class is not taken for an easier item. */
  rest: number;
  medianMs?: number;
}

const EASY = 0.95;
const WEAK = 0.1;
const UNUSED = 0.02;
/** Both halves of a drift have to be unlikely by chance: p < 0.001 two-sided, so that of 1,000 steady items one is named. */
const DRIFT_Z = 3.29;
const LEAK = { rise: 0.15, faster: 0.6 };

/**
 * Flags of one item from its classical figures and its options' use; `chance` is the share guessing gets right, `of` how
 * many of the candidates have a rest of the form to be compared with. Correlation and options rest on these alone.
 */
export function itemFlags(
  figures: ItemFigures,
  use: readonly OptionUse[],
  key: readonly string[],
  chance: number,
  of: number = figures.given,
): Flag[] {
  const { given, right, discrimination } = figures;
  if (given < LEAST_FOR_FLAGS || right === undefined) return [];
  const found: Flag[] = [];
  if (right < chance - 2 * Math.sqrt((chance * (1 - chance)) / given)) found.push('too-hard');
  if (right > EASY) found.push('too-easy');
  if (of < LEAST_FOR_FLAGS) return found;
  const error = 1 / Math.sqrt(of);
  if (discrimination !== undefined && discrimination < 0) found.push('negative-discrimination');
  else if (discrimination !== undefined && discrimination < WEAK) found.push('weak-discrimination');
  const wrong = use.filter(({ option }) => !key.includes(option));
  if (wrong.some(({ upper, lower }) => upper - lower > 2 * error)) found.push('strong-distractor');
  if (wrong.some(({ share }) => share < UNUSED)) found.push('unused-option');
  return found;
}

/** How far the share right moved between two periods beyond what the candidates explain, and by how many errors. */
export interface PeriodChange {
  moved: number;
  /** In standard errors of the difference of two shares; 0 where the shares cannot differ. */
  z: number;
}

/**
 * The change of a share right between two periods beyond what the candidates explain: the two-sample test of proportions
 * with pooled variance, on a difference adjusted for the rest of the form as in the analysis of covariance (Fisher 1932).
 * `slope` is how much the share right of this item grows with that of the rest, among people of one period: an item
 * nearly everybody gets right grows little with a better class. Taken off whole, the class would be called drift.
 */
export function periodChange(before: Period, after: Period, slope = 1): PeriodChange {
  const moved = after.right / after.given - before.right / before.given - slope * (after.rest - before.rest);
  const pooled = (before.right + after.right) / (before.given + after.given);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / before.given + 1 / after.given));
  return { moved, z: error === 0 ? 0 : moved / error };
}

/**
 * Flags from two periods of one item: drift when the share right, less what the rest of the form says about the
 * candidates, moved by more than chance; leak when it rose far and the answers came much faster as well.
 */
export function periodFlags(before: Period, after: Period, slope = 1): Flag[] {
  if (before.given < LEAST_FOR_FLAGS || after.given < LEAST_FOR_FLAGS) return [];
  const { moved, z } = periodChange(before, after, slope);
  if (Math.abs(z) < DRIFT_Z) return [];
  const isFaster =
    before.medianMs !== undefined && after.medianMs !== undefined && after.medianMs < before.medianMs * LEAK.faster;
  return moved > LEAK.rise && isFaster ? ['leak', 'drift'] : ['drift'];
}
