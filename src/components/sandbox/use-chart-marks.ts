import { useEffect, useState } from 'react';
import type { ChartDocument } from '#domain/chart/chart';
import type { Highlight } from '#domain/chart/draft-sheet-schema';
import { announce } from '../announce.ts';
import { selectedSpan } from '../chart/selected-span.ts';
import { newRowId } from './row-id.ts';
import type { SheetChange } from './sheet-reducer.ts';
import { type Match, useFind } from './use-find.ts';

/** Which document is open, what is found and what is highlighted in a chart, and how to get from one to another. */
export function useChartMarks(documents: ChartDocument[], change: (what: SheetChange) => void) {
  const [open, setOpen] = useState(documents[0]?.id ?? '');
  const [message, setMessage] = useState('');
  const [goal, setGoal] = useState<{ selector: string }>();
  const find = useFind(documents, (match: Match) => {
    setOpen(match.document);
    setGoal({ selector: '.found-now' });
  });

  useEffect(() => {
    if (goal) document.querySelector(`.document:not([hidden]) ${goal.selector}`)?.scrollIntoView({ block: 'center' });
  }, [goal]);

  function say(sentence: string) {
    setMessage(sentence);
    announce(sentence);
  }
  /** What worked shows in the chart by itself; only ears need to be told. */
  function done(sentence: string) {
    setMessage('');
    announce(sentence);
  }
  /** Marks the selection, or else the match the person is at: so that the keyboard alone can mark any words. */
  function highlight() {
    const panel = document.querySelector<HTMLElement>('.document:not([hidden])');
    const selected = panel ? selectedSpan(panel, getSelection()) : undefined;
    const span = selected && panel?.dataset.document ? { ...selected, document: panel.dataset.document } : find.current;
    if (!span) {
      say('Select words in the chart, or find them, and highlight again.');
      return;
    }
    const { document: documentId, start, end } = span;
    change({ do: 'highlight', highlight: { id: newRowId(), document: documentId, start, end } });
    getSelection()?.removeAllRanges();
    done('Highlighted.');
  }
  function unhighlight({ id }: Highlight) {
    change({ do: 'unhighlight', id });
    done('Highlight removed.');
  }
  function show({ document: documentId, id }: Highlight) {
    setOpen(documentId);
    setGoal({ selector: `#${CSS.escape(`highlight-${id}`)}` });
  }
  return { open, setOpen, find, message, highlight, unhighlight, show };
}
