import { type RefObject, useId } from 'react';
import { CodeOptions } from './CodeOptions.tsx';
import { type CodeEntryDoors, useCodeEntry } from './use-code-entry.ts';

interface CodeEntryProps extends CodeEntryDoors {
  label: string;
  placeholder: string;
  inputRef: RefObject<HTMLInputElement | null>;
}

/** The one field by which codes come onto a list: a combobox with list autocomplete (ARIA Authoring Practices). */
export function CodeEntry({ label, placeholder, inputRef, ...doors }: CodeEntryProps) {
  const id = useId();
  const entry = useCodeEntry(doors);
  const { isListShown, active } = entry;
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
        value={entry.text}
        onChange={(event) => entry.type(event.target.value)}
        onKeyDown={entry.onKeyDown}
        onPaste={entry.onPaste}
        onBlur={entry.close}
      />
      <CodeOptions
        id={id}
        label={label}
        isShown={isListShown}
        results={entry.results}
        active={active}
        onPick={entry.pick}
      />
      <p id={`${id}-message`} className={entry.message ? 'notice' : undefined}>
        {entry.message || entry.failure}
      </p>
    </div>
  );
}
