import { type KeyboardEvent, useEffect, useState } from 'react';
import { announce } from '../announce.ts';
import type { BookChoice } from './book-address.ts';
import { type FoundEntry, type FoundGroup, isSameCode } from './find-codes.ts';
import { type FindState, useFindCodes } from './use-find-codes.ts';

export interface SearchBox {
  text: string;
  groups: FoundGroup[];
  /** Place of the option Enter opens, counted through all groups. */
  active: number | undefined;
  isListShown: boolean;
  /** What to tell when nothing could be looked up; empty as long as it can. */
  failure: string;
  onText(text: string): void;
  onKeyDown(event: KeyboardEvent<HTMLInputElement>): void;
  pick(found: FoundEntry): void;
  close(): void;
}

const NO_CONNECTION = 'Looking up codes needs a connection. Nothing was found out; try again.';

/**
 * What a search field for codes holds and offers. Words choose nothing by themselves, so that Enter lists every result;
 * a typed code chooses itself. The list is walked with the arrow keys (combobox with list autocomplete, ARIA APG).
 */
export function useSearchBox(
  { choice, start }: { choice: BookChoice; start: string },
  onPick: (found: FoundEntry, words: string) => void,
): SearchBox {
  const [text, setText] = useState(start);
  const [isOpen, setIsOpen] = useState(false);
  const [isTouched, setIsTouched] = useState(false);
  const [chosen, setChosen] = useState<number>();
  const search = useFindCodes(choice, isTouched ? text : '');
  const groups = search.kind === 'found' ? search.groups : [];
  const all = groups.flatMap(({ results }) => results);
  const isFresh = search.kind === 'found' && search.query === text.trim();
  const active = chosen ?? (isFresh && all[0] && isSameCode(all[0], text) ? 0 : undefined);
  const isListShown = isOpen && all.length > 0;
  useAnnouncedCount(isOpen && isFresh, search);

  function close() {
    setIsOpen(false);
    setChosen(undefined);
  }
  function pick(found: FoundEntry) {
    close();
    onPick(found, text.trim());
  }
  function open() {
    setIsTouched(true);
    setIsOpen(true);
  }
  function move(by: 1 | -1) {
    open();
    if (all.length === 0) return;
    const from = active ?? (by > 0 ? -1 : all.length);
    setChosen((from + by + all.length) % all.length);
  }
  function leave() {
    if (isListShown) return close();
    setText('');
    close();
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    const found = isListShown && active !== undefined ? all[active] : undefined;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter' && found) pick(found);
    else if (event.key === 'Escape' && (isListShown || text)) leave();
    else return;
    event.preventDefault();
  }
  function onText(typed: string) {
    setText(typed);
    setChosen(undefined);
    open();
  }
  // It stays when the field is left: what stands below must not move away from under the pointer.
  const failure = search.kind === 'failed' ? (search.why ?? NO_CONNECTION) : '';
  return { text, groups, active, isListShown, failure, onText, onKeyDown, pick, close };
}

function useAnnouncedCount(isAsked: boolean, search: FindState): void {
  const count =
    search.kind === 'found' ? search.groups.reduce((sum, { results }) => sum + results.length, 0) : undefined;
  const query = search.kind === 'found' ? search.query : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same number for other words is news again
  useEffect(() => {
    if (isAsked && count !== undefined) announce(count === 0 ? 'No code found' : `${count} codes found`);
  }, [isAsked, count, query]);
}
