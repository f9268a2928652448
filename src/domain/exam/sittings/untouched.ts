import type { ItemState } from './sitting.ts';

/** An item nobody has done anything with. */
export const UNTOUCHED: ItemState = {
  answer: null,
  isFlagged: false,
  struck: [],
  note: '',
  highlights: [],
  spentMs: 0,
};
