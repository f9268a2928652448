import { type RefObject, useEffect, useId, useRef } from 'react';
import type { BookChoice } from './book-address.ts';
import { FoundOptions } from './FoundOptions.tsx';
import { addressOf, type FoundEntry } from './find-codes.ts';
import { useSearchBox } from './use-search-box.ts';

interface CodeSearchBoxProps {
  /** Stands still while the box does: a new one asks again. */
  choice?: BookChoice;
  /** What the field holds at first. */
  text?: string;
  /** The key `/` leads into the field. */
  hasKey?: boolean;
  inputRef?: RefObject<HTMLInputElement | null>;
  /** A code was chosen while `words` stood in the field. Without it the code's page is opened. */
  onPick?(found: FoundEntry, words: string): void;
}

const DEFAULTS: BookChoice = { releases: {} };

/**
 * The field one looks codes up with, results as one types. It stands in a GET form and is called `q`: Enter with nothing
 * chosen sends the form, and so does every browser without JavaScript.
 */
export function CodeSearchBox({ choice = DEFAULTS, text = '', hasKey, inputRef, onPick }: CodeSearchBoxProps) {
  const id = useId();
  const own = useRef<HTMLInputElement>(null);
  const input = inputRef ?? own;
  const openPage = (found: FoundEntry, words: string) =>
    onPick ? onPick(found, words) : location.assign(fullAddress(found, choice));
  const box = useSearchBox({ choice, start: text }, openPage);
  useSlashKey(input, hasKey ?? false);
  const hasActive = box.isListShown && box.active !== undefined;
  return (
    <div className="entry">
      <label className="ears-only" htmlFor={id}>
        Look up: words, a code, or the beginning of a code
      </label>
      <input
        ref={input}
        id={id}
        name="q"
        className="field"
        role="combobox"
        aria-expanded={box.isListShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={hasActive ? `${id}-${box.active}` : undefined}
        aria-describedby={`${id}-message`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={200}
        placeholder="Words or a code"
        value={box.text}
        onChange={(event) => box.onText(event.target.value)}
        onKeyDown={box.onKeyDown}
        onBlur={box.close}
      />
      <FoundOptions id={id} groups={box.groups} isShown={box.isListShown} active={box.active} onPick={box.pick} />
      <p id={`${id}-message`} role="status" className={box.failure ? 'notice' : undefined}>
        {box.failure}
      </p>
    </div>
  );
}

/** On pages of their own links say which release they stand in. */
function fullAddress(found: FoundEntry, { releases }: BookChoice): string {
  const label = releases[found.system];
  return label === undefined ? addressOf(found) : `${addressOf(found)}?${new URLSearchParams({ release: label })}`;
}

function useSlashKey(input: RefObject<HTMLInputElement | null>, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    function onKeyDown(event: KeyboardEvent) {
      const isModified = event.altKey || event.ctrlKey || event.metaKey;
      const isTyping = event.target instanceof Element && event.target.matches('input, textarea, select');
      if (event.key !== '/' || isModified || isTyping || event.defaultPrevented) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    }
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [input, isOn]);
}
