/** Words of many short texts, sorted, with the texts each stands in: prefix look-up without a database. */
export interface WordIndex {
  /** Distinct words in code-unit order. */
  words: readonly string[];
  /** Texts of word w: `postings[starts[w]] … postings[starts[w + 1] - 1]`, ascending. */
  starts: Uint32Array;
  postings: Uint32Array;
  /** How many words each text has, up to 255. */
  lengths: Uint8Array;
  /** The first word of each text. */
  firsts: Uint32Array;
}

/** Lower-case words of a text: runs of letters and digits, accents folded. `St. John's` gives `st john s`. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? [];

/** Texts between two pauses: some ten milliseconds. */
const TEXTS_PER_STEP = 2_000;

/** Builds the index in two passes over plain arrays. Yields now and then, so that a server can do other things between. */
export function* indexWords(texts: readonly string[]): Generator<undefined, WordIndex> {
  const numbers = new Map<string, number>();
  const lengths = new Uint8Array(texts.length);
  const perText: Uint32Array[] = [];
  for (const [at, text] of texts.entries()) {
    const words = wordsOf(text);
    lengths[at] = Math.min(words.length, 255);
    perText.push(Uint32Array.from(new Set(words.map((word) => numberOf(numbers, word)))));
    if (at % TEXTS_PER_STEP === 0) yield;
  }
  const words = [...numbers.keys()].sort();
  const rank = new Uint32Array(words.length);
  for (const [at, word] of words.entries()) rank[numbers.get(word) ?? 0] = at;
  const firsts = Uint32Array.from(perText, (text) => rank[text[0] ?? 0] ?? 0);
  yield;
  return { words, lengths, firsts, ...invert(perText, rank) };
}

function numberOf(numbers: Map<string, number>, word: string): number {
  const known = numbers.get(word);
  if (known !== undefined) return known;
  numbers.set(word, numbers.size);
  return numbers.size - 1;
}

/** Counting sort of (word, text) pairs by word; texts come out ascending. */
function invert(perText: readonly Uint32Array[], rank: Uint32Array): Pick<WordIndex, 'starts' | 'postings'> {
  const starts = new Uint32Array(rank.length + 1);
  for (const words of perText) for (const word of words) bump(starts, (rank[word] ?? 0) + 1);
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const next = starts.slice();
  const postings = new Uint32Array(starts.at(-1) ?? 0);
  for (const [text, words] of perText.entries()) for (const word of words) postings[bump(next, rank[word] ?? 0)] = text;
  return { starts, postings };
}

/** Adds one and answers what was there before. */
function bump(counts: Uint32Array, at: number): number {
  const before = counts[at] ?? 0;
  counts[at] = before + 1;
  return before;
}

/** First and one past the last of the sorted `texts` that begin with `prefix`. */
export function prefixSpan(texts: readonly string[], prefix: string): [first: number, end: number] {
  const first = lowerBound(texts, prefix);
  return [first, lowerBound(texts, `${prefix}\uffff`, first)];
}

function lowerBound(texts: readonly string[], text: string, from = 0): number {
  let low = from;
  let high = texts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((texts[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Words one slip away from `typed` (a letter wrong, missing, too many, or two swapped), or that begin so. */
export function nearWords(words: readonly string[], typed: string): number[] {
  const [first, end] = prefixSpan(words, typed.slice(0, 1));
  const near: number[] = [];
  for (let at = first; at < end; at++) {
    const word = words[at] ?? '';
    if (isOneSlip(typed, word) || (word.length > typed.length && isOneSlip(typed, word.slice(0, typed.length))))
      near.push(at);
  }
  return near;
}

function isOneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const rest = (text: string, skip: number) => text.slice(start + skip);
  if (rest(one, 1) === rest(other, 1) || rest(one, 0) === rest(other, 1) || rest(one, 1) === rest(other, 0))
    return true;
  return one[start] === other[start + 1] && one[start + 1] === other[start] && rest(one, 2) === rest(other, 2);
}
