import { wordsIn } from './words.ts';

/** A text and the stretches of it that were asked for, in their order, none over another. */
export interface MarkedText {
  text: string;
  marks: [start: number, end: number][];
}

const LONGEST_PASSAGE = 190;
/** How far before the first mark a passage may begin to begin with a sentence. */
const LEAD = 90;

/** Marks every word of `text` whose term is in `terms`. */
export function markWords(
  text: string,
  terms: ReadonlyMap<string, unknown>,
  termOf: (form: string) => string,
): MarkedText {
  const marks = wordsIn(text)
    .filter(({ form }) => terms.has(termOf(form)))
    .map(({ start, end }): [number, number] => [start, end]);
  return { text, marks };
}

/**
 * The stretch of a text that has most of what was asked, at most about 190 characters, cut between words and with `…` where
 * something is left out. The beginning of the text when it has nothing of it.
 * @param weights terms asked for, and how much each counts
 */
export function passageOf(
  text: string,
  weights: ReadonlyMap<string, number>,
  termOf: (form: string) => string,
): MarkedText {
  const words = wordsIn(text).map(({ form, start, end }) => ({ term: termOf(form), start, end }));
  const hits = words.filter(({ term }) => weights.has(term));
  const first = bestStart(hits, weights);
  const start = first === undefined ? 0 : beginningBefore(text, first);
  const end = endAfter(text, start + LONGEST_PASSAGE);
  const before = start > 0 ? '… ' : '';
  const shift = before.length - start;
  return {
    text: `${before}${text.slice(start, end)}${end < text.length ? ' …' : ''}`,
    marks: hits
      .filter((hit) => hit.start >= start && hit.end <= end)
      .map((hit) => [hit.start + shift, hit.end + shift]),
  };
}

interface Hit {
  term: string;
  start: number;
  end: number;
}

/** Where the stretch begins that has the most of what was asked: each term counts once, again a little. */
function bestStart(hits: readonly Hit[], weights: ReadonlyMap<string, number>): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (const [at, { start }] of hits.entries()) {
    const seen = new Set<string>();
    let sum = 0;
    for (let next = at; (hits[next]?.end ?? Number.POSITIVE_INFINITY) <= start + LONGEST_PASSAGE - LEAD; next++) {
      const term = hits[next]?.term ?? '';
      sum += (weights.get(term) ?? 0) * (seen.has(term) ? 0.1 : 1);
      seen.add(term);
    }
    if (sum > most) [most, best] = [sum, start];
  }
  return best;
}

/** The beginning of the sentence, or else of a word not far before. */
function beginningBefore(text: string, first: number): number {
  if (first < LEAD) return 0;
  const lead = text.slice(first - LEAD, first);
  const sentence = [...lead.matchAll(/[.:?] (?=[\p{Lu}\p{N}“])/gu)].at(-1);
  if (sentence) return first - LEAD + sentence.index + 2;
  const space = lead.indexOf(' ', LEAD / 2);
  return space < 0 ? first : first - LEAD + space + 1;
}

function endAfter(text: string, end: number): number {
  if (end >= text.length) return text.length;
  const space = text.lastIndexOf(' ', end);
  return space > end - 40 ? space : end;
}
