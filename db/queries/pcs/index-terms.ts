import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { type OpenBook, supplementOf } from '#db/queries/code-book/open-book';
import type { InstalledRelease } from '#db/queries/releases';

/** A term of the ICD-10-PCS index as printed. */
export interface PcsIndexTerm {
  place: number;
  parent: number | null;
  level: number;
  letter: string;
  title: string;
  /** A code or the first characters of codes. */
  code: string | null;
  see: string | null;
  use: string | null;
  /** Of addenda: `Add`, `Delete`; null for a term that only shows where others belong. */
  change: string | null;
}

const COLUMNS = sql.raw(`place, parent, level, letter, title, code, see, use, cells ->> 0 as change`);

/** The whole index that is read beside the book, and the addenda that changed it since. */
export function indexOf(book: OpenBook): { index?: InstalledRelease; addenda: InstalledRelease[] } {
  const index = supplementOf(book, 'pcs-index');
  const addenda = book.installed.filter(
    ({ kind, system, coverage, effectiveFrom }) =>
      kind === 'pcs-index' && system === 'icd10pcs' && coverage === 'differences' && effectiveFrom <= book.on,
  );
  return {
    ...(index && { index }),
    addenda: addenda.filter(({ effectiveFrom }) => effectiveFrom > (index?.effectiveFrom ?? '')),
  };
}

/** Letters with their main terms: place, title and the number of terms below. */
export const listMainTerms = (
  catalogDb: Db,
  releaseId: number,
  letter: string,
): Promise<Pick<PcsIndexTerm, 'place' | 'title' | 'code' | 'see' | 'use'>[]> =>
  catalogDb.all(sql`
    select place, title, code, see, use from index_terms
    where release_id = ${releaseId} and parent is null and letter = ${letter} order by place`);

export async function listLetters(catalogDb: Db, releaseId: number): Promise<string[]> {
  const rows = await catalogDb.all<{ letter: string }>(sql`
    select letter, min(place) as first from index_terms
    where release_id = ${releaseId} and parent is null group by letter order by first`);
  return rows.map(({ letter }) => letter);
}

/** A main term by its words, with everything below it in printed order; empty when there is none. */
export const listTermsUnder = (catalogDb: Db, releaseId: number, title: string): Promise<PcsIndexTerm[]> =>
  catalogDb.all(sql`
    with main as (
      select min(place) as place from index_terms
      where release_id = ${releaseId} and parent is null and title = ${title} collate nocase
    )
    select ${COLUMNS} from index_terms
    where release_id = ${releaseId} and place >= (select place from main) and place < coalesce((
      select min(after.place) from index_terms after
      where after.release_id = ${releaseId} and after.parent is null and after.place > (select place from main)), 1e9)
    order by place`);

/** Every term of addenda, in printed order. */
export const listAddenda = (catalogDb: Db, releaseId: number): Promise<PcsIndexTerm[]> =>
  catalogDb.all(sql`select ${COLUMNS} from index_terms where release_id = ${releaseId} order by place`);

/** A term found by its words, with the main term it stands under. */
export type FoundTerm = PcsIndexTerm & { main: string };

/** Terms in whose title these words stand, main terms and beginnings first, at most `limit`. */
export function listTermsWith(catalogDb: Db, releaseId: number, words: string, limit: number): Promise<FoundTerm[]> {
  const wanted = words.toLowerCase();
  return catalogDb.all(sql`
    select ${COLUMNS}, (
      select main.title from index_terms main
      where main.release_id = ${releaseId} and main.parent is null and main.place <= found.place
      order by main.place desc limit 1) as main
    from index_terms found
    where release_id = ${releaseId} and instr(lower(title), ${wanted}) > 0
    order by parent is not null, instr(lower(title), ${wanted}) > 1, place limit ${limit}`);
}

/** Main terms of these titles, so that "see Resection, Uterus" can lead to Resection. */
export async function listMainTitles(
  catalogDb: Db,
  releaseId: number,
  titles: readonly string[],
): Promise<Set<string>> {
  const rows = await catalogDb.all<{ title: string }>(sql`
    select title from index_terms
    where release_id = ${releaseId} and parent is null
      and title in (select value from json_each(${JSON.stringify(titles)}))`);
  return new Set(rows.map(({ title }) => title));
}
