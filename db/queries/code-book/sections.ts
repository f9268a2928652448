import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { OpenBook } from '#db/queries/code-book/open-book';
import { isBetween, officialOrder } from '#domain/codeset/official-order';

/** A chapter, block or family of codes. */
export interface Section {
  key: string;
  kind: 'chapter' | 'block' | 'family';
  title: string;
  first: string;
  last: string;
}

/** Chapters of the tabular list in printed order, each with how many blocks and categories stand in it. */
export async function listChapters(
  catalogDb: Db,
  book: OpenBook,
): Promise<(Section & { blocks: number; categories: number })[]> {
  return catalogDb.all(sql`
    select c.key, c.kind, c.title, c.first, c.last,
      (select count(*) from sections b
        where b.release_id = c.release_id and b.kind = 'block' and b.first >= c.first and b.last <= c.last) as blocks,
      (select count(*) from codes
        where release_id = ${book.codes.id} and code >= c.first and code <= c.last || '~' and length(code) = 3
      ) as categories
    from sections c
    where c.release_id = ${book.sections?.id ?? 0} and c.kind = 'chapter'
    order by c.first`);
}

/** Chapter and blocks around a category, the widest first. */
export async function listSectionsAround(catalogDb: Db, book: OpenBook, category: string): Promise<Section[]> {
  return catalogDb.all<Section>(sql`
    select key, kind, title, first, last from sections
    where release_id = ${book.sections?.id ?? 0} and kind in ('chapter', 'block')
      and (${officialOrder(category)} between first and last or first = ${category})
    order by kind = 'chapter' desc, first, last desc`);
}

/** A chapter or block with everything in it: blocks in printed order, the wider before the narrower, and categories. */
export interface SectionPage {
  section: Section;
  around: Section[];
  blocks: Section[];
  categories: { code: string; title: string; billable: boolean }[];
}

/** Undefined when the book has no such section. */
export async function findSection(catalogDb: Db, book: OpenBook, key: string): Promise<SectionPage | undefined> {
  const rows = await catalogDb.all<Section>(sql`
    select s.key, s.kind, s.title, s.first, s.last
    from sections wanted join sections s on s.release_id = wanted.release_id
    where wanted.release_id = ${book.sections?.id ?? 0} and wanted.key = ${key} and s.kind in ('chapter', 'block')
      and s.first <= wanted.last and s.last >= wanted.first
    order by s.first, s.last desc, s.kind = 'chapter' desc`);
  const section = rows.find((row) => row.key === key);
  if (!section) return undefined;
  const at = rows.indexOf(section);
  const isWithin = (inner: Section, outer: Section) =>
    isBetween(inner.first, outer.first, outer.last) && isBetween(inner.last, outer.first, outer.last);
  const contains = (one: Section) => isWithin(section, one) && rows.indexOf(one) < at;
  const categories = await listCategories(catalogDb, book, section);
  const around = rows.filter((row) => row !== section && contains(row));
  const blocks = rows.filter((row) => row !== section && !around.includes(row) && isWithin(row, section));
  return { section, around, blocks, categories };
}

async function listCategories(catalogDb: Db, book: OpenBook, { first, last }: Section) {
  const rows = await catalogDb.all<{ code: string; title: string; billable: number }>(sql`
    select code, title, billable from codes
    where release_id = ${book.codes.id} and code >= ${first.slice(0, 1)} and code <= ${`${last.slice(0, 1)}~`}
      and length(code) = 3
    order by place`);
  const inSection = rows.filter(({ code }) => isBetween(code, first, last));
  return inSection.map((row) => ({ ...row, billable: row.billable === 1 }));
}
