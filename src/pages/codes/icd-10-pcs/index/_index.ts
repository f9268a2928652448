import { type IndexNode, mainTermOf, treeOfTerms } from '#components/codes/pcs/index-tree.ts';
import type { Db } from '#db/client';
import type { OpenBook } from '#db/queries/code-book/open-book';
import { indexOf, listAddenda, listMainTitles, listTermsUnder, type PcsIndexTerm } from '#db/queries/pcs/index-terms';
import type { InstalledRelease } from '#db/queries/releases';

/** What the addenda since the printed index say of some terms. */
export interface AddendaPart {
  release: InstalledRelease;
  nodes: IndexNode[];
}

/** A main term with everything below it, and what addenda change in it. */
export interface MainTermPage {
  nodes: IndexNode[];
  addenda: AddendaPart[];
  /** Main terms of the index that are referred to. */
  mains: Set<string>;
}

/** Reads a main term; undefined when neither the index nor its addenda have it. */
export async function readMainTerm(catalogDb: Db, book: OpenBook, title: string): Promise<MainTermPage | undefined> {
  const { index, addenda } = indexOf(book);
  const terms = index ? await listTermsUnder(catalogDb, index.id, title) : [];
  const changes = await readAddenda(catalogDb, addenda, (main) => main.title.toLowerCase() === title.toLowerCase());
  if (terms.length === 0 && changes.length === 0) return undefined;
  return { nodes: treeOfTerms(terms), addenda: changes, mains: await mainsIn(catalogDb, index, terms) };
}

/** The addenda of the main terms that are wanted. */
export async function readAddenda(
  catalogDb: Db,
  addenda: readonly InstalledRelease[],
  isWanted: (main: PcsIndexTerm) => boolean,
): Promise<AddendaPart[]> {
  const parts = addenda.map(async (release) => {
    const terms = await listAddenda(catalogDb, release.id);
    const wanted = new Set<number>();
    for (const term of terms)
      if (term.parent === null ? isWanted(term) : wanted.has(term.parent)) wanted.add(term.place);
    return { release, nodes: treeOfTerms(terms.filter(({ place }) => wanted.has(place))) };
  });
  return (await Promise.all(parts)).filter(({ nodes }) => nodes.length > 0);
}

/** Which of the terms that are referred to are main terms of the index. */
export async function mainsIn(
  catalogDb: Db,
  index: InstalledRelease | undefined,
  terms: readonly Pick<PcsIndexTerm, 'see'>[],
): Promise<Set<string>> {
  const asked = terms.flatMap(({ see }) => (see ? [mainTermOf(see)] : []));
  return index && asked.length > 0 ? listMainTitles(catalogDb, index.id, asked) : new Set();
}
