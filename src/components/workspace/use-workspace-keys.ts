import { useEffect, useRef } from 'react';

/** Single letters work only outside fields and only while switched on; F-keys always. */
export interface WorkspaceKeys {
  areLettersOn: boolean;
  /** Letters also work while a radio button or check box has the focus: nothing is typed there. */
  alsoOnChoices?: boolean;
  /** By what a key types, in lower case; `shift+1` is the key of a digit with Shift, whatever that types. */
  letters: Record<string, () => void>;
  others: Record<string, (event: KeyboardEvent) => void>;
}

export function useWorkspaceKeys(keys: WorkspaceKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const other = latest.current.others[event.key];
      const letter = latest.current.letters[shiftedDigit(event)] ?? latest.current.letters[event.key.toLowerCase()];
      if (other) other(event);
      else if (letter && latest.current.areLettersOn && !isModified(event) && !isTyping(event.target, latest.current))
        letter();
      else return;
      event.preventDefault();
    }
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

const shiftedDigit = ({ shiftKey, code }: KeyboardEvent): string =>
  shiftKey && code.startsWith('Digit') ? `shift+${code.slice(5)}` : '';

const isModified = (event: KeyboardEvent): boolean => event.altKey || event.ctrlKey || event.metaKey;

const CHOICES = ':is([type="radio"], [type="checkbox"])';

const isTyping = (target: EventTarget | null, { alsoOnChoices = false }: WorkspaceKeys): boolean =>
  target instanceof HTMLElement &&
  target.matches('input, textarea, select, [contenteditable]') &&
  !(alsoOnChoices && target.matches(CHOICES));
