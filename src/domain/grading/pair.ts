import type { KeyStatus } from '#domain/chart/answer-key';
import type { SheetList } from '#domain/chart/coding-sheet';
import type { WeightClass } from './policy.ts';

/** What can differ between a row and its key entry although the code agrees, apart from its place in the sequence. */
export type Attribute = 'poa' | 'date' | 'modifiers' | 'units' | 'pointers';

/** A row of the sheet and the key entry it was matched with. */
export interface Pair {
  list: SheetList;
  /** Index into the sheet's list. */
  entry: number;
  /** Index into the key's list. */
  expected: number;
  match: 'exact' | 'alternate' | 'near-miss';
  /** The code's own credit in thousandths: 1000 for the key's code, an alternate's credit, 0 for a near miss. */
  credit: number;
  status: KeyStatus;
  weight: WeightClass;
  /** Whether each attribute the key speaks about agrees. A near miss has none. */
  attributes: Partial<Record<Attribute, boolean>>;
}

export const codeAgrees = (pair: Pair): boolean => pair.match !== 'near-miss';

/** A pair that the tally and the scores count: its key entry is required and its code agrees. */
export const isCorrect = (pair: Pair): boolean => pair.status === 'required' && codeAgrees(pair);

/** False when an attribute of the row itself differs; its place in the sequence is not asked here. */
export function attributesAgree(pair: Pair): boolean {
  const { poa, date, modifiers, units, pointers } = pair.attributes;
  return poa !== false && date !== false && modifiers !== false && units !== false && pointers !== false;
}
