import lunr, { type Index, type Serialised } from 'lunr';
import { type FieldTerms, type PackedPostings, unpackPostings } from './packed-postings.ts';

/** The fields of a document and how much a word in them weighs. */
export const FIELDS = { title: 12, heading: 7, names: 8, page: 2, text: 1 } as const;
export type Field = keyof typeof FIELDS;

/** A term of the index that is asked for, and how much it weighs. */
export interface Clause {
  term: string;
  weight: number;
}

/** A document that has at least one term of a question. */
export interface Match {
  /** Place of the document in the list the index was made of. */
  document: number;
  score: number;
  /** Its terms that were asked for. */
  terms: string[];
}

/** An index that answers. It knows terms only, no language. */
export interface Engine {
  has(term: string): boolean;
  /** How many places have the term, a place once for each of its fields. */
  places(term: string): number;
  /** Terms that begin with `start`, the shortest first, at most `most`. */
  begun(start: string, most: number): string[];
  /** Terms at most `slips` letters away (missing, too many, wrong, two swapped). */
  near(term: string, slips: number): string[];
  /** Documents with any of the terms, in no order that matters. */
  ask(clauses: readonly Clause[]): Match[];
}

/** The stem of an English word in small letters (Porter, by lunr). */
export const porterStem = (word: string): string => lunr.stemmer(new lunr.Token(word, {})).toString();

/** Opens an index as it was sent. */
export function openEngine(packed: PackedPostings): Engine {
  const { terms } = packed;
  const having = new Uint32Array(terms.length);
  const index = lunr.Index.load(serialised(packed, having));
  const known = new Map(terms.map((term, place) => [term, place]));
  return {
    has: (term) => known.has(term),
    places: (term) => having[known.get(term) ?? -1] ?? 0,
    begun: (start, most) => begunTerms(terms, start, most),
    near: (term, slips) => index.tokenSet.intersect(lunr.TokenSet.fromFuzzyString(term, slips)).toArray(),
    ask: (clauses) => (clauses.length === 0 ? [] : ask(index, clauses)),
  };
}

/** Places of a term in one field: names of documents. Without a prototype, since lunr asks it for any name. */
type Places = Record<string, object>;
const placesOf = (): Places => Object.create(null);
/** Lunr copies what is kept of a place, and here nothing is. */
const NOTHING_MORE = Object.freeze({});

/** What documents are called in lunr: objects with numbers for names take ten times as long to fill. */
const refOf = (document: number): string => `d${document}`;
const documentOf = (ref: string): number => Number(ref.slice(1));

/** @param having counts, for each term, the fields that have it; filled in here */
function serialised(packed: PackedPostings, having: Uint32Array): Serialised {
  const fields = Object.keys(FIELDS);
  const nowhere = Object.fromEntries(fields.map((field) => [field, placesOf()]));
  const postings = packed.terms.map((_, _index): Record<string, unknown> => ({ _index, ...nowhere }));
  const all = [...unpackPostings(packed)];
  for (const { field, document, places } of all)
    for (const place of places) {
      const posting = postings[place] as Record<string, Places>;
      if (posting[field] === nowhere[field]) posting[field] = placesOf();
      (posting[field] as Places)[refOf(document)] = NOTHING_MORE;
      having[place] = (having[place] ?? 0) + 1;
    }
  return {
    version: lunr.version,
    fields,
    fieldVectors: vectorsOf(packed.count, all, having),
    invertedIndex: packed.terms.map((term, place) => [term, postings[place] ?? {}]),
    pipeline: [],
  };
}

/** Lunr's own parameters of BM25. */
const SATURATION = 1.2;
const LENGTH_COUNTS = 0.75;

/** What each term says of a field: BM25 as lunr's builder has it (Robertson and Zaragoza 2009), times the field's weight. */
function vectorsOf(count: number, all: readonly FieldTerms[], having: Uint32Array): Serialised['fieldVectors'] {
  const rarity = Float64Array.from(having, (documents) => rarityOf(documents, count));
  const lengths = new Map<string, number>();
  const lengthOf = ({ times }: FieldTerms) => times.reduce((sum, time) => sum + time, 0);
  for (const one of all) lengths.set(one.field, (lengths.get(one.field) ?? 0) + lengthOf(one));
  return all.map((one) => {
    const usual = (lengths.get(one.field) ?? 0) / count;
    const long = SATURATION * (1 - LENGTH_COUNTS + LENGTH_COUNTS * (lengthOf(one) / usual));
    const elements: number[] = [];
    for (const [at, place] of one.places.entries()) {
      const times = one.times[at] ?? 1;
      const score = ((rarity[place] ?? 0) * (SATURATION + 1) * times) / (long + times);
      elements.push(place, score * FIELDS[one.field as Field]);
    }
    return [`${one.field}/${refOf(one.document)}`, elements];
  });
}

/** How much a term says because few documents have it (inverse document frequency, as lunr counts it). */
const rarityOf = (having: number, count: number): number =>
  Math.log(1 + Math.abs((count - having + 0.5) / (having + 0.5)));

function ask(index: Index, clauses: readonly Clause[]): Match[] {
  const found = index.query((query) => {
    for (const { term, weight } of clauses) query.term(term, { boost: weight, usePipeline: false });
  });
  return found.map(({ ref, score, matchData }) => ({
    document: documentOf(ref),
    score,
    terms: Object.keys(matchData.metadata),
  }));
}

function begunTerms(terms: readonly string[], start: string, most: number): string[] {
  let low = 0;
  for (let high = terms.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((terms[middle] ?? '') < start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (terms[end]?.startsWith(start)) end++;
  return terms
    .slice(low, end)
    .sort((one, other) => one.length - other.length)
    .slice(0, most);
}
