/** Words and codes of a text, in lower case, without the signs of Markdown. */
export const wordsOf = (text: string): string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.'’-][\p{L}\p{N}]+)*/gu) ?? [];

/** How many words a shingle has that tells sentences apart in spite of changed details. */
const WORDS_A_SHINGLE = 3;

/** Every run of so many words of a text; a shorter text is one run (Broder 1997, w-shingling). */
export function shinglesOf(text: string, length = WORDS_A_SHINGLE): Set<string> {
  const words = wordsOf(text);
  const count = Math.max(1, words.length - length + 1);
  return new Set(Array.from({ length: count }, (_, at) => words.slice(at, at + length).join(' ')));
}

/** Jaccard index of two sets: what they share of what they have together, 0 to 1; nothing and nothing share nothing. */
export function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((element) => other.has(element)).length;
  const together = one.size + other.size - shared;
  return together === 0 ? 0 : shared / together;
}

/** How much two texts have in common, 0 to 1. */
export const sameWords = (one: string, other: string): number => jaccard(shinglesOf(one), shinglesOf(other));
