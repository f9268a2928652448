import { useEffect, useRef } from 'react';
import { CODE_SYSTEM_NAMES } from '#domain/codeset/code';
import type { FoundEntry, FoundGroup } from './find-codes.ts';

interface FoundOptionsProps {
  id: string;
  groups: FoundGroup[];
  isShown: boolean;
  /** Place of the chosen option, counted through all groups. */
  active: number | undefined;
  onPick(found: FoundEntry): void;
}

/** What was found, by code system. The focus stays in the field that owns the list; `active` is what Enter opens. */
export function FoundOptions({ id, groups, isShown, active, onPick }: FoundOptionsProps) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another option becomes the active one
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, isShown]);
  const starts = groups.map((_, at) => groups.slice(0, at).reduce((sum, { results }) => sum + results.length, 0));
  return (
    <div ref={list} id={`${id}-list`} role="listbox" aria-label="Codes found" className="options" hidden={!isShown}>
      {groups.map(({ system, results }, group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options, which a fieldset cannot hold
        <div key={system} role="group" aria-labelledby={`${id}-${system}`}>
          <div id={`${id}-${system}`} role="presentation" className="option-group">
            {CODE_SYSTEM_NAMES[system]}
          </div>
          {results.map((found, at) => {
            const place = (starts[group] ?? 0) + at;
            return (
              <FoundOption
                key={found.code}
                id={`${id}-${place}`}
                found={found}
                isActive={place === active}
                onPick={onPick}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}

interface FoundOptionProps {
  id: string;
  found: FoundEntry;
  isActive: boolean;
  onPick(found: FoundEntry): void;
}

function FoundOption({ id, found, isActive, onPick }: FoundOptionProps) {
  return (
    // Focus never enters the list: keys are handled by the field that owns it.
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className={found.billable ? 'option' : 'option header'}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onPick(found)}
    >
      <span className="code">{found.code}</span>
      <span>
        {found.title}
        <span className="path">
          {[found.matched && `“${found.matched}”`, ...found.path.slice(0, 1)].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="kind">{found.billable ? 'billable' : 'header ›'}</span>
    </div>
  );
}
