import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { OpenBook } from '#db/queries/code-book/open-book';
import type { CodeFacts } from '#domain/codeset/catalog';

/** One code or header as the open release has it. */
export interface BookCode {
  code: string;
  title: string;
  billable: boolean;
  parent: string | null;
  facts: CodeFacts;
}

interface Row {
  code: string;
  title: string;
  billable: number;
  parent: string | null;
  facts: string | null;
}

const toCode = ({ facts, billable, ...row }: Row): BookCode => ({
  ...row,
  billable: billable === 1,
  facts: facts === null ? {} : (JSON.parse(facts) as CodeFacts),
});

/** These codes of the open release, in its order; those it has not are absent. */
export async function listCodes(catalogDb: Db, book: OpenBook, codes: readonly string[]): Promise<BookCode[]> {
  const rows = await catalogDb.all<Row>(sql`
    select code, title, billable, parent, facts from codes
    where release_id = ${book.codes.id} and code in (select value from json_each(${JSON.stringify(codes)}))
    order by place`);
  return rows.map(toCode);
}

/** A code and everything below it, in the order of the release. `prefix` need not be a code: `J33` of HCPCS. */
export async function listCodesUnder(catalogDb: Db, book: OpenBook, prefix: string): Promise<BookCode[]> {
  const rows = await catalogDb.all<Row>(sql`
    select code, title, billable, parent, facts from codes
    where release_id = ${book.codes.id} and code >= ${prefix} and code <= ${`${prefix}~`}
    order by place`);
  return rows.map(toCode);
}

/** A line of the tabular list. `sevenths` are the 7th characters that end it, as `ADS`; its codes are not listed. */
export type TreeRow = Pick<BookCode, 'code' | 'title' | 'billable' | 'parent'> & { sevenths: string };

/** A header and everything below it down to the 6th character. A category has up to 3,000 codes with 7th characters. */
export async function listTree(catalogDb: Db, book: OpenBook, header: string): Promise<TreeRow[]> {
  const under = sql`release_id = ${book.codes.id} and code >= ${header} and code <= ${`${header}~`}`;
  const rows = await catalogDb.all<Omit<TreeRow, 'billable'> & { billable: number }>(sql`
    select code, title, billable, parent, '' as sevenths from codes
    where ${under} and (length(code) < 7 or code = ${header}) order by place`);
  const endings = await catalogDb.all<{ parent: string; sevenths: string }>(sql`
    select parent, group_concat(substr(code, 7), '') as sevenths from codes
    where ${under} and length(code) = 7 and code <> ${header} group by parent`);
  const byHeader = new Map(endings.map(({ parent, sevenths }) => [parent, [...sevenths].sort().join('')]));
  return rows.map((row) => ({ ...row, billable: row.billable === 1, sevenths: byHeader.get(row.code) ?? '' }));
}

/** Codes and headers that stand directly below a header, in the order of the release. */
export async function listChildren(catalogDb: Db, book: OpenBook, header: string): Promise<BookCode[]> {
  const rows = await catalogDb.all<Row>(sql`
    select code, title, billable, parent, facts from codes
    where release_id = ${book.codes.id} and code > ${header} and code <= ${`${header}~`} and parent = ${header}
    order by place`);
  return rows.map(toCode);
}

/** Every code of the open release: for sets small enough to read whole. */
export async function listAllCodes(catalogDb: Db, book: OpenBook): Promise<BookCode[]> {
  const rows = await catalogDb.all<Row>(sql`
    select code, title, billable, parent, facts from codes where release_id = ${book.codes.id} order by place`);
  return rows.map(toCode);
}

/** The nearest codes on either side that are as billable as this one, so that one can leaf through. */
export async function findNeighbours(
  catalogDb: Db,
  book: OpenBook,
  { code, billable }: Pick<BookCode, 'code' | 'billable'>,
): Promise<{ previous?: BookCode; next?: BookCode }> {
  const alike = sql`release_id = ${book.codes.id} and billable = ${billable ? 1 : 0}`;
  const rows = await catalogDb.all<Row>(sql`
    select * from (select code, title, billable, parent, facts from codes
      where ${alike} and code < ${code} order by code desc limit 1)
    union all
    select * from (select code, title, billable, parent, facts from codes
      where ${alike} and code > ${code} order by code limit 1)`);
  const found = rows.map(toCode);
  const category = code.slice(0, 3);
  const isLeaving = found.some((one) => one.code.slice(0, 3) !== category);
  if (isLeaving && hasOddCategories(code)) return findNeighboursInPlace(catalogDb, book, { code, billable });
  return { previous: found.find((one) => one.code < code), next: found.find((one) => one.code > code) };
}

/** Letters that have categories printed elsewhere than the alphabet puts them: C4A comes after C43. */
const hasOddCategories = (code: string) => /^[CDMZ]/.test(code);

/** The same by the order of the release, which is no index: a letter is read through. */
async function findNeighboursInPlace(
  catalogDb: Db,
  book: OpenBook,
  { code, billable }: Pick<BookCode, 'code' | 'billable'>,
): Promise<{ previous?: BookCode; next?: BookCode }> {
  const [from, to] = [String.fromCharCode(code.charCodeAt(0) - 1), String.fromCharCode(code.charCodeAt(0) + 2)];
  const alike = sql`release_id = ${book.codes.id} and code > ${from} and code < ${to} and billable = ${billable ? 1 : 0}`;
  const place = sql`(select place from codes where release_id = ${book.codes.id} and code = ${code})`;
  const rows = await catalogDb.all<Row & { isNext: number }>(sql`
    select *, 0 as isNext from (select code, title, billable, parent, facts from codes
      where ${alike} and place < ${place} order by place desc limit 1)
    union all
    select *, 1 from (select code, title, billable, parent, facts from codes
      where ${alike} and place > ${place} order by place limit 1)`);
  const at = (isNext: number) => {
    const row = rows.find((one) => one.isNext === isNext);
    return row && toCode(row);
  };
  return { previous: at(0), next: at(1) };
}
