/** Where a term of an index stands: below `parent`, or at the top of what is read. */
export interface TermPlace {
  place: number;
  parent: number | null;
}

/** A part of an index small enough to be read at once. */
export interface FoldedTerms<Term> {
  /** In printed order. */
  terms: Term[];
  /** Terms from the main term down to the one whose subterms are shown; empty when a whole page is. */
  under: Term[];
  /** How many terms are left out below a shown one, by its place. */
  folded: ReadonlyMap<number, number>;
}

/**
 * Takes at most about `limit` terms of a page. A main term with thousands of subterms is shown down to the level that
 * fits, the rest folded; `sought` is always among those shown, under the widest term above it that fits. `under` asks
 * for the part below one term.
 */
export function foldTerms<Term extends TermPlace>(
  terms: readonly Term[],
  { limit, sought, under }: { limit: number; sought?: number; under?: number },
): FoldedTerms<Term> {
  const byPlace = new Map(terms.map((term) => [term.place, term]));
  const lineOf = (place: number | undefined): Term[] => {
    const line: Term[] = [];
    for (let term = byPlace.get(place ?? -1); term; term = byPlace.get(term.parent ?? -1)) line.unshift(term);
    return line;
  };
  const below = (place: number) => terms.filter((term) => lineOf(term.place).some((one) => one.place === place));
  if (under !== undefined && byPlace.has(under)) return foldedAt(below(under), lineOf(under), limit);
  if (terms.length <= limit) return { terms: [...terms], under: [], folded: new Map() };
  const shown = foldedAt(terms, [], limit);
  if (sought === undefined || shown.terms.some(({ place }) => place === sought)) return shown;
  const line = lineOf(sought);
  const widest = line.findIndex(({ place }) =>
    foldedAt(below(place), [], limit).terms.some((one) => one.place === sought),
  );
  const from = line[widest];
  return from ? foldedAt(below(from.place), line.slice(0, widest + 1), limit) : shown;
}

/** Shows as many levels as fit; the first two always. */
function foldedAt<Term extends TermPlace>(terms: readonly Term[], under: Term[], limit: number): FoldedTerms<Term> {
  const depths = new Map<number, number>();
  for (const { place, parent } of terms) depths.set(place, (depths.get(parent ?? -1) ?? -1) + 1);
  const depthOf = ({ place }: Term) => depths.get(place) ?? 0;
  const fits = (depth: number) => terms.filter((term) => depthOf(term) <= depth).length <= limit;
  const deepest = Math.max(0, ...depths.values());
  let depth = 1;
  while (depth < deepest && fits(depth + 1)) depth++;
  const folded = new Map<number, number>();
  let last: Term | undefined;
  for (const term of terms) {
    if (depthOf(term) === depth) last = term;
    else if (depthOf(term) > depth && last) folded.set(last.place, (folded.get(last.place) ?? 0) + 1);
  }
  return { terms: terms.filter((term) => depthOf(term) <= depth), under, folded };
}
