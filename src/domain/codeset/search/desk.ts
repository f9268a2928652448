import type { SearchIndex } from '#domain/codeset/search/search-index';
import { MOST_SLOTS } from '#domain/codeset/search/slots';

/** Working memory of one search over an index. Searches are synchronous, so one will do. */
export interface Desk {
  points: Float32Array;
  inSlot: Float32Array;
  touched: Uint32Array;
  met: Uint32Array;
  /** Of each stem the slot it answers (or −1) and how surely. */
  slotOfStem: Int16Array;
  suretyOfStem: Float32Array;
  around: Float32Array;
  own: Float32Array;
}
const desks = new WeakMap<SearchIndex, Desk>();

/** The desk of an index, made at its first search. */
export function deskOf(index: SearchIndex): Desk {
  const known = desks.get(index);
  if (known) return known;
  const units = index.unitRows.length;
  const desk = {
    points: new Float32Array(units),
    inSlot: new Float32Array(units),
    touched: new Uint32Array(units),
    met: new Uint32Array(units),
    slotOfStem: new Int16Array(index.rarity.length).fill(-1),
    suretyOfStem: new Float32Array(index.rarity.length),
    around: new Float32Array(MOST_SLOTS),
    own: new Float32Array(MOST_SLOTS),
  };
  desks.set(index, desk);
  return desk;
}
