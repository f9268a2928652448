import { codeAddress } from '#domain/codeset/address';
import { type CodeSystem, canonicalText } from '#domain/codeset/code';
import type { BookChoice } from './book-address.ts';

/** One code as `/api/codes/find` answers it. */
export interface FoundEntry {
  system: CodeSystem;
  code: string;
  title: string;
  billable: boolean;
  /** Titles of the headers above, widest first. */
  path: string[];
  /** The inclusion or index term that matched, when it was not the title. */
  matched?: string;
}

/** Results of one code system; the group with the best result stands first. */
export interface FoundGroup {
  system: CodeSystem;
  results: FoundEntry[];
}

const LONGEST_QUERY = 200;

/** The search was refused in a sentence for people; trying again in a while helps. */
export class SearchRefused extends Error {}

/** What to tell of a search that failed: the server's sentence when it gave one, else nothing. */
export const wordsOfFailure = (error: unknown): string | undefined =>
  error instanceof SearchRefused ? error.message : undefined;

/** The answer as JSON. Throws `SearchRefused` when there were too many, and `Error` for every other answer that is none. */
export async function readFound<Answer>(response: Response): Promise<Answer> {
  if (response.status === 429) throw new SearchRefused(((await response.json()) as { message: string }).message);
  if (!response.ok) throw new Error(`code search answered ${response.status}`);
  return (await response.json()) as Answer;
}

/** Looks words up in the systems chosen, or in every one where none is. Rejects when the server cannot be reached or refuses. */
export async function findInBook(
  { releases, on }: BookChoice,
  words: string,
  signal: AbortSignal,
): Promise<FoundGroup[]> {
  const asked = new URLSearchParams({ q: words.trim().slice(0, LONGEST_QUERY), ...releases, ...(on ? { on } : {}) });
  const response = await fetch(`/api/codes/find?${asked}`, { signal, headers: { accept: 'application/json' } });
  const { groups } = await readFound<{ groups: FoundGroup[] }>(response);
  const isInUse = (system: CodeSystem) => Object.keys(releases).length === 0 || releases[system] !== undefined;
  return groups.filter(({ system, results }) => isInUse(system) && results.length > 0);
}

/** The address of the page of a code that was found. */
export const addressOf = ({ system, code }: FoundEntry): string => codeAddress({ system, code: canonicalText(code) });

/** True when `typed` is this very code, with or without its point. */
export const isSameCode = (found: FoundEntry, typed: string): boolean =>
  canonicalText(found.code) === canonicalText(typed);
