import { SaxesParser } from 'saxes';
import type { PcsValueRow } from '#db/releases/release-content';

type Keep = (row: PcsValueRow) => void;

/** Collects what the values of the seven axes mean, per table; the first meaning of a value stays. */
function collector(): { keep: Keep; rows: () => PcsValueRow[] } {
  const found = new Map<string, PcsValueRow>();
  return {
    keep: (row) => {
      const key = `${row.pcsTable}:${row.axis}:${row.value}`;
      if (!found.has(key)) found.set(key, row);
    },
    rows: () => [...found.values()],
  };
}

/** Reads the labels of every table of the official ICD-10-PCS tables XML. */
export function readPcsTables(xml: string): PcsValueRow[] {
  const { keep, rows } = collector();
  const parser = new SaxesParser();
  let head = '';
  let axis = 0;
  let value: string | undefined;
  let pending: PcsValueRow[] = [];
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'pcsTable') {
      head = '';
      pending = [];
    }
    if (name === 'axis') axis = Number(attributes.pos);
    if (name === 'label') value = attributes.code;
  });
  parser.on('text', (label) => {
    if (value === undefined) return;
    const row = { pcsTable: head, axis, value, label: label.trim() };
    value = undefined;
    if (axis > 3) return keep(row);
    head += row.value;
    pending.push(row);
    if (axis === 3) for (const above of pending) keep({ ...above, pcsTable: head });
  });
  parser.write(xml).close();
  return rows();
}

const ORDINALS = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh'];

/** Reads the same from the tables addenda, whose prose names every value of each table it touches. */
export function readPcsTablesAddenda(text: string): PcsValueRow[] {
  const { keep, rows } = collector();
  let pcsTable = '';
  let axis = 0;
  for (const line of text.split('\n')) {
    const table = /table (\w) (\w) (\w)\b/.exec(line);
    if (table) pcsTable = table.slice(1).join('');
    const opened = /^\s*(?:\w+: )?(\w+) character \(/.exec(line);
    if (opened) axis = ORDINALS.indexOf(opened[1] ?? '') + 1;
    const said = /\bvalue (\w): ([^:]+)/.exec(line);
    if (said?.[1] && said[2] && axis > 0 && pcsTable) keep({ pcsTable, axis, value: said[1], label: said[2].trim() });
  }
  return rows();
}
