import { type ReactNode, type RefObject, useState } from 'react';
import type { SheetList } from '#domain/chart/coding-sheet';
import { DRAFT_LIMITS } from '#domain/chart/draft-limits';
import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import { canonicalText } from '#domain/codeset/code';
import { announce } from '../announce.ts';
import type { LookUps } from '../code-book/use-look-up-log.ts';
import { useDragOrder } from '../workspace/use-drag-order.ts';
import { CodeEntry } from './CodeEntry.tsx';
import { type FoundCode, isCode, type SearchScope, scopeOf, writeCode } from './code-search.ts';
import { goToFirstOpenCell } from './row-cells-focus.ts';
import { newRowId } from './row-id.ts';
import { type RowFrame, SheetRow } from './SheetRow.tsx';
import type { AnyRow, SheetChange } from './sheet-reducer.ts';
import { shownFindings } from './shown-findings.ts';
import { pageOfCode } from './use-code-book-side.ts';
import type { RowFinding } from './use-draft.ts';
import type { Titles } from './use-titles.ts';

interface SheetSectionProps<List extends SheetList> {
  list: List;
  heading: string;
  hint: ReactNode;
  entryLabel: string;
  scopes: SearchScope[];
  rows: DraftSheet[List];
  titles: Titles;
  findings: RowFinding[];
  entryRef: RefObject<HTMLInputElement | null>;
  change(change: SheetChange): void;
  learnTitle(code: string, title: string): void;
  /** Notes the way a code came onto the list. */
  note: LookUps['note'];
  openInBook(address: string): void;
  badgeOf?(index: number): string | undefined;
  placeOf(row: DraftSheet[List][number], index: number): string;
  cells?(row: DraftSheet[List][number], name: string): ReactNode;
  /** Stands under the field that adds to the list. */
  below?: ReactNode;
}

/** One list of the coding sheet: its rows in sequence, and the field that adds to it. */
export function SheetSection<List extends SheetList>(props: SheetSectionProps<List>) {
  const { list, rows, change, entryRef, scopes } = props;
  const [removed, setRemoved] = useState<{ row: AnyRow; at: number }>();
  const { drag, start } = useDragOrder((id, place) => {
    const from = rows.findIndex((row) => row.id === id);
    move(id, place > from ? place - 1 : place);
  });
  const nameOf = (row: AnyRow, index: number) => writeCode(scopes, row.code) || `row ${index + 1} without a code`;

  function move(id: string, to: number) {
    const from = rows.findIndex((row) => row.id === id);
    const row = rows[from];
    if (!row || to === from) return;
    const focused = document.activeElement;
    change({ do: 'move', list, id, to });
    announce(`${nameOf(row, from)} is now ${to + 1} of ${rows.length}`);
    // Moving an element in the page takes the focus from it.
    requestAnimationFrame(() => focused instanceof HTMLElement && focused.isConnected && focused.focus());
  }
  function remove(row: AnyRow, at: number) {
    change({ do: 'remove', list, id: row.id });
    setRemoved({ row, at });
    announce(`${nameOf(row, at)} removed`);
    entryRef.current?.focus();
  }
  function restore() {
    if (removed) change({ do: 'restore', list, row: removed.row, to: removed.at });
    setRemoved(undefined);
    entryRef.current?.focus();
  }
  function add(codes: string[]) {
    change({ do: 'add', list, rows: codes.map((code) => ({ id: newRowId(), code: writeCode(scopes, code) })) });
    setRemoved(undefined);
    if (codes.length === 1) announce(`${writeCode(scopes, codes[0] ?? '')} added as row ${rows.length + 1}`);
  }
  function pick(found: FoundCode, words: string) {
    props.learnTitle(found.code, found.title);
    if (!isCode(found, words)) props.note('search', words);
    props.note('take', words, found.code);
    add([found.code]);
  }
  function addTyped(codes: string[]) {
    for (const code of codes) props.note('take', code, writeCode(scopes, code));
    add(codes);
  }
  function lookUp(row: AnyRow) {
    const code = canonicalText(row.code);
    const system = scopeOf(scopes, code)?.system;
    if (code && system) props.openInBook(pageOfCode(system, code));
  }
  function frame(row: DraftSheet[List][number], index: number): RowFrame {
    const code = canonicalText(row.code);
    return {
      id: row.id,
      name: nameOf(row, index),
      place: props.placeOf(row, index),
      index,
      count: rows.length,
      code: row.code,
      title: code === '' ? '' : props.titles[code],
      findings: shownFindings(
        row,
        props.findings.filter((at) => at.rowId === row.id && at.code === code).map((at) => at.finding),
      ),
      isDropTarget: dropTarget(drag?.to, index, rows.length),
      isDragged: drag?.id === row.id,
      onCode: (text) => change({ do: 'edit', list, id: row.id, cell: 'code', text }),
      onCodeDone: () => change({ do: 'edit', list, id: row.id, cell: 'code', text: writeCode(scopes, row.code) }),
      onMove: (to) => move(row.id, to),
      onRemove: () => remove(row, index),
      onLookUp: () => lookUp(row),
      onGrab: (event) => start(event, row.id),
    };
  }

  return (
    <section className="list" aria-labelledby={`${list}-heading`}>
      <h2 id={`${list}-heading`}>
        {props.heading} <span className="hint">{props.hint}</span>
      </h2>
      <ol className="rows">
        {rows.map((row, index) => (
          <SheetRow key={row.id} row={frame(row, index)} badge={props.badgeOf?.(index)}>
            {props.cells?.(row, nameOf(row, index))}
          </SheetRow>
        ))}
      </ol>
      {removed ? (
        <p className="undo small">
          {nameOf(removed.row, removed.at)} removed.{' '}
          <button type="button" className="button" onClick={restore}>
            Undo
          </button>
        </p>
      ) : null}
      <CodeEntry
        label={props.entryLabel}
        placeholder={props.entryLabel}
        scopes={scopes}
        inputRef={entryRef}
        room={DRAFT_LIMITS.rowsPerList - rows.length}
        onPick={pick}
        onCodes={addTyped}
        onWayDown={(words) => props.note('search', words)}
        onLookUp={({ system, code }) => props.openInBook(pageOfCode(system, code))}
        onNothing={() => goToFirstOpenCell(entryRef.current?.closest('.list'))}
      />
      {props.below}
    </section>
  );
}

function dropTarget(to: number | undefined, index: number, count: number): 'before' | 'after' | undefined {
  if (to === index) return 'before';
  return to === count && index === count - 1 ? 'after' : undefined;
}
