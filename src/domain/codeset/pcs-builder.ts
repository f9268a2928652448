import type { Axis } from './pcs-axes.ts';
import { allows, type PcsRow } from './pcs-table.ts';

/** One legal value and the rows of the table that allow it after what was chosen. */
export interface OfferedValue<Row extends PcsRow> {
  value: string;
  rows: Row[];
}

/** Values of the next axis after `chosen` (0 to 3 characters of axes 4 to 7): each of them leads to a legal code. */
export function nextValues<Row extends PcsRow>(rows: readonly Row[], chosen: string): OfferedValue<Row>[] {
  return valuesAt(rowsAfter(rows, chosen), chosen.length);
}

/**
 * Values that may stand at `axis` (4 to 7) in place of the chosen one while everything else that was chosen stays: the
 * chosen one is among them when the whole is legal.
 */
export function alternatives<Row extends PcsRow>(
  rows: readonly Row[],
  chosen: string,
  axis: Axis,
): OfferedValue<Row>[] {
  const at = axis - 4;
  const others = rows.filter(({ values }) =>
    [...chosen].every((value, place) => place === at || values[place]?.includes(value)),
  );
  return valuesAt(others, at);
}

/** The rows that allow what was chosen of axes 4 to 7. */
export const rowsAfter = <Row extends PcsRow>(rows: readonly Row[], chosen: string): Row[] =>
  rows.filter(({ values }) => allows(values, chosen));

/** The first axis (4 to 7) whose value no code has after the values before it; undefined when all of it is legal. */
export function firstIllegalAxis(rows: readonly PcsRow[], chosen: string): Axis | undefined {
  const lengths = Array.from({ length: chosen.length }, (_, at) => at + 1);
  const wrong = lengths.find((length) => rowsAfter(rows, chosen.slice(0, length)).length === 0);
  return wrong === undefined ? undefined : ((wrong + 3) as Axis);
}

function valuesAt<Row extends PcsRow>(rows: readonly Row[], at: number): OfferedValue<Row>[] {
  const found = new Map<string, Row[]>();
  for (const row of rows)
    for (const value of row.values[at] ?? '') found.set(value, [...(found.get(value) ?? []), row]);
  return [...found]
    .map(([value, of]) => ({ value, rows: of }))
    .sort((one, other) => (one.value < other.value ? -1 : 1));
}
