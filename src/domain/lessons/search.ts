import { type PageKind, pageOf, type SearchDocument, type SentDocument, textsAddress } from './search/document.ts';
import { type Engine, FIELDS, type Field, openEngine } from './search/engine.ts';
import { type PackedPostings, packPostings } from './search/packed-postings.ts';
import { type MarkedText, markWords, passageOf } from './search/passage.ts';
import { type AskedWord, clausesOf, readQuestion, shareAnswered, termOf } from './search/question.ts';
import { foldWord, isFiller, wordsIn } from './search/words.ts';

/** The search of the whole site as it is sent: made with the build, plain JSON. */
export interface PackedSearch {
  documents: SentDocument[];
  postings: PackedPostings;
  /** Abbreviations in their folded form, and what they stand for. */
  abbreviations: Record<string, string>;
}

/** A search that is open and answers. */
export interface SiteSearch {
  documents: readonly SentDocument[];
  engine: Engine;
  abbreviations: ReadonlyMap<string, string>;
}

/** A place that answers a question, before its text is at hand. */
export interface Place extends SentDocument {
  /** Terms of the place that were asked for, each with how much it counts. */
  terms: ReadonlyMap<string, number>;
}

export interface Answer {
  /** The best first. */
  places: Place[];
  /** How many places answer, listed or not. */
  count: number;
  /** Words that nothing in the index is like. */
  unknown: string[];
}

/** A place as people read it. */
export interface Shown {
  /** What the place is called: the heading of a section, else the title of the page. */
  title: MarkedText;
  /** The page a section is of. */
  page?: string;
  passage: MarkedText;
}

/** Places of one lesson, or of one part of the code book, that are listed: this share of the list at most. */
const SHARE_OF_A_PAGE = 0.25;
/** How much a place counts for what it is: what explains goes before what asks, and what is seldom meant last. */
const KIND_COUNTS: Record<PageKind, number> = { lesson: 1.3, glossary: 1.2, code: 1, question: 0.7 };
/** A place that answers less of the question than this share of what the best one does is not listed. */
const LEAST_SHARE = 0.6;
/** A place that is called just what was asked counts so many times. */
const NAMED_SO = 5;

/**
 * Makes the search of documents.
 * @param abbreviations as people write them, each with the words it stands for
 */
export function buildSearch(
  documents: readonly SearchDocument[],
  abbreviations: Iterable<readonly [string, string]>,
): PackedSearch {
  return {
    documents: documents.map(sentOf),
    postings: packPostings(documents.map(termsOfDocument), Object.keys(FIELDS)),
    abbreviations: Object.fromEntries(
      [...abbreviations].filter(([, words]) => words !== '').map(([short, words]) => [foldWord(short), words]),
    ),
  };
}

function sentOf({ names, hidden, text, ...sent }: SearchDocument): SentDocument {
  return textsAddress(sent) === undefined ? { ...sent, text } : sent;
}

const termsIn = (text: string): string[] => wordsIn(text).map(({ form }) => termOf(form));

function termsOfDocument({ title, heading, names = [], text, hidden = '' }: SearchDocument): Record<Field, string[]> {
  const shown = wordsIn(text).filter(({ form }) => !isFiller(form));
  return {
    title: heading === undefined ? termsIn(title) : [],
    heading: termsIn(heading ?? ''),
    names: names.flatMap(termsIn),
    page: heading === undefined ? [] : termsIn(title),
    text: [...shown.map(({ form }) => termOf(form)), ...termsIn(hidden)],
  };
}

/** Opens a search as it was sent. It takes a while: once for all questions. */
export const openSearch = ({ documents, postings, abbreviations }: PackedSearch): SiteSearch => ({
  documents,
  engine: openEngine(postings),
  abbreviations: new Map(Object.entries(abbreviations)),
});

/**
 * The places that answer what was typed best, at most `most`, the best first; of one kind alone if one is named. Never
 * throws; nothing typed finds nothing.
 */
export function findPlaces(search: SiteSearch, typed: string, most: number, kind?: PageKind): Answer {
  const words = readQuestion(search.engine, typed, search.abbreviations);
  const all = rank(search, words);
  const ranked = kind ? all.filter(({ document }) => search.documents[document]?.kind === kind) : all;
  const places = spread(search, ranked, most).map(({ document, terms }) => ({
    ...(search.documents[document] as SentDocument),
    terms: weightsOf(words, terms),
  }));
  const unknown = words.filter(({ meant, spelledOut }) => meant.size + spelledOut.length === 0);
  return { places, count: ranked.length, unknown: unknown.map(({ form }) => form) };
}

interface Ranked {
  document: number;
  terms: ReadonlySet<string>;
  share: number;
  score: number;
}

/** A place with all that was asked goes before one that has a part of it often. */
function rank({ engine, documents }: SiteSearch, words: readonly AskedWord[]): Ranked[] {
  const ranked = engine.ask(clausesOf(words)).map(({ document, terms: matched, score }): Ranked => {
    const terms = new Set(matched);
    const share = shareAnswered(words, terms);
    const { kind = 'code', counts = 1 } = documents[document] ?? {};
    return { document, terms, share, score: score * share ** 2 * KIND_COUNTS[kind] * counts };
  });
  const best = ranked.reduce((most, { share }) => Math.max(most, share), 0);
  const enough = ranked.filter(({ share }) => share >= best * LEAST_SHARE).sort(byScore);
  const asked = words.map(({ form }) => termOf(form)).join(' ');
  const longest = asked.length * 2 + 4;
  for (const one of enough) {
    const { heading, title = '' } = documents[one.document] ?? {};
    const name = heading ?? title;
    if (name.length <= longest && termsIn(name).join(' ') === asked) one.score *= NAMED_SO;
  }
  return enough.sort(byScore);
}

const byScore = (one: Ranked, other: Ranked): number => other.score - one.score || one.document - other.document;

function spread({ documents }: SiteSearch, ranked: readonly Ranked[], most: number): Ranked[] {
  const counts = new Map<string, number>();
  const listed: Ranked[] = [];
  for (const one of ranked) {
    if (listed.length >= most) break;
    const { kind, address = '', within = '' } = documents[one.document] ?? {};
    const page = kind === 'code' ? within : kind === 'glossary' ? address : `${kind} ${pageOf(address)}`;
    const count = counts.get(page) ?? 0;
    if (count >= most * SHARE_OF_A_PAGE) continue;
    counts.set(page, count + 1);
    listed.push(one);
  }
  return listed;
}

function weightsOf(words: readonly AskedWord[], terms: ReadonlySet<string>): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { counts, meant, spelledOut } of words) {
    for (const term of terms) if (meant.has(term)) weights.set(term, counts * (meant.get(term) ?? 0));
    for (const term of spelledOut) if (terms.has(term)) weights.set(term, Math.max(0.6, weights.get(term) ?? 0));
  }
  return weights;
}

/** A place as it is shown: its names and the passage of `text` that answers, with what was asked marked in both. */
export function showPlace({ title, heading, terms }: Place, text: string): Shown {
  return {
    title: markWords(heading ?? title, terms, termOf),
    ...(heading !== undefined && { page: title }),
    passage: passageOf(text, terms, termOf),
  };
}
