import { systemOfSlug } from '#domain/codeset/address';
import type { CodeSystem } from '#domain/codeset/code';

/** Which releases a code book is opened at, as labels; systems left out stand at their default release. */
export interface BookChoice {
  releases: Partial<Record<CodeSystem, string>>;
  /** The day of service, YYYY-MM-DD: it picks among the updates of a year. */
  on?: string;
}

/** Where a code book opens. */
export const FIRST_PAGE = '/codes';

/** Any origin does for taking an address apart; this one can never be reached. */
const NOWHERE = 'http://book.invalid';

/**
 * `href` as an address inside the code book, seen from the page `from`; undefined when it leads anywhere else. `pane` is
 * no part of an address: it says how a page is asked for.
 */
export function bookAddress(href: string, from: string, origin: string): string | undefined {
  const base = new URL(from, origin);
  if (!URL.canParse(href, base)) return undefined;
  const url = new URL(href, base);
  if (url.origin !== base.origin || !/^\/codes(?:\/|$)/.test(url.pathname)) return undefined;
  url.searchParams.delete('pane');
  return url.pathname + url.search + url.hash;
}

/** What to fetch for an address: the page as a fragment, at the pinned release unless the address names one itself. */
export function fragmentUrl(address: string, { releases, on }: BookChoice): string {
  const url = new URL(address, NOWHERE);
  const add = (name: string, value: string | undefined) =>
    value !== undefined && !url.searchParams.has(name) && url.searchParams.set(name, value);
  const system = systemOfSlug(url.pathname.split('/')[2] ?? '');
  if (system) add('release', releases[system]);
  else for (const [name, label] of Object.entries(releases)) add(name, label);
  add('on', on);
  add('pane', '1');
  return url.pathname + url.search;
}

/** The part of a page an address points at: what stands after its #, or ''. */
export const anchorOf = (address: string): string => decodeAnchor(new URL(address, NOWHERE).hash.slice(1));

function decodeAnchor(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The words an address looks for, when it is a list of results. */
export function wordsOf(address: string): string | undefined {
  const { pathname, searchParams } = new URL(address, NOWHERE);
  return pathname === FIRST_PAGE ? searchParams.get('q')?.trim() || undefined : undefined;
}

/** The list of results for words. */
export const resultsAddress = (words: string): string => `${FIRST_PAGE}?${new URLSearchParams({ q: words })}`;
