import type { Db } from '#db/client';
import { type Conversion, listConversions, listWitnesses } from '#db/queries/code-book/history';
import { listTermsForCode, type PlacedTerm } from '#db/queries/code-book/index-terms';
import type { OpenBook } from '#db/queries/code-book/open-book';
import { indexOf } from '#db/queries/pcs/index-terms';
import { type YearOfCode, yearHistory } from '#domain/codeset/year-history';

/** What stands beside the axes on the page of a complete code. */
export interface PcsCodePage {
  years: YearOfCode[];
  /** Replacements of one code by another. */
  conversions: Conversion[];
  /** When the conversion table says it came, where nothing came before it. */
  cameOn?: Conversion;
  /** When it says the code was deleted, where nothing took its place. */
  deletedOn?: Conversion;
  /** Index terms that lead to it, those that name more of it first. */
  leading: PlacedTerm[];
}

const MOST_TERMS = 12;

/** Reads what the installed releases know of a code, legal in the open one or not. */
export async function findPcsCode(catalogDb: Db, book: OpenBook, code: string): Promise<PcsCodePage> {
  const [witnesses, conversions] = await Promise.all([
    listWitnesses(catalogDb, book, code),
    listConversions(catalogDb, book, code),
  ]);
  const { index } = indexOf(book);
  const prefixes = [7, 6, 5, 4].map((length) => code.slice(0, length));
  const leading = index ? await listTermsForCode(catalogDb, index.id, prefixes, MOST_TERMS) : [];
  const cameOn = conversions.findLast((one) => one.code === code && one.previous === '');
  const deletedOn = conversions.findLast((one) => one.previous === code && one.code === '');
  return {
    years: yearHistory(witnesses),
    conversions: conversions.filter((one) => one.code !== '' && one.previous !== ''),
    ...(cameOn && { cameOn }),
    ...(deletedOn && { deletedOn }),
    leading: leading.sort((one, other) => (other.code?.length ?? 0) - (one.code?.length ?? 0)),
  };
}
