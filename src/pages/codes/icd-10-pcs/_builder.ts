import { type AxisState, axisState, type Choice, makeChoice } from '#components/codes/pcs/choice.ts';
import type { Db } from '#db/client';
import type { OpenBook } from '#db/queries/code-book/open-book';
import { listDefinitions, type SectionDefinition } from '#db/queries/pcs/definitions';
import { listHeads, type PcsHead } from '#db/queries/pcs/heads';
import { listOtherOperations } from '#db/queries/pcs/operations';
import { findTable, type OpenTable } from '#db/queries/pcs/tables';
import { AXES, type Axis } from '#domain/codeset/pcs-axes';
import { alternatives, firstIllegalAxis, nextValues, rowsAfter } from '#domain/codeset/pcs-builder';
import { type LabelledRow, meaningsIn } from '#domain/codeset/pcs-labels';
import { growingTitle } from '#domain/codeset/pcs-titles';

/** Everything the builder shows for the first characters of a code. */
export interface Builder {
  /** What of it is legal: all of it, or what stands before the first wrong axis. */
  partial: string;
  wrongAxis?: Axis;
  axes: AxisState[];
  /** Values of the next axis; empty when the code is complete. */
  choices: Choice[];
  /** What the titles of all codes that are left have in common. */
  title: string;
  codesLeft: number;
  /** The one code that is left, while the code is not complete. */
  onlyCode?: string;
  /** From the third axis on. */
  table?: OpenTable;
  /** The rows of the table that are left. */
  rows: LabelledRow[];
}

/** Builds from 0 to 7 characters. */
export async function readBuilder(catalogDb: Db, book: OpenBook, typed: string): Promise<Builder> {
  const heads = await listHeads(catalogDb, book);
  const wrongHead = AXES.slice(0, Math.min(3, typed.length)).find(
    (axis) => !heads.some(({ table }) => table.startsWith(typed.slice(0, axis))),
  );
  const table = wrongHead || typed.length < 3 ? undefined : await findTable(catalogDb, book, typed.slice(0, 3));
  const wrongAxis = wrongHead ?? (table && firstIllegalAxis(table.rows, typed.slice(3)));
  const partial = wrongAxis ? typed.slice(0, wrongAxis - 1) : typed;
  const definitions = partial === '' ? [] : await listDefinitions(catalogDb, book, partial.charAt(0));
  const operations = partial.length > 3 ? await listOtherOperations(catalogDb, book, partial) : undefined;
  const reading: Reading = { partial, heads, table, definitions, operations };
  const left = leftAfter(reading);
  return {
    partial,
    ...(wrongAxis && { wrongAxis }),
    axes: AXES.map((axis) => axisOf(reading, axis)),
    choices: partial.length === 7 ? [] : choicesAt(reading, (partial.length + 1) as Axis, partial),
    title: left.title,
    codesLeft: left.count,
    ...(table && partial.length < 7 && left.count === 1 && { onlyCode: onlyCodeOf(table, partial) }),
    ...(table && { table }),
    rows: table ? rowsAfter(table.rows, partial.slice(3)) : [],
  };
}

interface Reading {
  partial: string;
  heads: PcsHead[];
  table: OpenTable | undefined;
  definitions: SectionDefinition[];
  /** Tables whose operation could stand in place of the chosen one with all that follows; undefined: any. */
  operations: string[] | undefined;
}

const fitting = ({ heads }: Reading, prefix: string) => heads.filter(({ table }) => table.startsWith(prefix));

function axisOf(reading: Reading, axis: Axis): AxisState {
  const { partial } = reading;
  if (axis > partial.length) return axisState(partial.charAt(0), axis, undefined, []);
  const all = choicesAt(reading, axis, partial);
  const chosen = all.find(({ value }) => value === partial[axis - 1]);
  return axisState(partial.charAt(0), axis, chosen, all);
}

/**
 * What may stand at an axis. Of the first two only what stands before them counts: another section or body system is a
 * new beginning. From the third on, everything else that was chosen stays as it is.
 */
function choicesAt(reading: Reading, axis: Axis, partial: string): Choice[] {
  const { table, definitions, operations } = reading;
  const about = { definitions, system: systemOf(reading) };
  const before = partial.slice(0, axis - 1);
  if (axis > 3) {
    const tail = partial.slice(3);
    const offered =
      axis > partial.length ? nextValues(table?.rows ?? [], tail) : alternatives(table?.rows ?? [], tail, axis);
    return offered.map(({ value, rows }) => {
      const leadsTo = before + value + partial.slice(axis);
      const labels = meaningsIn(rows, axis, value);
      const choice = makeChoice({ axis, value, leadsTo, labels }, about);
      return table && labels.length === 0 ? { ...choice, titles: titleOf(table, leadsTo) } : choice;
    });
  }
  const heads = fitting(reading, before).filter((head) => axis < 3 || !operations || operations.includes(head.table));
  const values = Map.groupBy(heads, ({ table: name }) => name[axis - 1] ?? '');
  return [...values].map(([value, [head]]) => {
    const leadsTo = before + value + (axis === 3 ? partial.slice(3) : '');
    return makeChoice({ axis, value, leadsTo, labels: head ? [head.labels[(axis - 1) as 0 | 1 | 2]] : [] }, about);
  });
}

const systemOf = (reading: Reading): string =>
  reading.partial.length < 2 ? '' : (fitting(reading, reading.partial.slice(0, 2))[0]?.labels[1].text ?? '');

const titlesUnder = (table: OpenTable, partial: string): string[] =>
  [...table.titles].filter(([tail]) => tail.startsWith(partial.slice(3))).map(([, title]) => title);

const onlyCodeOf = (table: OpenTable, partial: string): string =>
  table.table + ([...table.titles.keys()].find((tail) => tail.startsWith(partial.slice(3))) ?? '');

const titleOf = (table: OpenTable, partial: string): string => growingTitle(titlesUnder(table, partial));

function leftAfter(reading: Reading): { title: string; count: number } {
  const { partial, table, heads } = reading;
  if (table && partial.length >= 3) {
    const titles = titlesUnder(table, partial);
    return { title: growingTitle(titles), count: titles.length };
  }
  const head = heads.find(({ table: name }) => name.startsWith(partial));
  const words = head?.labels.slice(0, partial.length).map(({ text }) => text) ?? [];
  return { title: words.join(', '), count: 0 };
}
