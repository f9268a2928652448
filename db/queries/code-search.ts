import { createHash } from 'node:crypto';
import type { Db } from '#db/client';
import { defaultLabel } from '#db/queries/code-book/open-book';
import { listReleases } from '#db/queries/releases';
import { searchBook } from '#db/queries/search-books';
import { fingerprintOf } from '#db/queries/search-documents';
import { findSearchIndex } from '#db/queries/search-indexes';
import { CODE_SYSTEMS, type CodeSystem } from '#domain/codeset/code';
import { type FoundGroup, groupFound } from '#domain/codeset/search/groups';
import { search } from '#domain/codeset/search/search';
import type { SearchIndex } from '#domain/codeset/search/search-index';

/** Which releases to search: labels by system, the default of the day where none is said. */
export interface SearchChoice {
  labels: Partial<Record<CodeSystem, string>>;
  /** YYYY-MM-DD: picks among the updates of a year, and the default labels. */
  on: string;
  /** Only these systems; all when it is left out. */
  systems?: readonly CodeSystem[];
}

/** The releases of a choice, ready to be searched. */
export interface OpenSearch {
  /** Changes when an answer may change. */
  fingerprint: string;
  find(text: string, limit: number, isToTake?: boolean): FoundGroup[];
}

/**
 * Opens the indexes of a choice; a label that is not installed is left out. The first call reads them from the database
 * (well under 150 ms for all systems), later ones have them at hand.
 */
export async function openSearch(
  catalogDb: Db,
  { labels, on, systems = CODE_SYSTEMS }: SearchChoice,
): Promise<OpenSearch> {
  const installed = await listReleases(catalogDb);
  const books = systems.flatMap((system) => {
    const label = labels[system] ?? defaultLabel(installed, system, on);
    return (label !== undefined && searchBook(installed, { system, label, on })) || [];
  });
  const prints = books.map(fingerprintOf);
  const indexes: SearchIndex[] = [];
  for (const [at, book] of books.entries()) indexes.push(await findSearchIndex(catalogDb, book, prints[at] ?? ''));
  return {
    fingerprint: createHash('sha256').update(prints.join()).digest('hex').slice(0, 24),
    find: (text, limit, isToTake) => groupFound(indexes.map((index) => search(index, text, limit, isToTake))),
  };
}

/** Codes of the chosen releases for a text, grouped by system, the best group first, at most `limit` of each. */
export async function findCodes(
  catalogDb: Db,
  choice: SearchChoice,
  text: string,
  limit: number,
): Promise<FoundGroup[]> {
  return (await openSearch(catalogDb, choice)).find(text, limit);
}
