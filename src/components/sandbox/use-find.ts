import { useMemo, useState } from 'react';
import type { ChartDocument } from '#domain/chart/chart';
import { findQuote, type TextSpan } from '#domain/chart/document-text';

export interface Match extends TextSpan {
  document: string;
}

/** Finds words in all documents of a chart, in reading order, and walks through the places. */
export function useFind(documents: ChartDocument[], onGo: (match: Match) => void) {
  const [query, setQueryText] = useState('');
  const [at, setAt] = useState(0);
  const matches = useMemo(
    () =>
      query.trim().length < 2
        ? []
        : documents.flatMap((document) =>
            findQuote(document, query, { ignoreCase: true }).map((span) => ({ ...span, document: document.id })),
          ),
    [documents, query],
  );
  function go(index: number) {
    const match = matches[index];
    setAt(index);
    if (match) onGo(match);
  }
  return {
    query,
    matches,
    /** The place the person is at; undefined when there is none. */
    current: matches[at],
    at,
    setQuery: (text: string) => {
      setQueryText(text);
      setAt(0);
    },
    /** To the match `step` further, around the end. */
    walk: (step: number) => matches.length && go((at + step + matches.length) % matches.length),
    show: () => go(at),
  };
}
