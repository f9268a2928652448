import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { TermPlace } from '#domain/codeset/fold-terms';
import type { TermStep } from '#domain/codeset/index-path';
import { plainLetters } from '#domain/codeset/search/words';

/** A term of an index or table as printed. */
export interface IndexTerm {
  place: number;
  parent: number | null;
  level: number;
  title: string;
  nonEssential: string | null;
  code: string | null;
  manifestation: string | null;
  see: string | null;
  seeAlso: string | null;
  cells: string[] | null;
}

/** A term under which a page of the index can begin: a main term, or a site of the neoplasm table. */
export interface HeadTerm {
  place: number;
  title: string;
  letter: string;
  /** The place behind the last term below it. */
  end: number;
}

type Row = Omit<IndexTerm, 'cells'> & { cells: string | null };
const toTerm = (row: Row): IndexTerm => ({ ...row, cells: row.cells === null ? null : JSON.parse(row.cells) });

const COLUMNS = sql.raw(
  'place, parent, level, title, non_essential as nonEssential, code, manifestation, see, see_also as seeAlso, cells',
);

/**
 * The terms of a letter that pages can begin with, in printed order: main terms, or where one main term holds
 * everything (the neoplasm table) the terms under it.
 */
export async function listHeadTerms(catalogDb: Db, releaseId: number, letter: string): Promise<HeadTerm[]> {
  const heads = sql`with mains as (
      select place, letter from index_terms where release_id = ${releaseId} and parent is null limit 2
    ), heads as (
      select place, title, letter from index_terms
      where release_id = ${releaseId} and (select count(*) from mains) > 1 and parent is null
      union all
      select place, title, upper(substr(title, 1, 1)) from index_terms
      where release_id = ${releaseId} and (select count(*) from mains) = 1 and parent = (select place from mains)
    )`;
  const rows = await catalogDb.all<Omit<HeadTerm, 'end'>>(sql`
    ${heads} select place, title, letter from heads where letter = ${letter} order by place`);
  const [after] = await catalogDb.all<{ place: number }>(sql`
    ${heads} select coalesce(
      (select min(place) from heads where place > ${rows.at(-1)?.place ?? 0}),
      (select max(place) + 1 from index_terms where release_id = ${releaseId})) as place`);
  return rows.map((row, at) => ({ ...row, end: rows[at + 1]?.place ?? after?.place ?? row.place + 1 }));
}

/** Letters of an index in printed order. */
export async function listLetters(catalogDb: Db, releaseId: number): Promise<string[]> {
  const rows = await catalogDb.all<{ letter: string }>(sql`
    with mains as (select place, letter from index_terms where release_id = ${releaseId} and parent is null)
    select letter, min(place) from mains where (select count(*) from mains) > 1 group by letter
    union all
    select upper(substr(title, 1, 1)), min(place) from index_terms
    where release_id = ${releaseId} and (select count(*) from mains) = 1 and parent = (select place from mains) group by 1
    order by 2`);
  return rows.map(({ letter }) => letter);
}

/** The letter under which a main term (or a site of the neoplasm table) of this title stands. */
export async function findLetterOf(catalogDb: Db, releaseId: number, title: string): Promise<string | undefined> {
  const [row] = await catalogDb.all<{ letter: string }>(sql`
    select case when t.parent is null then t.letter else upper(substr(t.title, 1, 1)) end as letter
    from index_terms t
    where t.release_id = ${releaseId} and t.title = ${title} and t.level <= 1
    order by t.parent is not null, t.place limit 1`);
  return row?.letter;
}

/** How the terms from one place to before another stand below each other, without their words: thousands at a time. */
export async function listPlaces(
  catalogDb: Db,
  releaseId: number,
  { from, to }: { from: number; to: number },
): Promise<TermPlace[]> {
  const [row] = await catalogDb.all<{ places: string }>(sql`
    select json_group_array(json_array(place, parent)) as places from index_terms
    where release_id = ${releaseId} and place >= ${from} and place < ${to} order by place`);
  const places = JSON.parse(row?.places ?? '[]') as [number, number | null][];
  return places.map(([place, parent]) => ({ place, parent }));
}

/** The terms at these places, in printed order. */
export async function listTermsAt(catalogDb: Db, releaseId: number, places: readonly number[]): Promise<IndexTerm[]> {
  const rows = await catalogDb.all<Row>(sql`
    select ${COLUMNS} from index_terms
    where release_id = ${releaseId} and place in (select value from json_each(${JSON.stringify(places)}))
    order by place`);
  return rows.map(toTerm);
}

/** Main terms that begin with a word, and everything below them: where a cross-reference can lead. */
export async function listTermsUnder(catalogDb: Db, releaseId: number, first: string): Promise<TermStep[]> {
  return catalogDb.all<TermStep>(sql`
    with mains as (select place, lower(title) as title from index_terms where release_id = ${releaseId} and parent is null),
    named as (
      select place from mains
      where title = ${first} or instr(title, ${`${first},`}) = 1 or instr(title, ${`${first} `}) = 1
    )
    select place, parent, title from index_terms
    where release_id = ${releaseId} and place >= (select min(place) from named)
      and place < coalesce((select min(place) from mains where place > (select max(place) from named)), 1e9)
    order by place`);
}

/** A term found by its words or its code, with the titles above it, the main term first. */
export type PlacedTerm = IndexTerm & { path: string[] };

/** Terms whose own words contain `words`, whatever the accents of either, in printed order, at most `limit`. */
export async function listTermsWith(
  catalogDb: Db,
  releaseId: number,
  words: string,
  limit: number,
): Promise<PlacedTerm[]> {
  const wanted = plainLetters(words);
  // The database folds no accents: the few terms that have any are looked through here.
  const rows = await catalogDb.all<Row>(sql`
    select ${COLUMNS} from index_terms
    where release_id = ${releaseId}
      and (instr(lower(title), ${wanted}) > 0
        or instr(lower(coalesce(non_essential, '')), ${wanted}) > 0
        or title || coalesce(non_essential, '') glob '*[^ -~]*')
    order by parent is not null, place`);
  const has = ({ title, nonEssential }: Row) =>
    [title, nonEssential ?? ''].some((own) => plainLetters(own).includes(wanted));
  return withPaths(catalogDb, releaseId, rows.filter(has).slice(0, limit).map(toTerm));
}

/** Terms that lead to a code, by any of the ways it is printed (`E11.22`, `E11.2-`), also in the cells of a table. */
export async function listTermsForCode(
  catalogDb: Db,
  releaseId: number,
  printed: readonly string[],
  limit: number,
): Promise<PlacedTerm[]> {
  const among = sql`(select value from json_each(${JSON.stringify(printed)}))`;
  const rows = await catalogDb.all<Row>(sql`
    select ${COLUMNS} from index_terms where release_id = ${releaseId} and code in ${among}
    order by place limit ${limit}`);
  return withPaths(catalogDb, releaseId, rows.map(toTerm));
}

/** The same for a table: `printed` stands in one of the cells of each term. */
export async function listRowsForCode(
  catalogDb: Db,
  releaseId: number,
  printed: readonly string[],
  limit: number,
): Promise<PlacedTerm[]> {
  const inCells = printed.map((code) => sql`instr(cells, ${`"${code}"`}) > 0`);
  const rows = await catalogDb.all<Row>(sql`
    select ${COLUMNS} from index_terms
    where release_id = ${releaseId} and (${sql.join(inCells, sql` or `)})
    order by place limit ${limit}`);
  return withPaths(catalogDb, releaseId, rows.map(toTerm));
}

async function withPaths(catalogDb: Db, releaseId: number, terms: IndexTerm[]): Promise<PlacedTerm[]> {
  const places = JSON.stringify(terms.map(({ place }) => place));
  const rows = await catalogDb.all<{ start: number; depth: number; title: string }>(sql`
    with recursive above(start, place, depth) as (
      select value, value, 0 from json_each(${places})
      union all
      select above.start, t.parent, above.depth + 1
      from above join index_terms t on t.release_id = ${releaseId} and t.place = above.place
      where t.parent is not null and above.depth < 20
    )
    select above.start, above.depth, t.title
    from above join index_terms t on t.release_id = ${releaseId} and t.place = above.place
    where above.depth > 0 order by above.depth desc`);
  return terms.map((term) => ({
    ...term,
    path: rows.filter(({ start }) => start === term.place).map(({ title }) => title),
  }));
}
