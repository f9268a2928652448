import { ABBREVIATIONS, INDEX_DEFAULTS, OTHER_WORDS, SERVICE_WORDS } from '#domain/codeset/abbreviations';
import { type CodeSystem, canonicalText, formatCode } from '#domain/codeset/code';
import { withPlaceholder } from '#domain/codeset/lookalikes';
import { indexWords, nearWords, prefixSpan, type WordIndex, wordsOf } from '#domain/codeset/word-index';

/** One code of a release as the index needs it, in the official order. */
export interface IndexedCode {
  code: string;
  title: string;
  billable: boolean;
  parent?: string;
}

/** What a person picks from. `code` is formatted; `path` holds the headers above it, category first. */
export interface Suggestion {
  system: CodeSystem;
  code: string;
  title: string;
  billable: boolean;
  path: string[];
  hint?: string;
}

/** A release in memory, made once: about 30 MB for the 98,186 rows of a whole ICD-10-CM year. */
export interface TypeAhead {
  system: CodeSystem;
  rows: readonly IndexedCode[];
  index: WordIndex;
  /** Codes in code-unit order and the row of each. */
  codes: readonly string[];
  rowOfCode: ReadonlyMap<string, number>;
  /** Working memory of one search: matched words and points per row. Searches are synchronous, so one will do. */
  matched: Uint8Array;
  points: Uint16Array;
}

export const SUGGESTIONS = 12;
const MAX_WORDS = 8;

/** Builds the index of one release at one go. */
export function buildTypeAhead(system: CodeSystem, rows: readonly IndexedCode[]): TypeAhead {
  const steps = typeAheadInSteps(system, rows);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Builds the index of one release and yields now and then: a whole release takes half a second of work. */
export function* typeAheadInSteps(system: CodeSystem, rows: readonly IndexedCode[]): Generator<undefined, TypeAhead> {
  const index = yield* indexWords(rows.map((row) => row.title));
  const codes = rows.map((row) => row.code).sort();
  yield;
  return {
    system,
    rows,
    index,
    codes,
    rowOfCode: new Map(rows.map((row, at) => [row.code, at])),
    matched: new Uint8Array(rows.length),
    points: new Uint16Array(rows.length),
  };
}

/**
 * Up to twelve codes for what a person typed so far: a code or its beginning, with or without point; or words in any
 * order, each a beginning of a word of the title, abbreviations understood, one slip of the keys forgiven. Codes come
 * before words; a billable code before a header, a short title before a long one. When no title has all the words, the
 * words titles use instead of some are tried. Never throws; answers [] for nothing.
 */
export function suggest(typeAhead: TypeAhead, typed: string): Suggestion[] {
  const byCode = rowsByCode(typeAhead, typed);
  const words = wantedWords(typeAhead.system, typed);
  const found = new Set([...byCode, ...indexDefault(typeAhead, words)]);
  if (byCode.length < SUGGESTIONS) for (const at of rowsByWords(typeAhead, words)) found.add(at);
  if (found.size === 0) for (const at of rowsByOtherWords(typeAhead, words)) found.add(at);
  const suggestions = [...found].slice(0, SUGGESTIONS).map((at) => toSuggestion(typeAhead, at));
  return suggestions.length > 0 ? suggestions : placeholderForm(typeAhead, typed);
}

function rowsByCode({ codes, rowOfCode }: TypeAhead, typed: string): number[] {
  const prefix = canonicalText(typed);
  if (prefix === '' || !/^[0-9A-Z]+$/.test(prefix)) return [];
  const [first, end] = prefixSpan(codes, prefix);
  const rows = codes.slice(first, Math.min(end, first + SUGGESTIONS)).map((code) => rowOfCode.get(code) ?? 0);
  return rows;
}

/** `W03A` finds nothing; the code it stands for is offered. */
function placeholderForm(typeAhead: TypeAhead, typed: string): Suggestion[] {
  const padded = typeAhead.system === 'icd10cm' ? withPlaceholder(canonicalText(typed)) : undefined;
  const at = padded === undefined ? undefined : typeAhead.rowOfCode.get(padded);
  return at === undefined ? [] : [{ ...toSuggestion(typeAhead, at), hint: 'written with the placeholder X' }];
}

function toSuggestion({ system, rows, rowOfCode }: TypeAhead, at: number): Suggestion {
  const { code = '', title = '', billable = false, parent } = rows[at] ?? {};
  const path: string[] = [];
  for (let above = parent; above !== undefined; ) {
    const header: IndexedCode | undefined = rows[rowOfCode.get(above) ?? -1];
    if (header) path.unshift(`${formatCode({ system, code: header.code })} ${header.title}`);
    above = header?.parent;
  }
  const hint = billable ? {} : { hint: 'header: choose a code below it' };
  return { system, code: formatCode({ system, code }), title, billable, path, ...hint };
}

/** The words to look for: typed words with abbreviations spelled out, at most eight. */
function wantedWords(system: CodeSystem, typed: string): string[] {
  const isService = system !== 'icd10cm' && system !== 'icd10pcs';
  const spelledOut = (piece: string) =>
    (isService ? SERVICE_WORDS.get(piece) : undefined) ?? ABBREVIATIONS.get(piece) ?? piece;
  const pieces = typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,;]+/u)
    .filter(Boolean);
  const spelled = pieces.flatMap((piece) => wordsOf(spelledOut(piece)));
  return [...new Set(spelled)].slice(0, MAX_WORDS);
}

const DEFAULT_OF_WORDS = new Map([...INDEX_DEFAULTS].map(([words, code]) => [words.split(' ').sort().join(' '), code]));

function indexDefault({ system, rowOfCode }: TypeAhead, words: string[]): number[] {
  const code = system === 'icd10cm' ? DEFAULT_OF_WORDS.get([...words].sort().join(' ')) : undefined;
  const at = code === undefined ? undefined : rowOfCode.get(code);
  return at === undefined ? [] : [at];
}

function rowsByWords(typeAhead: TypeAhead, words: string[]): number[] {
  if (words.length === 0 || (words.length === 1 && (words[0]?.length ?? 0) < 2)) return [];
  typeAhead.matched.fill(0);
  typeAhead.points.fill(0);
  for (const [at, word] of words.entries()) matchWord(typeAhead, word, at);
  return best(typeAhead, words.length);
}

/** Nothing has all the words: one after the other gives way to the word that titles use, all at once if need be. */
function rowsByOtherWords(typeAhead: TypeAhead, words: string[]): number[] {
  const instead = (word: string) => wordsOf(OTHER_WORDS.get(word) ?? word);
  const swapped = words.filter((word) => OTHER_WORDS.has(word));
  const attempts = [
    ...swapped.map((one) => words.flatMap((word) => (word === one ? instead(word) : [word]))),
    words.flatMap(instead),
  ];
  if (swapped.length === 0) return [];
  for (const attempt of attempts) {
    const found = rowsByWords(typeAhead, attempt);
    if (found.length > 0) return found;
  }
  return [];
}

const EXACT_WORD = 12;
const WORD_BEGINS = 6;
const NEARLY = 2;
const TITLE_BEGINS = 3;

/** Marks every row that has the word and all words before it, with points for how well it fits. */
function matchWord({ index, matched, points }: TypeAhead, word: string, before: number): void {
  const [first, end] = prefixSpan(index.words, word);
  const found = Array.from({ length: end - first }, (_, step) => first + step);
  const isNear = found.length === 0 && word.length >= 4;
  for (const at of isNear ? nearWords(index.words, word) : found) {
    const worth = isNear ? NEARLY : index.words[at] === word ? EXACT_WORD : WORD_BEGINS;
    const stop = index.starts[at + 1] ?? 0;
    for (let place = index.starts[at] ?? 0; place < stop; place++) {
      const row = index.postings[place] ?? 0;
      const has = matched[row] ?? 0;
      if (has < before || has > before + 1) continue;
      // The best word of a row counts; words come in order, so the exact one is first.
      const opening = index.firsts[row] === at ? TITLE_BEGINS : 0;
      if (has === before) points[row] = (points[row] ?? 0) + worth + opening;
      matched[row] = before + 1;
    }
  }
}

/** Later 7th characters (subsequent, sequela) are the rarer choice: they come after the initial encounter. */
const isLaterEncounter = (system: CodeSystem, code: string) => system === 'icd10cm' && /^.{6}[^A1]$/.test(code);

/** Rows with all words, best first: points, then billable, then a short title, then the official order. */
function best({ system, rows, index, matched, points }: TypeAhead, words: number): number[] {
  const top: { at: number; rank: number }[] = [];
  for (let at = 0; at < rows.length; at++) {
    if (matched[at] !== words) continue;
    const { code = '', billable = false } = rows[at] ?? {};
    const standing = (billable ? 6 : 0) - (isLaterEncounter(system, code) ? 12 : 0);
    const rank = (points[at] ?? 0) * 4 - (index.lengths[at] ?? 0) * 2 + standing;
    if (top.length === SUGGESTIONS && rank <= (top.at(-1)?.rank ?? 0)) continue;
    const place = top.findIndex((other) => other.rank < rank);
    top.splice(place < 0 ? top.length : place, 0, { at, rank });
    if (top.length > SUGGESTIONS) top.pop();
  }
  return top.map(({ at }) => at);
}
