import type { KeyboardEvent } from 'react';
import { POA_INDICATORS, type PoaIndicator } from '#domain/chart/coding-sheet';
import type { DraftDiagnosis, DraftProcedure, DraftService } from '#domain/chart/draft-sheet-schema';
import type { Cell } from './sheet-reducer.ts';

const POA_NAMES: Record<PoaIndicator, string> = {
  Y: 'Y, present',
  N: 'N, not present',
  U: 'U, documentation insufficient',
  W: 'W, clinically undetermined',
  exempt: 'Exempt from POA reporting',
};

interface PoaProps {
  row: DraftDiagnosis;
  name: string;
  onPoa(poa: PoaIndicator | undefined): void;
}

/** Native radio buttons: arrow keys as everywhere, and the indicator's own letter as a short cut. */
export function PoaCell({ row, name, onPoa }: PoaProps) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const typed = event.key === 'e' || event.key === 'E' ? 'exempt' : event.key.toUpperCase();
    const poa = POA_INDICATORS.find((indicator) => indicator === typed);
    if (poa) onPoa(poa);
    else if (event.key === 'Delete' || event.key === 'Backspace') onPoa(undefined);
    else return;
    event.preventDefault();
  }
  return (
    <fieldset className={`poa${row.poa ? '' : ' open'}`} onKeyDown={onKeyDown}>
      <legend className="ears-only">Present on admission: {name}</legend>
      <span aria-hidden="true" className="cell-name">
        POA
      </span>
      {POA_INDICATORS.map((poa) => (
        <label key={poa} title={POA_NAMES[poa]}>
          <input
            type="radio"
            name={`poa-${row.id}`}
            aria-label={POA_NAMES[poa]}
            checked={row.poa === poa}
            onChange={() => onPoa(poa)}
          />
          <span aria-hidden="true">{poa === 'exempt' ? 'Ex' : poa}</span>
        </label>
      ))}
    </fieldset>
  );
}

type OnCell = (cell: Cell, text: string) => void;

export function DateCell({ row, name, min, max, onCell }: DateProps) {
  return (
    <label className="cell">
      <span className="cell-name">Date</span>
      <input
        type="date"
        className="field"
        aria-label={`Date of ${name}`}
        min={min}
        max={max}
        value={row.date}
        onChange={(event) => onCell('date', event.target.value)}
      />
    </label>
  );
}
interface DateProps {
  row: DraftProcedure;
  name: string;
  /** First and last day of the encounter: what the picker offers; other days can still be typed. */
  min: string;
  max: string;
  onCell: OnCell;
}

const SERVICE_CELLS = [
  { cell: 'modifiers', label: 'Modifiers', hint: 'in order, e.g. RT', placeholder: '' },
  { cell: 'units', label: 'Units', hint: '1–9999', placeholder: '?' },
  { cell: 'pointers', label: 'Pointers', hint: 'letters A–L, first one first', placeholder: 'A–L' },
] as const;

/** Text cells on purpose: coders type `RT 5E` and `AB` faster than they choose, and a wrong one gets an edit finding. */
export function ServiceCells({ row, name, onCell }: { row: DraftService; name: string; onCell: OnCell }) {
  return SERVICE_CELLS.map(({ cell, label, hint, placeholder }) => (
    <label key={cell} className={`cell ${cell}`}>
      <span className="cell-name">{label}</span>
      <input
        className="field code"
        aria-label={`${label} of ${name}, ${hint}`}
        title={hint}
        placeholder={placeholder}
        value={row[cell]}
        maxLength={200}
        inputMode={cell === 'units' ? 'numeric' : undefined}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="characters"
        onChange={(event) => onCell(cell, event.target.value)}
        onBlur={() => cell !== 'units' && onCell(cell, row[cell].toUpperCase())}
      />
    </label>
  ));
}
