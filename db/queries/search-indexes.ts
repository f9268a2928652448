import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { OpenBook } from '#db/queries/code-book/open-book';
import { listReleases } from '#db/queries/releases';
import { allSearchBooks } from '#db/queries/search-books';
import { fingerprintOf, listSearchDocuments } from '#db/queries/search-documents';
import { searchIndexes } from '#db/schema/references';
import { buildIndex } from '#domain/codeset/search/build-index';
import { indexOfParts, partsOf } from '#domain/codeset/search/index-parts';
import type { SearchIndex } from '#domain/codeset/search/search-index';

/** Indexes in memory, the last used last. A whole year of all systems takes about 40 MB. */
const MOST_KEPT = 6;
const kept = new WeakMap<Db, Map<string, Promise<SearchIndex>>>();

/**
 * Makes and stores the search index of every readable release that has none, of each update of a year its own since
 * charts are coded with the one of their day, and drops those of releases that are gone or changed. Called when something was installed or removed, so that no request has to. Answers how many were made.
 */
export async function refreshSearchIndexes(catalogDb: Db): Promise<number> {
  const books = allSearchBooks(await listReleases(catalogDb));
  const wanted = new Map(books.map((book) => [fingerprintOf(book), book]));
  const stored = new Set(
    (await catalogDb.all<{ fingerprint: string }>(sql`select distinct fingerprint from ${searchIndexes}`)).map(
      ({ fingerprint }) => fingerprint,
    ),
  );
  for (const fingerprint of stored)
    if (!wanted.has(fingerprint))
      await catalogDb.run(sql`delete from ${searchIndexes} where fingerprint = ${fingerprint}`);
  const missing = [...wanted].filter(([fingerprint]) => !stored.has(fingerprint));
  for (const [fingerprint, book] of missing) await storeIndex(catalogDb, fingerprint, await makeIndex(catalogDb, book));
  return missing.length;
}

/** The index of a book: from memory, from the database, or made on the spot where it is missing. */
export async function findSearchIndex(catalogDb: Db, book: OpenBook, fingerprint: string): Promise<SearchIndex> {
  const indexes = kept.get(catalogDb) ?? new Map<string, Promise<SearchIndex>>();
  kept.set(catalogDb, indexes);
  const current = indexes.get(fingerprint) ?? readOrMake(catalogDb, book, fingerprint);
  indexes.delete(fingerprint);
  indexes.set(fingerprint, current);
  for (const oldest of [...indexes.keys()].slice(0, -MOST_KEPT)) indexes.delete(oldest);
  // A failed read is not kept: the next request tries again.
  current.catch(() => indexes.delete(fingerprint));
  return await current;
}

async function readOrMake(catalogDb: Db, book: OpenBook, fingerprint: string): Promise<SearchIndex> {
  const rows = await catalogDb.all<{ part: string; bytes: ArrayBuffer | Uint8Array }>(
    sql`select part, bytes from ${searchIndexes} where fingerprint = ${fingerprint}`,
  );
  const parts = new Map(rows.map(({ part, bytes }) => [part, new Uint8Array(bytes as ArrayBuffer)]));
  const stored = indexOfParts(parts);
  if (stored) return stored;
  const index = await makeIndex(catalogDb, book);
  // A disk that is full or may not be written to is no reason not to answer: the next start makes it again.
  await storeIndex(catalogDb, fingerprint, index).catch(() => {});
  return index;
}

async function makeIndex(catalogDb: Db, book: OpenBook): Promise<SearchIndex> {
  return buildIndex(book.system, await listSearchDocuments(catalogDb, book));
}

async function storeIndex(catalogDb: Db, fingerprint: string, index: SearchIndex): Promise<void> {
  await catalogDb.transaction(async (tx) => {
    for (const [part, bytes] of partsOf(index))
      await tx.run(
        sql`insert or replace into ${searchIndexes} (fingerprint, part, bytes) values (${fingerprint}, ${part}, ${bytes})`,
      );
  });
}
