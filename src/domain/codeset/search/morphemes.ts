import { BEGINNINGS, ENDINGS } from '#domain/codeset/search/combining-forms';

const LONGEST = 11;

/** Plain words for the Greek and Latin parts of a word: `nephrolithiasis` gives `kidney` and `calculus`. */
export function plainParts(word: string): string[] {
  const found: string[] = [];
  let rest = word;
  for (let ending = Math.min(LONGEST, word.length - 3); ending >= 3; ending--) {
    const plain = ENDINGS.get(word.slice(-ending));
    if (!plain) continue;
    found.push(...plain.flatMap((words) => words.split(' ')));
    rest = word.slice(0, -ending);
    break;
  }
  for (let from = 0; from < rest.length - 2; ) {
    const length = beginningAt(rest, from);
    if (length === 0) break;
    found.push(...(BEGINNINGS.get(rest.slice(from, from + length)) ?? []).flatMap((words) => words.split(' ')));
    from += length;
    if ('oiae'.includes(rest[from] ?? ' ')) from++;
  }
  return found;
}

/** Length of the longest combining form at a place; short ones only before their vowel. */
function beginningAt(word: string, from: number): number {
  for (let length = Math.min(LONGEST, word.length - from); length >= 3; length--) {
    const next = word[from + length];
    const isWhole = length > 3 || next === undefined || 'oiae'.includes(next);
    if (isWhole && BEGINNINGS.has(word.slice(from, from + length))) return length;
  }
  return 0;
}
