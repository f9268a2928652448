import { type CodeSystem, canonicalText, formatCode } from '#domain/codeset/code';

/** One release a field may look codes up in. */
export interface SearchScope {
  system: CodeSystem;
  release: string;
  /** The day that picks among the updates of the release. */
  on: string;
}

/** One line of the type-ahead, as `/api/codes/search` answers it. `code` is written for people. */
export interface FoundCode {
  system: CodeSystem;
  code: string;
  title: string;
  billable: boolean;
  /** Titles of the headers above, widest first. */
  path: string | string[];
  hint?: string;
}

const MOST_SHOWN = 12;
const LONGEST_QUERY = 80;

/** Looks `words` up in every scope. Rejects when the server cannot be reached; an abort rejects as an AbortError. */
export async function searchCodes(scopes: SearchScope[], words: string, signal: AbortSignal): Promise<FoundCode[]> {
  const query = words.trim().slice(0, LONGEST_QUERY);
  const answers = await Promise.all(scopes.map((scope) => searchOne(scope, query, signal)));
  const exact = answers.flat().filter((found) => isCode(found, query));
  const rest = interleave(answers).filter((found) => !exact.includes(found));
  return [...exact, ...rest].slice(0, MOST_SHOWN);
}

async function searchOne(scope: SearchScope, query: string, signal: AbortSignal): Promise<FoundCode[]> {
  const address = `/api/codes/search?${new URLSearchParams({ ...scope, q: query })}`;
  const response = await fetch(address, { signal, headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`code search answered ${response.status}`);
  const { results } = (await response.json()) as { results: FoundCode[] };
  return results;
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
