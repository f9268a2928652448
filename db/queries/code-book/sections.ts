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

interface Category {
  code: string;
  title: string;
  billable: boolean;
}

/** Chapters and blocks in printed order, the wider before the narrower. */
async function listSections(catalogDb: Db, book: OpenBook): Promise<Section[]> {
  const rows = await catalogDb.all<Section>(sql`
    select key, kind, title, first, last from sections
    where release_id = ${book.sections?.id ?? 0} and kind in ('chapter', 'block')
    order by kind = 'chapter' desc`);
  const begin = ({ first }: Section) => officialOrder(first);
  const end = ({ last }: Section) => officialOrder(last);
  return rows.sort((one, other) => begin(one).localeCompare(begin(other)) || end(other).localeCompare(end(one)));
}

/** Chapters of the tabular list with how many categories the open release has in each. */
export async function listChapters(catalogDb: Db, book: OpenBook): Promise<(Section & { categories: number })[]> {
  const number = ({ key }: Section) => Number(key.replace('chapter ', ''));
  const chapters = (await listSections(catalogDb, book))
    .filter(({ kind }) => kind === 'chapter')
    .sort((one, other) => number(one) - number(other));
  const categories = await catalogDb.all<{ code: string }>(sql`
    select code from codes where release_id = ${book.codes.id} and length(code) = 3`);
  return chapters.map((chapter) => ({
    ...chapter,
    categories: categories.filter(({ code }) => isBetween(code, chapter.first, chapter.last)).length,
  }));
}

/** Chapter and blocks around a category, the widest first. */
export async function listSectionsAround(catalogDb: Db, book: OpenBook, category: string): Promise<Section[]> {
  const sections = await listSections(catalogDb, book);
  return sections.filter(({ first, last }) => isBetween(category, first, last));
}

/** A chapter or block with what stands in it. */
export interface SectionPage {
  section: Section;
  /** The chapter and blocks it stands in, the widest first. */
  around: Section[];
  /** Blocks in it with the categories that stand in no narrower block, in printed order. */
  blocks: { block: Section; categories: Category[]; isEmpty: boolean }[];
  /** Categories of the section itself that stand in no block. */
  categories: Category[];
}

/** Undefined when the book has no such section. */
export async function findSection(catalogDb: Db, book: OpenBook, key: string): Promise<SectionPage | undefined> {
  const sections = await listSections(catalogDb, book);
  const section = sections.find((one) => one.key === key);
  if (!section) return undefined;
  const contains = (outer: Section, inner: Section) =>
    outer !== inner &&
    isBetween(inner.first, outer.first, outer.last) &&
    isBetween(inner.last, outer.first, outer.last) &&
    (outer.kind === 'chapter' || inner.kind === 'block');
  const inside = sections.filter((one) => contains(section, one));
  const categories = await listCategories(catalogDb, book, section);
  const isIn = (block: Section) => (category: Category) => isBetween(category.code, block.first, block.last);
  const narrowest = (category: Category) => inside.findLast((block) => isIn(block)(category));
  return {
    section,
    around: sections.filter((one) => contains(one, section) && !inside.includes(one)),
    blocks: inside.map((block) => ({
      block,
      categories: categories.filter((category) => narrowest(category) === block),
      isEmpty: !categories.some(isIn(block)),
    })),
    categories: categories.filter((category) => narrowest(category) === undefined),
  };
}

/** Categories of a section in the order of the release. */
async function listCategories(catalogDb: Db, book: OpenBook, { first, last }: Section): Promise<Category[]> {
  const letters = { from: first.charAt(0), to: `${last.charAt(0)}~` };
  const rows = await catalogDb.all<Omit<Category, 'billable'> & { billable: number }>(sql`
    select code, title, billable from codes
    where release_id = ${book.codes.id} and code >= ${letters.from} and code <= ${letters.to} and length(code) = 3
    order by place`);
  return rows
    .filter(({ code }) => isBetween(code, first, last))
    .map((row) => ({ ...row, billable: row.billable === 1 }));
}
