import { useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Chart, releaseChoice } from '#domain/chart/chart';
import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import { codeAddress } from '#domain/codeset/address';
import { type CodeSystem, canonicalText } from '#domain/codeset/code';
import type { BookChoice } from '../code-book/book-address.ts';
import type { TakenCode } from '../code-book/CodeBookPane.tsx';
import { useCodeBook } from '../code-book/use-code-book.ts';
import type { LookUps } from '../code-book/use-look-up-log.ts';
import { newRowId } from './row-id.ts';
import type { SheetChange } from './sheet-reducer.ts';
import { placeOf } from './take-code.ts';
import type { View } from './use-workspace-view.ts';

const KEPT_AS = 'sandbox:code-book';

interface BookSideDoors {
  draft: DraftSheet;
  change(what: SheetChange): void;
  lookUps: LookUps;
  setView(view: View): void;
}

/** The code book beside a chart and its sheet: open or not, at the chart's own releases, and what a person takes from it. */
export function useCodeBookSide(chart: Chart, { draft, change, lookUps, setView }: BookSideDoors) {
  const choice = useMemo(() => bookChoice(chart), [chart]);
  const book = useCodeBook(choice, ({ kind, what }) => lookUps.note(kind, what));
  const [isOpen, setIsOpen] = useRememberedOpening();
  const searchRef = useRef<HTMLInputElement>(null);
  const cameFrom = useRef<Element>(null);

  function show() {
    if (!document.activeElement?.closest('.book-side')) cameFrom.current = document.activeElement;
    // The pane has to be there before its field can take the focus, and typing may follow at once.
    flushSync(() => {
      setIsOpen(true);
      setView('book');
    });
  }
  function goToSearch() {
    show();
    searchRef.current?.focus();
    searchRef.current?.select();
  }
  function close() {
    const before = cameFrom.current;
    flushSync(() => {
      setIsOpen(false);
      setView(before?.closest('.chart-pane') ? 'chart' : 'sheet');
    });
    const way =
      before instanceof HTMLElement && before.isConnected
        ? before
        : document.querySelector<HTMLElement>('.book-toggle');
    way?.focus();
  }
  function take({ system, code, from }: TakenCode): string {
    const place = placeOf(draft, chart.encounter.setting, { system, code });
    if ('refusal' in place) return place.refusal;
    change({ do: 'add', list: place.list, rows: [{ id: newRowId(), code }] });
    lookUps.note('take', from, code);
    return place.sentence;
  }
  function openPage(address: string) {
    show();
    book.open(address);
  }
  return { book, isOpen, searchRef, goToSearch, openPage, close, take };
}

/** The page of a code that stands on a sheet. */
export const pageOfCode = (system: CodeSystem, code: string): string =>
  codeAddress({ system, code: canonicalText(code) });

function bookChoice(chart: Chart): BookChoice {
  const { pins, on } = releaseChoice(chart);
  return { releases: pins, on };
}

function useRememberedOpening(): [boolean, (isOpen: boolean) => void] {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => setIsOpen(localStorage.getItem(KEPT_AS) === 'open'), []);
  return [
    isOpen,
    (next) => {
      setIsOpen(next);
      try {
        localStorage.setItem(KEPT_AS, next ? 'open' : 'closed');
      } catch {
        // Not remembered then; nothing else depends on it.
      }
    },
  ];
}
