import type { PcsTableRow, PcsValueRow } from '#db/releases/release-content';
import { MEANINGS_APART, rowKey } from '#domain/codeset/pcs-table';

/** A row of a table as read from a file: values and their labels. `heads` are axes 1 to 3, `axes` those from 4 to 7. */
export interface TableRowRead {
  heads: [value: string, label: string][];
  axes: [value: string, label: string][][];
}

/**
 * Rows and labels as they are stored. In most tables a value has one meaning; where it means something else in another
 * row (substances of section X), the table's own entry names all meanings and the rows get entries of their own.
 */
export function printedRows(rows: readonly TableRowRead[]): { pcsRows: PcsTableRow[]; pcsValues: PcsValueRow[] } {
  const meanings = meaningsOf(rows);
  const pcsValues = [...meanings].map(([key, labels]) => {
    const [pcsTable = '', axis = '', value = ''] = key.split(':');
    return { pcsTable, axis: Number(axis), value, label: [...labels].join(MEANINGS_APART) };
  });
  const ofRows = rows.flatMap((row, place) =>
    labelsOf(row)
      .filter(({ pcsTable, axis, value }) => (meanings.get(`${pcsTable}:${axis}:${value}`)?.size ?? 0) > 1)
      .map((label) => ({ ...label, pcsTable: rowKey(label.pcsTable, place) })),
  );
  return { pcsRows: rows.map(toRow), pcsValues: [...pcsValues, ...ofRows] };
}

const tableOf = ({ heads }: TableRowRead) => heads.map(([value]) => value).join('');

function labelsOf(row: TableRowRead): PcsValueRow[] {
  const pcsTable = tableOf(row);
  const axes = [...row.heads.map((head) => [head]), ...row.axes];
  return axes.flatMap((labels, at) => labels.map(([value, label]) => ({ pcsTable, axis: at + 1, value, label })));
}

function meaningsOf(rows: readonly TableRowRead[]): Map<string, Set<string>> {
  const meanings = new Map<string, Set<string>>();
  for (const { pcsTable, axis, value, label } of rows.flatMap(labelsOf)) {
    const key = `${pcsTable}:${axis}:${value}`;
    const known = meanings.get(key);
    if (known) known.add(label);
    else meanings.set(key, new Set([label]));
  }
  return meanings;
}

function toRow(row: TableRowRead): PcsTableRow {
  const [part = '', approach = '', device = '', qualifier = ''] = row.axes.map((labels) =>
    labels.map(([value]) => value).join(''),
  );
  return { pcsTable: tableOf(row), values: [part, approach, device, qualifier] };
}
