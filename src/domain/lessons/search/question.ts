import { type Clause, type Engine, porterStem } from './engine.ts';
import { foldWord, isExact, isFiller, plainForm, slipsFor, wordsIn } from './words.ts';

/** Longer questions are cut: nobody reads them, and every word costs. */
const LONGEST_QUESTION = 200;
const MOST_WORDS = 12;
/** Words that a beginning may become. Two letters are the beginning of hundreds, and nobody means them yet. */
const mostBegun = (start: string): number => (start.length < 3 ? 4 : start.length < 4 ? 12 : 24);
const MOST_NEAR = 6;
/** A word with fewer places than these may be a slip, of one that has many more times as many. */
const FEW_PLACES = 5;
const MANY_MORE = 4;
/** A code is found by its first characters, fewer name a chapter at most; words as short have no stem and are no slip of others. */
const SHORTEST = 3;

/** What may be a code in its folded form, whole or begun. */
const CODE = /^[a-z]?\d[\da-z]+$/;

/** One word of a question and the terms of the index that may be meant, each with how surely (0–1). */
export interface AskedWord {
  form: string;
  /** How much finding it counts: grammar hardly does. */
  counts: number;
  meant: Map<string, number>;
  /** What an abbreviation stands for: terms that together answer the word as well. */
  spelledOut: string[];
}

const terms = new Map<string, string>();
const MOST_KEPT = 20_000;

/** The term under which a word stands in the index. Short ones are abbreviations: `NOS` is not `no`. */
export function termOf(form: string): string {
  const known = terms.get(form);
  if (known !== undefined) return known;
  const plain = plainForm(form);
  const term = isExact(form) || form.length <= SHORTEST ? plain : porterStem(plain);
  if (terms.size < MOST_KEPT) terms.set(form, term);
  return term;
}

/**
 * Reads what was typed. Each word is looked for as it is, then as a beginning, and where the index has neither, with
 * slips. Never throws, whatever is typed.
 */
export function readQuestion(engine: Engine, typed: string, abbreviations: ReadonlyMap<string, string>): AskedWord[] {
  const words = wordsIn(typed.slice(0, LONGEST_QUESTION)).slice(0, MOST_WORDS);
  const forms = [...new Set(words.map(({ form }) => form))];
  const unfinished = /\s$/.test(typed) ? undefined : forms.at(-1);
  return forms.map((form) => {
    const spelledOut = wordsIn(abbreviations.get(form) ?? '').map((word) => termOf(word.form));
    const meant = meantBy(engine, form, form === unfinished);
    const places = [...(meant.has(termOf(form)) ? [termOf(form)] : meant.keys()), ...spelledOut].reduce(
      (sum, term) => sum + engine.places(term),
      0,
    );
    if (places < FEW_PLACES) addSlips(engine, form, meant, places * MANY_MORE);
    return { form, counts: countsOf(form), meant, spelledOut };
  });
}

/** Grammar hardly counts, and a bare number less than the word it stands beside. */
const countsOf = (form: string): number => (isFiller(form) ? 0.1 : /^\p{N}{1,2}$/u.test(form) ? 0.5 : 1);

/** Terms that are the word, that it may become when typed on, and the codes above it. */
function meantBy(engine: Engine, form: string, isUnfinished: boolean): Map<string, number> {
  const meant = new Map<string, number>();
  const add = (term: string, surety: number) => meant.set(term, Math.max(surety, meant.get(term) ?? 0));
  const term = termOf(form);
  if (engine.has(term)) add(term, 1);
  if (isUnfinished || isExact(form) || meant.size === 0)
    for (const start of new Set([term, plainForm(form)]))
      for (const begun of engine.begun(start, mostBegun(start)))
        if (begun !== term) add(begun, begunSurety(start, begun));
  if (CODE.test(form))
    for (let length = form.length - 1; length >= SHORTEST; length--) {
      const above = form.slice(0, length);
      if (engine.has(above)) add(above, 0.5 + (0.35 * length) / form.length);
    }
  return meant;
}

/** The more of a term was typed, the surer it is meant. Of codes every one below is meant: `E11` asks for E11.65 too. */
const begunSurety = (start: string, term: string): number =>
  (isExact(start) ? 0.4 : start.length < 3 ? 0.1 : 0.2) + (0.4 * start.length) / term.length;

/** Endings as slips leave them: `upcodng`, `codign`. */
const ENDING = /(?:i?ng|ign|ni?g|e?d|de|e?s|se)$/;

function addSlips(engine: Engine, form: string, meant: Map<string, number>, least: number): void {
  const tried = new Set([termOf(form), form, termOf(form.replace(ENDING, ''))]);
  for (let slips = 0; slips <= slipsFor(form); slips++) {
    const near = [...tried].flatMap((start) =>
      engine
        .near(start, slips)
        .filter((other) => !isExact(other) && other.length > SHORTEST && meant.get(other) !== 1)
        .map((other): [string, number] => [other, likeness(start, other)]),
    );
    const likely = near.filter(([other]) => engine.places(other) >= least).sort(([, one], [, two]) => two - one);
    for (const [other, alike] of likely.slice(0, MOST_NEAR)) meant.set(other, (slips < 2 ? 0.7 : 0.45) + 0.1 * alike);
    if (likely.length > 0) return;
  }
  if (meant.size === 0) addJoined(engine, form, meant);
}

/** How much of two words is the same at their beginning and end, 0–1. Slips mostly fall into the middle. */
function likeness(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  let begin = 0;
  while (begin < shorter && one[begin] === other[begin]) begin++;
  let end = 0;
  while (end < shorter - begin && one.at(-1 - end) === other.at(-1 - end)) end++;
  return (begin + end) / Math.max(one.length, other.length);
}

/** Two words written as one, or words whose space is missing: `followup`, `heartfailure`. */
function addJoined(engine: Engine, form: string, meant: Map<string, number>): void {
  for (let at = 3; at <= form.length - 2; at++) {
    const halves = [form.slice(0, at), form.slice(at)].map((half) => termOf(foldWord(half)));
    if (halves.every((half) => engine.has(half))) {
      for (const half of halves) meant.set(half, 0.6);
      return;
    }
  }
}

/** What to ask the index for. A term that answers several words weighs as much as the surest of them. */
export function clausesOf(words: readonly AskedWord[]): Clause[] {
  const weights = new Map<string, number>();
  const add = (term: string, weight: number) => weights.set(term, Math.max(weight, weights.get(term) ?? 0));
  for (const { counts, meant, spelledOut } of words) {
    for (const [term, surety] of meant) add(term, surety * counts);
    for (const term of spelledOut) add(term, 0.6 * counts);
  }
  return [...weights].map(([term, weight]) => ({ term, weight }));
}

/** How much of what was asked a place with these terms answers, 0–1. */
export function shareAnswered(words: readonly AskedWord[], terms: ReadonlySet<string>): number {
  let asked = 0;
  let answered = 0;
  for (const { counts, meant, spelledOut } of words) {
    asked += counts;
    let best = 0;
    for (const term of terms) best = Math.max(best, meant.get(term) ?? 0);
    const spelled = spelledOut.filter((term) => terms.has(term)).length;
    if (spelledOut.length > 0 && spelled === spelledOut.length) best = Math.max(best, 0.9);
    answered += counts * best;
  }
  return asked === 0 ? 0 : answered / asked;
}
