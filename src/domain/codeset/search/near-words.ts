import type { SearchIndex } from '#domain/codeset/search/search-index';
import { gramsOf, lettersOf } from '#domain/codeset/search/words';

/** A word of the index that may be meant, and how surely (0–1). */
export interface Meant {
  word: number;
  surety: number;
}

const MOST_BEGINNINGS = 40;
const MOST_NEAR = 8;

/** Place of a word, or the ones' complement of where it would stand. */
export function placeOf(words: readonly string[], word: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return words[low] === word ? low : ~low;
}

/** Words that begin with what was typed, the shorter the surer. */
export function begunWords({ words }: SearchIndex, typed: string): Meant[] {
  const at = placeOf(words, typed);
  const found: Meant[] = [];
  for (let place = at < 0 ? ~at : at; found.length < MOST_BEGINNINGS * 8; place++) {
    const word = words[place];
    if (!word?.startsWith(typed)) break;
    found.push({ word: place, surety: 0.55 + (0.4 * typed.length) / word.length });
  }
  return found.sort((one, other) => other.surety - one.surety).slice(0, MOST_BEGINNINGS);
}

let counts = new Uint8Array(0);

/**
 * Words one or two slips away (a letter wrong, missing, too many, two swapped), and words that share most of their
 * trigrams: kin by form, such as two drugs of a family. Surest first.
 */
export function nearWords(index: SearchIndex, typed: string): Meant[] {
  const { words, gramStarts, gramWords } = index;
  if (counts.length < words.length) counts = new Uint8Array(words.length);
  const grams = gramsOf(typed);
  const letters = lettersOf(typed);
  const touched: number[] = [];
  const least = Math.max(2, Math.floor(grams.size * 0.3));
  for (const gram of grams)
    for (let at = gramStarts[gram] ?? 0; at < (gramStarts[gram + 1] ?? 0); at++) {
      const word = gramWords[at] ?? 0;
      const count = (counts[word] ?? 0) + 1;
      counts[word] = count;
      if (count === least) touched.push(word);
    }
  for (let at = gramStarts[letters] ?? 0; at < (gramStarts[letters + 1] ?? 0); at++)
    if ((counts[gramWords[at] ?? 0] ?? 0) < least) touched.push(gramWords[at] ?? 0);
  const near = touched.map((word) => {
    const text = words[word] ?? '';
    const alike = (2 * (counts[word] ?? 0)) / (grams.size + text.length);
    return { word, surety: suretyOf(typed, text, alike) };
  });
  counts.fill(0);
  return near
    .filter(({ surety }) => surety > 0)
    .sort((one, other) => other.surety - one.surety)
    .slice(0, MOST_NEAR);
}

function suretyOf(typed: string, word: string, alike: number): number {
  const isSwapped = typed.length === word.length && typed.length >= 5 && lettersOf(typed) === lettersOf(word);
  const most = isSwapped || typed.length >= 8 ? 2 : 1;
  const slips = isSwapped || alike >= 0.3 ? slipsBetween(typed, word, most) : TOO_MANY;
  if (slips === 1) return 0.9;
  if (slips === 2) return 0.7;
  return alike >= 0.45 && typed.length >= 6 ? alike * 0.7 : 0;
}

const TOO_MANY = 9;

/** Slips between two words, or `TOO_MANY` where there are more than `most`. */
function slipsBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return TOO_MANY;
  let older: number[] = [];
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const now = [row];
    let least = row;
    for (let column = 1; column <= other.length; column++) {
      const differs = one[row - 1] === other[column - 1] ? 0 : 1;
      let slips = Math.min((before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1, (before[column - 1] ?? 0) + differs);
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && isSwapped) slips = Math.min(slips, (older[column - 2] ?? 0) + 1);
      now.push(slips);
      least = Math.min(least, slips);
    }
    if (least > most) return TOO_MANY;
    older = before;
    before = now;
  }
  const slips = before[other.length] ?? TOO_MANY;
  return slips <= most ? slips : TOO_MANY;
}
