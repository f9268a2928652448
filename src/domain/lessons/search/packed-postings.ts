/**
 * An index of lunr as it is sent: its own form names every posting twice, every document as a word, and every score, which
 * follows from how often a term stands where. Here a field of a document is two short lists.
 */
export interface PackedPostings {
  /** How many documents there are. */
  count: number;
  /** Every term of the index, sorted by code units. */
  terms: string[];
  /** For each field, for each of its documents that has it. */
  vectors: Record<string, PackedVector[]>;
}

/**
 * Number of documents passed over since the one before; distances between the places of its terms; how often each stands
 * there, a digit each (9 for more).
 */
export type PackedVector = [skipped: number, distances: number[], times: string];

const MOST_TIMES = 9;

/** Counts the terms of every field of every document. */
export function packPostings(
  documents: readonly Record<string, readonly string[]>[],
  fields: readonly string[],
): PackedPostings {
  const terms = [...new Set(documents.flatMap((document) => fields.flatMap((field) => document[field] ?? [])))].sort();
  const placeOf = new Map(terms.map((term, place) => [term, place]));
  const vectors: PackedPostings['vectors'] = {};
  for (const field of fields) {
    let last = 0;
    vectors[field] = documents.flatMap((document, at): PackedVector[] => {
      const places = (document[field] ?? []).map((term) => placeOf.get(term) ?? 0);
      if (places.length === 0) return [];
      const skipped = at - last;
      last = at;
      return [[skipped, ...countPlaces(places)]];
    });
  }
  return { count: documents.length, terms, vectors };
}

function countPlaces(places: readonly number[]): [distances: number[], times: string] {
  const counts = new Map<number, number>();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  const once = [...counts.keys()].sort((one, other) => one - other);
  return [
    once.map((place, at) => place - (once[at - 1] ?? 0)),
    once.map((place) => Math.min(MOST_TIMES, counts.get(place) ?? 1)).join(''),
  ];
}

/** One field of one document: places of its terms and how often each stands there. */
export interface FieldTerms {
  field: string;
  document: number;
  places: number[];
  times: number[];
}

/** Every field of every document, as it was packed. */
export function* unpackPostings({ vectors }: PackedPostings): Iterable<FieldTerms> {
  for (const [field, packed] of Object.entries(vectors)) {
    let document = 0;
    for (const [skipped, distances, times] of packed) {
      document += skipped;
      let place = 0;
      const places = distances.map((distance) => {
        place += distance;
        return place;
      });
      yield { field, document, places, times: [...times].map(Number) };
    }
  }
}
