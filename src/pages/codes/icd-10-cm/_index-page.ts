import type { BookIndex } from '#components/codes/book-indexes.ts';
import type { Db } from '#db/client';
import {
  findLetterOf,
  type HeadTerm,
  type IndexTerm,
  listHeadTerms,
  listLetters,
  listPlaces,
  listTermsAt,
  listTermsUnder,
  listTermsWith,
  type PlacedTerm,
} from '#db/queries/code-book/index-terms';
import { type OpenBook, supplementOf } from '#db/queries/code-book/open-book';
import type { InstalledRelease } from '#db/queries/releases';
import { type FoldedTerms, foldTerms, type TermPlace } from '#domain/codeset/fold-terms';
import { followSee, seeWords } from '#domain/codeset/index-path';

/** One page of an index, as between the running heads of a book. */
export interface IndexPage {
  kind: 'page';
  release: InstalledRelease;
  letters: string[];
  letter: string;
  /** First and last head of every page of the letter. */
  pages: { first: string; last: string; isOpen: boolean }[];
  /** What is shown of the page: a main term with thousands of subterms has them folded. */
  shown: FoldedTerms<IndexTerm>;
  sought?: number;
}

export type IndexReading =
  | { kind: 'not-installed' }
  /** A cross-reference that leads to a term: the address to go on to. */
  | { kind: 'moved'; to: string }
  | { kind: 'found'; release: InstalledRelease; letters: string[]; words: string; isSee: boolean; terms: PlacedTerm[] }
  | IndexPage;

/** Terms on a page before it is divided; a main term is never torn apart. */
const LONGEST_PAGE = { list: 200, table: 100 };
const MOST_FOUND = 100;

/** Reads what an address of an index asks for: `?letter=`, `?term=` with `&at=`, `?q=` to filter, `?see=` to follow. */
export async function readIndex(catalogDb: Db, book: OpenBook, index: BookIndex, url: URL): Promise<IndexReading> {
  const release = supplementOf(book, index.kind);
  if (!release) return { kind: 'not-installed' };
  const asked = askedIn(url);
  const see = asked('see');
  const to = see === '' ? undefined : await whereLeads(catalogDb, release.id, see, url);
  if (to) return { kind: 'moved', to };
  const letters = await listLetters(catalogDb, release.id);
  const words = asked('q') || (see && seeWords(see));
  if (words === '') return readPage(catalogDb, { release, letters }, index, url);
  const terms = await listTermsWith(catalogDb, release.id, words, MOST_FOUND);
  return { kind: 'found', release, letters, words, isSee: see !== '', terms };
}

const askedIn = (url: URL) => (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, 128);

/** The page a term or letter stands on; the first one where there is no such. */
async function readPage(
  catalogDb: Db,
  { release, letters }: Pick<IndexPage, 'release' | 'letters'>,
  index: BookIndex,
  url: URL,
): Promise<IndexPage> {
  const asked = askedIn(url);
  const term = asked('term');
  const wanted = (term && (await findLetterOf(catalogDb, release.id, term))) || asked('letter').toUpperCase();
  const letter = letters.includes(wanted) ? wanted : (letters[0] ?? '');
  const limit = LONGEST_PAGE[index.columns ? 'table' : 'list'];
  const pages = pagesOf(await listHeadTerms(catalogDb, release.id, letter), limit);
  const page = pages.find((heads) => heads.some(({ title }) => title === term)) ?? pages[0] ?? [];
  const fold = { limit, sought: Number(asked('at')) || undefined, under: Number(asked('under')) || undefined };
  return {
    kind: 'page',
    release,
    letters,
    letter,
    pages: pages.map((heads) => ({ first: firstOf(heads), last: heads.at(-1)?.title ?? '', isOpen: heads === page })),
    shown: await readShown(catalogDb, release.id, page, fold),
    sought: fold.sought,
  };
}

const firstOf = (heads: readonly HeadTerm[]) => heads[0]?.title ?? '';

async function readShown(
  catalogDb: Db,
  releaseId: number,
  page: readonly HeadTerm[],
  fold: Parameters<typeof foldTerms>[1],
): Promise<FoldedTerms<IndexTerm>> {
  const places = await listPlaces(catalogDb, releaseId, { from: page[0]?.place ?? 0, to: page.at(-1)?.end ?? 0 });
  const { terms, under, folded } = foldTerms(places, fold);
  const shown = [...terms, ...under].map(({ place }) => place);
  const rows = new Map((await listTermsAt(catalogDb, releaseId, shown)).map((row) => [row.place, row]));
  const withWords = (some: readonly TermPlace[]) => some.flatMap(({ place }) => rows.get(place) ?? []);
  return { terms: withWords(terms), under: withWords(under), folded };
}

/** The address of the term that a cross-reference names, with everything else the reader asked for. */
async function whereLeads(catalogDb: Db, releaseId: number, see: string, url: URL): Promise<string | undefined> {
  const first = /^[^\s,]+/.exec(seeWords(see))?.[0] ?? '';
  const terms = await listTermsUnder(catalogDb, releaseId, first);
  const target = followSee(see, terms);
  if (!target) return undefined;
  const steps = new Map(terms.map((term) => [term.place, term]));
  const line = [target];
  for (let at = target.parent; at !== null; at = line[0]?.parent ?? null) {
    const above = steps.get(at);
    if (!above) break;
    line.unshift(above);
  }
  // In the neoplasm table pages begin with the terms under its one main term.
  const isOneTable = url.pathname.endsWith('/neoplasms');
  const query = new URLSearchParams(url.search);
  query.delete('see');
  query.set('term', (isOneTable ? line[1] : line[0])?.title ?? target.title);
  query.set('at', String(target.place));
  return `${url.pathname}?${query}#t${target.place}`;
}

function pagesOf(heads: HeadTerm[], limit: number): HeadTerm[][] {
  const pages: HeadTerm[][] = [];
  for (const head of heads) {
    const page = pages.at(-1);
    const begins = page?.[0]?.place ?? 0;
    if (page && head.end - begins <= limit) page.push(head);
    else pages.push([head]);
  }
  return pages;
}
