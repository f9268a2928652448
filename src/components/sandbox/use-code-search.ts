import { useEffect, useState } from 'react';
import { wordsOfFailure } from '../code-book/find-codes.ts';
import { type FoundCode, type SearchScope, searchCodes } from './code-search.ts';

const TYPING_PAUSE_MS = 110;

export type SearchState =
  | { kind: 'idle' }
  | { kind: 'searching' }
  | { kind: 'failed'; why?: string | undefined }
  | { kind: 'found'; query: string; results: FoundCode[] };

/** Looks up what is being typed: debounced, and an answer that is overtaken by further typing is thrown away. */
export function useCodeSearch(scopes: SearchScope[], text: string): SearchState {
  const [state, setState] = useState<SearchState>({ kind: 'idle' });
  const query = text.trim();
  useEffect(() => {
    if (query.length < 2) {
      setState({ kind: 'idle' });
      return;
    }
    const abort = new AbortController();
    setState((before) => (before.kind === 'found' ? before : { kind: 'searching' }));
    const timer = setTimeout(() => {
      searchCodes(scopes, query, abort.signal).then(
        (results) => setState({ kind: 'found', query, results }),
        (error) => abort.signal.aborted || setState({ kind: 'failed', why: wordsOfFailure(error) }),
      );
    }, TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [scopes, query]);
  return state;
}
