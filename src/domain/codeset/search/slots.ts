import { plainParts } from '#domain/codeset/search/morphemes';
import { begunWords, nearWords, placeOf } from '#domain/codeset/search/near-words';
import type { SearchIndex } from '#domain/codeset/search/search-index';
import { FILLERS, stemOf } from '#domain/codeset/search/words';

/** One typed word: what it weighs, and every stem that may answer it with how surely (0–1). */
export interface Slot {
  weight: number;
  stems: Map<number, number>;
}

/** Words of a reading beyond this many are left out. */
export const MOST_SLOTS = 24;

/** How far other words than the one typed are believed, found by trial on the tuning part of the benchmark. */
const TRUST = {
  begun: 0.85,
  near: 0.95,
  kin: 1,
  /** Greek and Latin parts in plain words, tried for words that fewer units than this have. */
  plain: 0.25,
  rare: 40,
};
/** What a word weighs that nothing has: not every answer may fail on it, but it was said. */
const UNKNOWN = 4;
/** What a word weighs that only carries grammar. */
export const FILLER = 0.6;
/** Stems shorter than this are too common a beginning to look for kin among. */
const SHORTEST_KIN = 3;

/** How the words of a query are to be answered. The last word counts as still being typed. */
export function slotsOf(index: SearchIndex, words: readonly string[]): Slot[] {
  const some = words.slice(0, MOST_SLOTS);
  return some.map((word, at) => slotOf(index, word, at === some.length - 1));
}

function slotOf(index: SearchIndex, word: string, isLast: boolean): Slot {
  const stems = new Map<number, number>();
  const add = (stem: number, surety: number) => {
    if ((stems.get(stem) ?? 0) < surety) stems.set(stem, surety);
  };
  const known = knownStem(index, word);
  if (known !== undefined) add(known, 1);
  if (known === undefined ? word.length >= 2 : isLast && word.length >= 3 && !FILLERS.has(word))
    for (const begun of begunWords(index, word)) add(index.wordStems[begun.word] ?? 0, begun.surety * TRUST.begun);
  if (known === undefined && word.length >= 4)
    for (const near of nearWords(index, word)) add(index.wordStems[near.word] ?? 0, near.surety * TRUST.near);
  const isRare =
    known === undefined || (index.postingStarts[known + 1] ?? 0) - (index.postingStarts[known] ?? 0) < TRUST.rare;
  if (isRare && word.length >= 6)
    for (const part of plainParts(word)) {
      const stem = knownStem(index, part);
      if (stem !== undefined) add(stem, TRUST.plain);
    }
  for (const [stem, surety] of [...stems])
    if (surety >= 0.7)
      for (let at = index.kinStarts[stem] ?? 0; at < (index.kinStarts[stem + 1] ?? 0); at++)
        add(index.kin[at] ?? 0, surety * TRUST.kin * ((index.kinStrength[at] ?? 0) / 100));
  return { stems, weight: weightOf(index, word, stems, known) };
}

function weightOf(index: SearchIndex, word: string, stems: Map<number, number>, known: number | undefined): number {
  if (FILLERS.has(word)) return FILLER;
  if (known !== undefined) return index.rarity[known] ?? UNKNOWN;
  let weight = 0;
  let sureties = 0;
  for (const [stem, surety] of stems) {
    weight += (index.rarity[stem] ?? 0) * surety;
    sureties += surety;
  }
  return sureties > 0 ? weight / sureties : UNKNOWN;
}

/** The stem of a word, when the index has it or a kin form of it. */
function knownStem(index: SearchIndex, word: string): number | undefined {
  const exact = placeOf(index.words, word);
  if (exact >= 0) return index.wordStems[exact];
  const stem = stemOf(word);
  if (stem.length < SHORTEST_KIN) return undefined;
  // Kin forms begin alike: the neighbours in order are where they are.
  const from = placeOf(index.words, stem.slice(0, -1));
  for (let at = from < 0 ? ~from : from; at < index.words.length; at++) {
    const other = index.words[at] ?? '';
    if (!other.startsWith(stem.slice(0, -1))) break;
    if (stemOf(other) === stem) return index.wordStems[at];
  }
  return undefined;
}
