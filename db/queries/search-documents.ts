import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { type OpenBook, supplementOf } from '#db/queries/code-book/open-book';
import type { InstalledRelease } from '#db/queries/releases';
import type { ReleaseKind } from '#db/schema/codes';
import type { SearchDocument } from '#domain/codeset/search/document';
import { INDEX_FORM } from '#domain/codeset/search/index-parts';
import {
  type NamedCode,
  namedByDrugs,
  namedByIndex,
  namedByNeoplasms,
  type PrintedTerm,
} from '#domain/codeset/search/named-codes';

/** Which indexes and tables name codes, and how each is read. */
const NAMING: [ReleaseKind, (terms: readonly PrintedTerm[]) => NamedCode[]][] = [
  ['index', namedByIndex],
  ['external-causes', namedByIndex],
  ['neoplasms', namedByNeoplasms],
  ['drugs', namedByDrugs],
  ['pcs-index', namedByIndex],
];

/** The releases whose content the index of a book is made from. */
const sourcesOf = (book: OpenBook): InstalledRelease[] =>
  [book.codes, book.notes, ...NAMING.map(([kind]) => supplementOf(book, kind))].filter((one) => one !== undefined);

/** Names the content of a book and the form of its index: the same text means the same index. */
export function fingerprintOf(book: OpenBook): string {
  const content = sourcesOf(book).map(({ kind, contentHash }) => `${kind} ${contentHash}`);
  const hash = createHash('sha256').update([INDEX_FORM, book.system, book.label, ...content].join('\n'));
  return hash.digest('hex').slice(0, 24);
}

/** Every code and header of a book in the official order, with the names that notes and indexes give it. */
export async function listSearchDocuments(catalogDb: Db, book: OpenBook): Promise<SearchDocument[]> {
  const rows = await catalogDb.all<{ code: string; title: string; billable: number; parent: string | null }>(sql`
    select code, title, billable, parent from codes where release_id = ${book.codes.id} order by place`);
  const names = [...(await listInclusionTerms(catalogDb, book)), ...(await listNamedCodes(catalogDb, book))];
  const termsAt = Map.groupBy(names, ({ code }) => code);
  const known = new Set(rows.map(({ code }) => code));
  return rows.map(({ code, title, billable, parent }) => ({
    code,
    title,
    billable: billable === 1,
    ...(parent !== null && { parent }),
    terms: [...new Set(placesOf(code, known).flatMap((at) => (termsAt.get(at) ?? []).map(({ term }) => term)))],
  }));
}

/** A name stands at its code; where that is only the beginning of codes (`0UT9`), at each of them. */
function placesOf(code: string, known: ReadonlySet<string>): string[] {
  const beginnings = Array.from({ length: code.length - 3 }, (_, cut) => code.slice(0, cut + 3));
  return [...beginnings.filter((beginning) => !known.has(beginning)), code];
}

async function listInclusionTerms(catalogDb: Db, { notes }: OpenBook): Promise<NamedCode[]> {
  if (!notes) return [];
  return await catalogDb.all<NamedCode>(sql`
    select at as code, text as term from notes where release_id = ${notes.id} and kind = 'inclusion-term'`);
}

async function listNamedCodes(catalogDb: Db, book: OpenBook): Promise<NamedCode[]> {
  const named: NamedCode[] = [];
  for (const [kind, read] of NAMING) {
    const release = supplementOf(book, kind);
    if (release) named.push(...read(await listPrintedTerms(catalogDb, release.id)));
  }
  return named;
}

async function listPrintedTerms(catalogDb: Db, releaseId: number): Promise<PrintedTerm[]> {
  const rows = await catalogDb.all<{
    place: number;
    parent: number | null;
    title: string;
    code: string | null;
    cells: string | null;
  }>(sql`select place, parent, title, code, cells from index_terms where release_id = ${releaseId} order by place`);
  return rows.map(({ place, parent, title, code, cells }) => ({
    place,
    title,
    ...(parent !== null && { parent }),
    ...(code !== null && { code }),
    ...(cells !== null && { cells: JSON.parse(cells) as string[] }),
  }));
}
