import { type ClipboardEvent, type KeyboardEvent, useEffect, useState } from 'react';
import { announce } from '../announce.ts';
import { type FoundCode, isCode, type SearchScope } from './code-search.ts';
import { FULL, nothingFound, onlyGuesses, pastedSentence, tooMany } from './entry-sentences.ts';
import { couldBeCode, looksLikeCode, readPastedCodes } from './pasted-codes.ts';
import { useCodeSearch } from './use-code-search.ts';

export interface CodeEntryDoors {
  scopes: SearchScope[];
  /** Rows that still fit into the list. */
  room: number;
  onPick(found: FoundCode, words: string): void;
  onCodes(codes: string[]): void;
  /** Words led to a header, whose codes are listed next. */
  onWayDown(words: string): void;
  /** Somebody wants to read about a code before they take it. */
  onLookUp(found: FoundCode): void;
  /** Enter in the empty field. */
  onNothing(): void;
}

/** What a code field holds and offers, and what its keys and pastes do (combobox with list autocomplete, ARIA APG). */
export function useCodeEntry(doors: CodeEntryDoors) {
  const field = useEntryField(doors.scopes);
  const { text, results, active, isListShown } = field;
  const found = isListShown && active !== undefined ? results[active] : undefined;

  function pick(found: FoundCode) {
    if (!found.billable && !isCode(found, text)) return goDown(found);
    doors.onPick(found, text.trim());
    field.clear();
  }
  /** A header is a way down, not a code to report: it becomes the query, and the codes below it are listed. */
  function goDown(found: FoundCode) {
    doors.onWayDown(text.trim());
    field.lookBelow(found.code);
    announce(`${found.code} is a header; choose a code below it`);
  }
  function enter() {
    const typed = text.trim();
    if (!typed) doors.onNothing();
    else if (doors.room <= 0) field.say(FULL);
    else if (found) pick(found);
    else if (looksLikeCode(typed)) {
      doors.onCodes([typed]);
      field.clear();
    } else if (!field.isSearching) field.say(results.length > 0 ? onlyGuesses(typed) : nothingFound(typed));
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') field.move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter' && event.altKey) found && doors.onLookUp(found);
    else if (event.key === 'Enter') enter();
    else if (event.key === 'Escape' && (isListShown || text)) isListShown ? field.close() : field.clear();
    else return;
    event.preventDefault();
  }
  function onPaste(event: ClipboardEvent) {
    const pasted = readPastedCodes(event.clipboardData.getData('text'));
    if (!pasted) return;
    event.preventDefault();
    if (pasted.codes.length > doors.room) return field.say(tooMany(pasted.codes.length, doors.room));
    doors.onCodes(pasted.codes);
    field.clear();
    field.say(pastedSentence(pasted.codes.length, pasted.leftOut));
  }
  return { ...field, pick, onKeyDown, onPaste };
}

const NO_CONNECTION = 'Looking up codes needs a connection. A code can still be typed.';

/** The text of the field, what was found for it, and which of it is chosen. */
function useEntryField(scopes: SearchScope[]) {
  const [text, setText] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState<number>();
  const [isBelowHeader, setIsBelowHeader] = useState(false);
  const [message, setMessage] = useState('');
  const search = useCodeSearch(scopes, text);
  const results = search.kind === 'found' ? search.results : [];
  const isFresh = search.kind === 'found' && search.query === text.trim();
  const systems = scopes.map(({ system }) => system);
  const isTypedCode = couldBeCode(systems, text.trim());
  const active = chosen ?? (isFresh ? firstChoice(results, text, { isTypedCode, isBelowHeader }) : undefined);

  useEffect(() => {
    if (isOpen && isFresh) announce(results.length ? `${results.length} codes found` : 'No code found');
  }, [isOpen, isFresh, results.length]);

  function hold(next: { text: string; isOpen: boolean; isBelowHeader?: boolean }) {
    setText(next.text);
    setChosen(undefined);
    setIsBelowHeader(next.isBelowHeader ?? false);
    setIsOpen(next.isOpen);
    setMessage('');
  }
  function move(step: 1 | -1) {
    setIsOpen(true);
    if (results.length === 0) return;
    const from = active ?? (step > 0 ? -1 : results.length);
    setChosen((from + step + results.length) % results.length);
  }
  return {
    text,
    results,
    active,
    message,
    isListShown: isOpen && results.length > 0,
    isSearching: search.kind === 'searching',
    failure: isOpen && search.kind === 'failed' ? (search.why ?? NO_CONNECTION) : '',
    type: (typed: string) => hold({ text: typed, isOpen: true }),
    lookBelow: (header: string) => hold({ text: header, isOpen: true, isBelowHeader: true }),
    clear: () => hold({ text: '', isOpen: false }),
    close: () => setIsOpen(false),
    move,
    say: (sentence: string) => {
      setMessage(sentence);
      announce(sentence);
    },
  };
}

/**
 * Words choose the best match by themselves, if it has them all; a typed code chooses only itself, so that Enter never
 * changes it; and who went down from a header wants what is below it.
 */
function firstChoice(
  results: FoundCode[],
  text: string,
  { isTypedCode, isBelowHeader }: { isTypedCode: boolean; isBelowHeader: boolean },
): number | undefined {
  const first = results[0];
  if (!first) return undefined;
  if (isBelowHeader && results.length > 1) return 1;
  return (isTypedCode ? isCode(first, text) : first.hasAllWords) ? 0 : undefined;
}
