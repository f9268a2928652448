import { type ClipboardEvent, type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react';
import { announce } from '../announce.ts';
import { CodeOptions } from './CodeOptions.tsx';
import { type FoundCode, isCode, type SearchScope } from './code-search.ts';
import { couldBeCode, looksLikeCode, readPastedCodes } from './pasted-codes.ts';
import { useCodeSearch } from './use-code-search.ts';

interface CodeEntryProps {
  label: string;
  placeholder: string;
  scopes: SearchScope[];
  inputRef: RefObject<HTMLInputElement | null>;
  /** Rows that still fit into the list. */
  room: number;
  onPick(found: FoundCode): void;
  onCodes(codes: string[]): void;
  /** Enter in the empty field. */
  onNothing(): void;
}

/** The one field by which codes come onto a list: a combobox with list autocomplete (ARIA Authoring Practices). */
export function CodeEntry({ label, placeholder, scopes, inputRef, room, onPick, onCodes, onNothing }: CodeEntryProps) {
  const id = useId();
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
  const isListShown = isOpen && results.length > 0;

  useEffect(() => {
    if (isOpen && isFresh) announce(results.length ? `${results.length} codes found` : 'No code found');
  }, [isOpen, isFresh, results.length]);

  function say(sentence: string) {
    setMessage(sentence);
    announce(sentence);
  }
  function clear() {
    setText('');
    setChosen(undefined);
    setIsBelowHeader(false);
    setIsOpen(false);
    setMessage('');
  }
  function pick(found: FoundCode) {
    if (!found.billable && !isCode(found, text)) {
      // A header is a way down, not a code to report: it becomes the query, and the codes below it are listed.
      setText(found.code);
      setChosen(undefined);
      setIsBelowHeader(true);
      announce(`${found.code} is a header; choose a code below it`);
      return;
    }
    onPick(found);
    clear();
  }
  function enter() {
    const found = isListShown && active !== undefined ? results[active] : undefined;
    const typed = text.trim();
    if (!typed) onNothing();
    else if (room <= 0) say('The list is full. Remove a row before you add another.');
    else if (found) pick(found);
    else if (looksLikeCode(typed)) {
      onCodes([typed]);
      clear();
    } else if (typed && search.kind !== 'searching') {
      say(`Nothing found for “${shorten(typed)}”. Try other words, or type a code; letters and digits only.`);
    }
  }
  function move(step: number) {
    setIsOpen(true);
    if (results.length === 0) return;
    const from = active ?? (step > 0 ? -1 : results.length);
    setChosen((from + step + results.length) % results.length);
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter') enter();
    else if (event.key === 'Escape' && (isListShown || text)) isListShown ? setIsOpen(false) : clear();
    else return;
    event.preventDefault();
  }
  function onPaste(event: ClipboardEvent) {
    const pasted = readPastedCodes(event.clipboardData.getData('text'));
    if (!pasted) return;
    event.preventDefault();
    if (pasted.codes.length > room) {
      say(tooMany(pasted.codes.length, room));
      return;
    }
    onCodes(pasted.codes);
    clear();
    say(pastedSentence(pasted.codes.length, pasted.leftOut));
  }

  return (
    <div className="entry">
      <label className="ears-only" htmlFor={id}>
        {label}
      </label>
      <input
        ref={inputRef}
        id={id}
        className="field"
        role="combobox"
        aria-expanded={isListShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isListShown && active !== undefined ? `${id}-${active}` : undefined}
        aria-describedby={`${id}-message`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={200}
        placeholder={placeholder}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(undefined);
          setIsBelowHeader(false);
          setIsOpen(true);
          setMessage('');
        }}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => setIsOpen(false)}
      />
      <CodeOptions id={id} label={label} isShown={isListShown} results={results} active={active} onPick={pick} />
      <p id={`${id}-message`} className={message ? 'notice' : undefined}>
        {message ||
          (isOpen && search.kind === 'failed' ? 'Looking up codes needs a connection. A code can still be typed.' : '')}
      </p>
    </div>
  );
}

/**
 * Words choose the best match by themselves; a typed code chooses only itself, so that Enter never changes it; and who
 * went down from a header wants what is below it.
 */
function firstChoice(
  results: FoundCode[],
  text: string,
  { isTypedCode, isBelowHeader }: { isTypedCode: boolean; isBelowHeader: boolean },
): number | undefined {
  const first = results[0];
  if (!first) return undefined;
  if (isBelowHeader && results.length > 1) return 1;
  return !isTypedCode || isCode(first, text) ? 0 : undefined;
}

const shorten = (text: string): string => (text.length > 40 ? `${[...text].slice(0, 40).join('')}…` : text);

const tooMany = (count: number, room: number): string =>
  `${count.toLocaleString('en-US')} codes were pasted and none was added: there is room for ${room} more rows. Paste fewer at once.`;

function pastedSentence(added: number, leftOut: string[]): string {
  const sentence = `${added} codes added.`;
  return leftOut.length
    ? `${sentence} Left out, because they do not look like codes: ${leftOut.slice(0, 3).map(shorten).join(', ')}${leftOut.length > 3 ? ` and ${leftOut.length - 3} more` : ''}.`
    : sentence;
}
