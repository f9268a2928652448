import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { OpenBook } from '#db/queries/code-book/open-book';
import type { Modifier } from '#domain/codeset/catalog';

/** Codes that begin alike, with the first and last of them. */
export interface CodeGroup {
  prefix: string;
  count: number;
  first: string;
  last: string;
  /** Title of the first, for orientation. */
  title: string;
}

/** How the codes of the open release divide by their first `length` characters, among those that begin with `within`. */
export async function listGroups(
  catalogDb: Db,
  book: OpenBook,
  { length, within = '' }: { length: number; within?: string },
): Promise<CodeGroup[]> {
  return catalogDb.all<CodeGroup>(sql`
    select g.prefix, g.count, g.first, g.last, c.title from (
      select substr(code, 1, ${length}) as prefix, count(*) as count, min(code) as first, max(code) as last
      from codes
      where release_id = ${book.codes.id} and code >= ${within} and code <= ${`${within}~`}
      group by 1
    ) as g join codes c on c.release_id = ${book.codes.id} and c.code = g.first
    order by g.prefix`);
}

/** Modifiers of the open release, by code. The starter set has them where the official file is not installed. */
export async function listModifiers(catalogDb: Db, book: OpenBook): Promise<Modifier[]> {
  return catalogDb.all<Modifier>(sql`
    select code, title, kind from modifiers where release_id = ${book.codes.id} order by code`);
}

/** A family of the practice set with its rule in words. */
export interface PracticeFamily {
  key: string;
  title: string;
  rule: string | null;
}

/** Families of the practice set in the order of their codes. */
export async function listPracticeFamilies(catalogDb: Db, book: OpenBook): Promise<PracticeFamily[]> {
  return catalogDb.all<PracticeFamily>(sql`
    select s.key, s.title, n.text as rule
    from sections s left join notes n on n.release_id = s.release_id and n.at = s.key
    where s.release_id = ${book.codes.id} and s.kind = 'family' order by s.first`);
}

/** Rules of the practice set by where they hold: `rule em-level`, `office-new`, `modifier 5E`, a code. */
export async function listRules(catalogDb: Db, book: OpenBook): Promise<Map<string, string[]>> {
  const rows = await catalogDb.all<{ at: string; text: string }>(sql`
    select at, text from notes where release_id = ${book.codes.id} order by line`);
  const rules = new Map<string, string[]>();
  for (const { at, text } of rows) rules.set(at, [...(rules.get(at) ?? []), text]);
  return rules;
}
