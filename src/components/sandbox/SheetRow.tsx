import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import type { EditFinding } from '#domain/codeset/edit-finding';
import { goDownTheColumn } from './row-cells-focus.ts';
import { isAboutCode } from './shown-findings.ts';

export interface RowFrame {
  id: string;
  /** What the row is called in labels: its code, or its place when it has none yet. */
  name: string;
  /** Place as shown: a number, or a pointer letter. */
  place: string;
  index: number;
  count: number;
  code: string;
  /** What the code means; null when the release does not have it; undefined while it is being looked up. */
  title: string | null | undefined;
  findings: EditFinding[];
  isDropTarget: 'before' | 'after' | undefined;
  isDragged: boolean;
  onCode(text: string): void;
  onCodeDone(): void;
  onMove(to: number): void;
  onRemove(): void;
  /** Opens the page of the row's code in the code book. */
  onLookUp(): void;
  onGrab(event: PointerEvent<HTMLElement>): void;
}

/** The parts every row of a sheet has; what a list adds (POA, date, modifiers …) comes as children. */
export function SheetRow({ row, badge, children }: { row: RowFrame; badge?: string; children?: ReactNode }) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && event.altKey) {
      event.preventDefault();
      row.onLookUp();
      return;
    }
    if (event.key === 'Enter' && goDownTheColumn(event.target, event.shiftKey ? -1 : 1)) event.preventDefault();
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const to = row.index + (event.key === 'ArrowUp' ? -1 : 1);
    if (to >= 0 && to < row.count) row.onMove(to);
  }
  const hasError = row.findings.some((finding) => finding.severity === 'error' && isAboutCode(finding));
  const drop = row.isDropTarget ? ` drop-${row.isDropTarget}` : '';
  return (
    <li
      className={`row${row.isDragged ? ' dragged' : ''}${drop}`}
      data-row={row.id}
      onKeyDown={onKeyDown}
      aria-label={badge ? `${badge}: ${row.name}` : row.name}
    >
      {/* For the pointer only; the keyboard moves rows with Alt and the arrow keys, or with the buttons. */}
      <span className="grip" aria-hidden="true" onPointerDown={row.onGrab}>
        ⠿
      </span>
      <span className="place" aria-hidden="true">
        {row.place}
      </span>
      <input
        className="code code-cell"
        aria-label={`Code of row ${row.index + 1}`}
        aria-invalid={hasError || undefined}
        aria-describedby={row.findings.length ? `findings-${row.id}` : undefined}
        value={row.code}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => row.onCode(event.target.value)}
        onBlur={row.onCodeDone}
        onKeyDown={(event) => event.key === 'Enter' && row.onCodeDone()}
      />
      <span className="title">
        {badge ? <span className="badge">{badge}</span> : null}
        <Title title={row.title} />
      </span>
      {children ? <div className="cells">{children}</div> : null}
      <span className="row-buttons">
        {row.code.trim() ? <LookUpButton row={row} /> : null}
        <MoveButton row={row} step={-1} />
        <MoveButton row={row} step={1} />
        <button type="button" className="icon-button" aria-label={`Remove ${row.name}`} onClick={row.onRemove}>
          ✕
        </button>
      </span>
      <Findings row={row} />
    </li>
  );
}

function Title({ title }: { title: string | null | undefined }) {
  if (title === undefined) return <span className="soft">…</span>;
  return title === null ? <span className="soft">Not in the installed code set</span> : title;
}

/** Alt and Enter do the same from anywhere in the row, so Tab need not stop here. */
function LookUpButton({ row }: { row: RowFrame }) {
  return (
    <button
      type="button"
      className="icon-button look-up"
      tabIndex={-1}
      aria-label={`Open ${row.name} in the code book`}
      title="Open in the code book (Alt Enter)"
      onClick={row.onLookUp}
    >
      ≣
    </button>
  );
}

/** For the pointer and for screen readers' own cursor; Alt and the arrow keys do the same, so Tab need not stop here. */
function MoveButton({ row, step }: { row: RowFrame; step: 1 | -1 }) {
  const to = row.index + step;
  const canMove = to >= 0 && to < row.count;
  return (
    <button
      type="button"
      className="icon-button move"
      tabIndex={-1}
      aria-label={`Move ${row.name} ${step < 0 ? 'up' : 'down'}`}
      aria-disabled={!canMove}
      onClick={() => canMove && row.onMove(to)}
    >
      {step < 0 ? '↑' : '↓'}
    </button>
  );
}

function Findings({ row }: { row: RowFrame }) {
  if (row.findings.length === 0) return null;
  return (
    <ul className="findings" id={`findings-${row.id}`}>
      {row.findings.map((finding) => (
        <li key={finding.code + finding.message} className={`notice${finding.severity === 'error' ? ' wrong' : ''}`}>
          <span className="severity">{finding.severity === 'error' ? '✕ Error' : '! Check'}</span> {finding.message}
          {finding.cites.length ? <span className="soft small"> {finding.cites.join(' · ')}</span> : null}
        </li>
      ))}
    </ul>
  );
}
