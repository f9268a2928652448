import { useEffect, useRef } from 'react';
import type { FoundCode } from './code-search.ts';

interface CodeOptionsProps {
  id: string;
  label: string;
  isShown: boolean;
  results: FoundCode[];
  active: number | undefined;
  onPick(found: FoundCode): void;
}

/** The list under a code field. The focus stays in the field; `active` is what Enter picks. */
export function CodeOptions({ id, label, isShown, results, active, onPick }: CodeOptionsProps) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another option becomes the active one
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, isShown]);
  return (
    // Focus never enters the list: keys are handled by the field that owns it.
    <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className="options" hidden={!isShown}>
      {results.map((found, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <div
          key={`${found.system}${found.code}`}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className={found.billable ? 'option' : 'option header'}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(found)}
        >
          <span className="code">{found.code}</span>
          <span>
            {found.title}
            <PathLine found={found} />
          </span>
          <span className="kind">{found.billable ? 'billable' : 'header ›'}</span>
        </div>
      ))}
    </div>
  );
}

function PathLine({ found }: { found: FoundCode }) {
  const line = [found.matched && `“${found.matched}”`, shortPath(found.path)].filter(Boolean).join(' · ');
  return line ? <span className="path">{line}</span> : null;
}

/** The category and the nearest header in full, those between by code alone: enough to see where a code stands. */
function shortPath(headers: string[]): string {
  const last = headers.length - 1;
  return headers.map((header, at) => (at === 0 || at === last ? header : header.split(' ')[0])).join(' › ');
}
