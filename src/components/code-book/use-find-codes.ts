import { useEffect, useState } from 'react';
import type { BookChoice } from './book-address.ts';
import { type FoundGroup, findInBook, wordsOfFailure } from './find-codes.ts';

const TYPING_PAUSE_MS = 110;
const SHORTEST_QUERY = 2;

export type FindState =
  | { kind: 'idle' }
  | { kind: 'searching' }
  | { kind: 'failed'; why?: string | undefined }
  | { kind: 'found'; query: string; groups: FoundGroup[] };

/** Looks up what is being typed: after a short pause, and an answer that is overtaken is thrown away. */
export function useFindCodes(choice: BookChoice, text: string): FindState {
  const [state, setState] = useState<FindState>({ kind: 'idle' });
  const query = text.trim();
  useEffect(() => {
    if (query.length < SHORTEST_QUERY) {
      setState({ kind: 'idle' });
      return;
    }
    const abort = new AbortController();
    setState((before) => (before.kind === 'found' ? before : { kind: 'searching' }));
    const timer = setTimeout(() => {
      findInBook(choice, query, abort.signal).then(
        (groups) => setState({ kind: 'found', query, groups }),
        (error) => abort.signal.aborted || setState({ kind: 'failed', why: wordsOfFailure(error) }),
      );
    }, TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [choice, query]);
  return state;
}
