import { useCallback, useEffect, useState } from 'react';
import { type BookChoice, fragmentUrl } from './book-address.ts';
import { type Fragment, fetchFragment, keptFragment, PageFailure } from './fragment-source.ts';

/** A page and the address it was asked for by. */
export interface ShownPage {
  address: string;
  fragment: Fragment;
}

export interface FragmentState {
  /** The page to show; the one before stays to be read while the next one comes. */
  page: ShownPage | undefined;
  isLoading: boolean;
  /** Why there is no page, as a sentence. */
  failure: string;
}

/** The page at an address, from memory or the server, and how to ask for it again. An overtaken answer is thrown away. */
export function useFragment(address: string, choice: BookChoice): FragmentState & { retry(): void } {
  const [state, setState] = useState<FragmentState>({ page: undefined, isLoading: true, failure: '' });
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further try asks for the same page again
  useEffect(() => {
    const url = fragmentUrl(address, choice);
    const show = (fragment: Fragment) => setState({ page: { address, fragment }, isLoading: false, failure: '' });
    const known = keptFragment(url);
    if (known) return show(known);
    const abort = new AbortController();
    setState(({ page }) => ({ page, isLoading: true, failure: '' }));
    fetchFragment(url, abort.signal).then(
      (fragment) => abort.signal.aborted || show(fragment),
      (error) => abort.signal.aborted || setState({ page: undefined, isLoading: false, failure: sentenceOf(error) }),
    );
    return () => abort.abort();
  }, [address, choice, tries]);
  const retry = useCallback(() => setTries((count) => count + 1), []);
  return { ...state, retry };
}

const sentenceOf = (error: unknown): string =>
  error instanceof PageFailure ? error.message : 'This page could not be shown.';
