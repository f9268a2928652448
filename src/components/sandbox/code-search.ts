import { type CodeSystem, canonicalText, formatCode } from '#domain/codeset/code';
import { type FoundEntry, readFound } from '../code-book/find-codes.ts';

/** One release a field may look codes up in, and the day that picks among its updates. */
export interface SearchScope {
  system: CodeSystem;
  release: string;
  on: string;
}

/** One line of the list under a code field. `code` is written for people. */
export interface FoundCode extends FoundEntry {
  /** Every word typed was found with it; other codes are guesses, which nobody is given unasked. */
  hasAllWords: boolean;
}

const MOST_SHOWN = 12;
const LONGEST_QUERY = 200;

/**
 * Looks `words` up in every scope at once: what was typed itself, then codes with all words, or, where there are none,
 * guesses. Rejects when the server cannot be reached; an abort rejects as an AbortError.
 */
export async function searchCodes(scopes: SearchScope[], words: string, signal: AbortSignal): Promise<FoundCode[]> {
  if (scopes.length === 0) return [];
  const query = words.trim().slice(0, LONGEST_QUERY);
  const response = await fetch(searchAddress(scopes, query), { signal, headers: { accept: 'application/json' } });
  const { groups } = await readFound<{ groups: { results: FoundCode[] }[] }>(response);
  return inOneList(
    groups.map(({ results }) => results),
    query,
  );
}

function searchAddress(scopes: SearchScope[], query: string): string {
  const asked = new URLSearchParams({ q: query, systems: scopes.map(({ system }) => system).join(), take: '' });
  for (const { system, release, on } of scopes) {
    asked.set(system, release);
    asked.set('on', on);
  }
  return `/api/codes/find?${asked}`;
}

/** Results of several systems as one list of at most twelve: the systems take turns. */
export function inOneList(groups: FoundCode[][], query: string): FoundCode[] {
  const all = interleave(groups);
  const exact = all.filter((found) => isCode(found, query));
  const sure = all.filter((found) => found.hasAllWords && !exact.includes(found));
  const shown = exact.length + sure.length > 0 ? [...exact, ...sure] : all;
  return shown.slice(0, MOST_SHOWN);
}

const interleave = (lists: FoundCode[][]): FoundCode[] =>
  Array.from({ length: Math.max(0, ...lists.map((list) => list.length)) }, (_, index) =>
    lists.flatMap((list) => list[index] ?? []),
  ).flat();

/** True when `typed` is this very code, with or without its point. */
export const isCode = (found: FoundCode, typed: string): boolean => canonicalText(found.code) === canonicalText(typed);

/** Which system a code of a service line belongs to, by its shape: the practice set begins with PX. */
export function scopeOf(scopes: SearchScope[], code: string): SearchScope | undefined {
  const isPractice = /^PX/.test(code);
  return scopes.length === 1 ? scopes[0] : scopes.find(({ system }) => (system === 'px') === isPractice);
}

/** A code as people write it, in the first scope it can belong to: `e1122` becomes `E11.22`. */
export function writeCode(scopes: SearchScope[], typed: string): string {
  const code = canonicalText(typed);
  const scope = scopeOf(scopes, code);
  // What cannot be a code is left as it was typed, so that the person recognises it in the message about it.
  if (!scope || !/^[A-Z0-9]{3,10}$/.test(code)) return typed.trim();
  return formatCode({ system: scope.system, code });
}
