import type { KeyboardEvent } from 'react';
import { POA_INDICATORS } from '#domain/chart/coding-sheet';
import type { CandidateItem } from '#domain/exam/items/candidate-item';
import type { AnswerOf } from '#domain/exam/items/item-answer';
import type { ItemState } from '#domain/exam/sittings/sitting';

type TypedItem = Extract<CandidateItem, { type: 'typed-codes' }>;
type Row = AnswerOf<'codes'>['rows'][number];

const MOST_ROWS = 30;
const EMPTY: Row = { code: '', modifiers: '', units: '' };
const NAMES = { diagnoses: 'diagnosis', procedures: 'procedure', services: 'service line' } as const;

const rowsOf = ({ answer }: ItemState): Row[] => (answer?.kind === 'codes' ? answer.rows : []);

/** The answer with one code more, in the first row that is free; undefined when there is no room. */
export function withCode(state: ItemState, code: string): Partial<ItemState> | undefined {
  const rows = rowsOf(state);
  const free = rows.findIndex((row) => row.code.trim() === '');
  if (free < 0 && rows.length >= MOST_ROWS) return undefined;
  const next = free < 0 ? [...rows, { ...EMPTY, code }] : rows.with(free, { ...EMPTY, ...rows[free], code });
  return { answer: { kind: 'codes', rows: next } };
}

interface TypedCodesProps {
  item: TypedItem;
  state: ItemState;
  onChange(what: Partial<ItemState>): void;
}

/** Codes typed into rows, with the cells the item asks for. There is always an empty row at the end. */
export function TypedCodesAnswer({ item, state, onChange }: TypedCodesProps) {
  const rows = rowsOf(state);
  const last = rows.at(-1);
  const shown = rows.length < MOST_ROWS && last?.code !== '' ? [...rows, EMPTY] : rows;
  const name = NAMES[item.list];
  const set = (at: number, what: Partial<Row>) => {
    const next = shown.map((row, index) => (index === at ? { ...row, ...what } : row));
    onChange({ answer: { kind: 'codes', rows: withoutEnd(next) } });
  };
  const remove = (at: number) => onChange({ answer: { kind: 'codes', rows: rows.filter((_, index) => index !== at) } });
  return (
    <fieldset className="typed-codes" onKeyDown={goToNextRow}>
      <legend className="asked">{`Type your codes, one ${name} a row. In order, where order counts.`}</legend>
      <ol>
        {shown.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are their places
          <li key={at}>
            <input
              className="field code"
              aria-label={`Code of ${name} ${at + 1}`}
              placeholder={at === rows.length ? 'Code' : undefined}
              value={row.code}
              maxLength={200}
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="characters"
              onChange={(event) => set(at, { code: event.target.value })}
            />
            {item.asks.map((cell) => (
              <Cell key={cell} cell={cell} row={row} of={`${name} ${at + 1}`} set={(what) => set(at, what)} />
            ))}
            {at < rows.length ? (
              <button
                type="button"
                className="icon-button"
                aria-label={`Remove ${name} ${at + 1}`}
                onClick={() => remove(at)}
              >
                ×
              </button>
            ) : null}
          </li>
        ))}
      </ol>
    </fieldset>
  );
}

interface CellProps {
  cell: TypedItem['asks'][number];
  row: Row;
  of: string;
  set(what: Partial<Row>): void;
}

const CELL_NAMES = { poa: 'POA', modifiers: 'Modifiers', units: 'Units' } as const;

function Cell({ cell, row, of, set }: CellProps) {
  const name = `${CELL_NAMES[cell]} of ${of}`;
  return (
    <div className={`cell ${cell}`}>
      <span className="cell-name" aria-hidden="true">
        {CELL_NAMES[cell]}
      </span>
      {cell === 'poa' ? (
        <select
          className="field"
          aria-label={name}
          value={row.poa ?? ''}
          onChange={(event) => set({ poa: POA_INDICATORS.find((poa) => poa === event.target.value) })}
        >
          <option value="">–</option>
          {POA_INDICATORS.map((poa) => (
            <option key={poa}>{poa}</option>
          ))}
        </select>
      ) : (
        <input
          className="field code"
          aria-label={name}
          value={row[cell]}
          maxLength={200}
          inputMode={cell === 'units' ? 'numeric' : undefined}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => set({ [cell]: event.target.value })}
        />
      )}
    </div>
  );
}

/** Empty rows at the end are no answer. */
function withoutEnd(rows: Row[]): Row[] {
  const last = rows.findLastIndex(({ code, modifiers, units, poa }) => code || modifiers || units || poa);
  return rows.slice(0, last + 1);
}

/** Enter goes down, as in a sheet. */
function goToNextRow(event: KeyboardEvent<HTMLFieldSetElement>): void {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  event.target.closest('li')?.nextElementSibling?.querySelector('input')?.focus();
}
