import { type KeyboardEvent, type RefObject, useRef } from 'react';
import type { ChartDocument } from '#domain/chart/chart';
import type { Highlight } from '#domain/chart/draft-sheet-schema';
import { DocumentView } from '../chart/DocumentView.tsx';
import type { MarkSpan } from '../chart/marked-runs.ts';
import { HighlightList } from './HighlightList.tsx';
import type { useFind } from './use-find.ts';

interface ChartPaneProps {
  documents: ChartDocument[];
  open: string;
  onOpen(document: string): void;
  highlights: Highlight[];
  find: ReturnType<typeof useFind>;
  findRef: RefObject<HTMLInputElement | null>;
  message: string;
  onHighlight(): void;
  onUnhighlight(highlight: Highlight): void;
  onShow(highlight: Highlight): void;
}

/** The chart: documents as tabs (ARIA Authoring Practices), a find field that stays in view, and the highlighter. */
export function ChartPane(props: ChartPaneProps) {
  const { documents, open, find } = props;
  return (
    <>
      <div className="chart-tools">
        <DocumentTabs {...props} />
        <FindBar {...props} />
        <HighlightList
          documents={documents}
          highlights={props.highlights}
          onRemove={props.onUnhighlight}
          onShow={props.onShow}
        />
      </div>
      {documents.map((document) => (
        <div
          key={document.id}
          role="tabpanel"
          id={`panel-${document.id}`}
          data-document={document.id}
          aria-labelledby={`tab-${document.id}`}
          className="document"
          // The text is where keys for highlighting work, so it can be reached.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling tab panel without controls is focusable (APG)
          tabIndex={0}
          hidden={document.id !== open}
        >
          <h2 className="print-title">{document.title}</h2>
          <DocumentView document={document} marks={marksOf(document.id, props.highlights, find)} />
        </div>
      ))}
    </>
  );
}

function marksOf(document: string, highlights: Highlight[], find: ChartPaneProps['find']): MarkSpan[] {
  return [
    ...highlights
      .filter((highlight) => highlight.document === document)
      .map(({ id, start, end }): MarkSpan => ({ id: `highlight-${id}`, start, end, look: 'highlight' })),
    ...find.matches
      .filter((match) => match.document === document)
      .map((match): MarkSpan => ({ ...match, look: match === find.current ? 'found-now' : 'found' })),
  ];
}

function DocumentTabs({ documents, open, onOpen, find }: ChartPaneProps) {
  const tabs = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent) {
    const at = documents.findIndex((document) => document.id === open);
    const last = documents.length - 1;
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[
      event.key
    ];
    const document = to === undefined ? undefined : documents[to];
    if (!document) return;
    event.preventDefault();
    onOpen(document.id);
    tabs.current?.querySelector<HTMLElement>(`#tab-${document.id}`)?.focus();
  }
  return (
    <div ref={tabs} className="tabs" role="tablist" aria-label="Documents" onKeyDown={onKeyDown}>
      {documents.map((document) => {
        const count = find.matches.filter((match) => match.document === document.id).length;
        return (
          <button
            key={document.id}
            type="button"
            role="tab"
            id={`tab-${document.id}`}
            aria-selected={document.id === open}
            aria-controls={`panel-${document.id}`}
            tabIndex={document.id === open ? 0 : -1}
            onClick={() => onOpen(document.id)}
          >
            {document.title}
            {count ? <span className="count"> {count}</span> : null}
          </button>
        );
      })}
    </div>
  );
}

function FindBar({ find, findRef, message, onHighlight }: ChartPaneProps) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') find.walk(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape' && find.query) find.setQuery('');
    else return;
    event.preventDefault();
  }
  const count = find.matches.length;
  return (
    <search className="find-bar">
      <input
        ref={findRef}
        className="field"
        aria-label="Find in chart"
        aria-describedby="find-count"
        placeholder="Find in chart"
        value={find.query}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => find.setQuery(event.target.value)}
        onFocus={(event) => event.target.select()}
        onKeyDown={onKeyDown}
      />
      <span id="find-count" role="status" className="soft count">
        {find.query.trim().length < 2 ? '' : count ? `${find.at + 1} of ${count}` : 'Not found'}
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label="Previous match"
        aria-disabled={!count}
        onClick={() => find.walk(-1)}
      >
        ↑
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Next match"
        aria-disabled={!count}
        onClick={() => find.walk(1)}
      >
        ↓
      </button>
      {/* A pointer press must not take the selection away before it is read. */}
      <button type="button" className="button" onPointerDown={(event) => event.preventDefault()} onClick={onHighlight}>
        Highlight <kbd>H</kbd>
      </button>
      {message ? <span className="find-message small">{message}</span> : null}
    </search>
  );
}
