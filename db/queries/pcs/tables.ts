import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { OpenBook } from '#db/queries/code-book/open-book';
import type { Axis } from '#domain/codeset/pcs-axes';
import {
  type KnownMeaning,
  type LabelledRow,
  labelInTitles,
  type PcsLabel,
  workOutLabel,
} from '#domain/codeset/pcs-labels';
import { allows, MEANINGS_APART, type PcsRow, type PcsValues, rowKey, rowsInForce } from '#domain/codeset/pcs-table';
import { labelSources, listHeads, type PcsHead } from './heads.ts';
import { keptFor } from './kept.ts';

/** One table as it stands in the open release. */
export interface OpenTable extends PcsHead {
  rows: LabelledRow[];
  /** The last four characters of every code with its title, in order. */
  titles: ReadonlyMap<string, string>;
  /** Label and first day of the printed table behind it; undefined when there is none and all rows are worked out. */
  printed?: { label: string; effectiveFrom: string };
}

/** A table of the open release; undefined when the release, as installed, has no such table. */
export async function findTable(catalogDb: Db, book: OpenBook, table: string): Promise<OpenTable | undefined> {
  const head = (await listHeads(catalogDb, book)).find((one) => one.table === table);
  return head && keptFor(catalogDb, book, table, () => readTable(catalogDb, book, head));
}

async function readTable(catalogDb: Db, book: OpenBook, head: PcsHead): Promise<OpenTable> {
  const { table } = head;
  const files = labelSources(book);
  const sources = files.map(({ id }) => id);
  const codes = await catalogDb.all<{ code: string; title: string }>(sql`
    select code, title from codes
    where release_id = ${book.codes.id} and code > ${table} and code <= ${`${table}~`} order by code`);
  const titles = new Map(codes.map(({ code, title }) => [code.slice(3), title]));
  const printed = await listPrintedRows(catalogDb, sources, table);
  const rows = rowsInForce(new Set(titles.keys()), printed.rows);
  const labels = await listLabels(catalogDb, sources, table, printed.releaseId);
  const isAllPrinted = rows.every(({ printedAt }) => printedAt !== undefined);
  const known = isAllPrinted ? new Map() : await listMeanings(catalogDb, sources, table);
  const file = files.find(({ id }) => id === printed.releaseId);
  return {
    ...head,
    rows: rows.map((row) => ({ ...row, labels: labelsOfRow(row, { table, labels, titles, known }) })),
    titles,
    ...(file && { printed: { label: file.label, effectiveFrom: file.effectiveFrom } }),
  };
}

/** The rows of the first of these files that prints the table. */
async function listPrintedRows(
  catalogDb: Db,
  sources: number[],
  table: string,
): Promise<{ releaseId?: number; rows: PcsRow[] }> {
  const rows = await catalogDb.all<{ releaseId: number; row: number; cells: string }>(sql`
    select release_id as releaseId, row, axis_values as cells from pcs_rows
    where release_id in (select value from json_each(${JSON.stringify(sources)})) and pcs_table = ${table} order by row`);
  const releaseId = sources.find((id) => rows.some((row) => row.releaseId === id));
  if (releaseId === undefined) return { rows: [] };
  const own = rows.filter((row) => row.releaseId === releaseId);
  return {
    releaseId,
    rows: own.map(({ row, cells }) => ({ printedAt: row, values: JSON.parse(cells) as PcsValues })),
  };
}

/** Labels of a table, `5:0`, and of those of its printed rows that have their own, `0SR#12 5:0`. */
async function listLabels(
  catalogDb: Db,
  sources: number[],
  table: string,
  printedIn: number | undefined,
): Promise<Map<string, string>> {
  const rows = await catalogDb.all<{
    releaseId: number;
    place: string;
    axis: number;
    value: string;
    label: string;
  }>(sql`
    select release_id as releaseId, pcs_table as place, axis, value, label from pcs_values
    where release_id in (select value from json_each(${JSON.stringify(sources)})) and axis > 3
      and (pcs_table = ${table}
        or (release_id = ${printedIn ?? 0} and pcs_table between ${`${table}#`} and ${`${table}#~`}))`);
  const trustedLast = rows.sort((one, other) => sources.indexOf(other.releaseId) - sources.indexOf(one.releaseId));
  const keyOf = ({ place, axis, value }: (typeof rows)[number]) =>
    place === table ? `${axis}:${value}` : `${place} ${axis}:${value}`;
  return new Map(trustedLast.map((row) => [keyOf(row), row.label]));
}

/** Every meaning that the values of axes 4 to 7 have anywhere in the section of a table. */
async function listMeanings(catalogDb: Db, sources: number[], table: string): Promise<Map<number, KnownMeaning[]>> {
  const section = table.charAt(0);
  const rows = await catalogDb.all<KnownMeaning & { axis: number }>(sql`
    select distinct substr(pcs_table, 1, 2) as system, axis, value, label from pcs_values
    where release_id in (select value from json_each(${JSON.stringify(sources)}))
      and pcs_table between ${section} and ${`${section}~`} and axis > 3 and instr(label, ${MEANINGS_APART}) = 0`);
  return Map.groupBy(rows, ({ axis }) => axis);
}

const valuesIn = ({ values }: PcsRow): [key: string, axis: Axis, value: string][] =>
  values.flatMap((all, at) =>
    [...all].map((value) => [`${at + 4}:${value}`, (at + 4) as Axis, value] as [string, Axis, string]),
  );

interface LabelSource {
  table: string;
  labels: ReadonlyMap<string, string>;
  titles: ReadonlyMap<string, string>;
  known: ReadonlyMap<number, KnownMeaning[]>;
}

function labelsOfRow(row: PcsRow, { table, labels, titles, known }: LabelSource): Map<string, PcsLabel> {
  const found = new Map<string, PcsLabel>();
  for (const [key, axis, value] of valuesIn(row)) {
    const titlesWith = () =>
      [...titles].filter(([tail]) => tail[axis - 4] === value && allows(row.values, tail)).map(([, title]) => title);
    const printed = row.printedAt === undefined ? undefined : labels.get(`${rowKey(table, row.printedAt)} ${key}`);
    const ofTable = labels.get(key);
    const isOwn = row.printedAt === undefined && ofTable !== undefined;
    const text = printed ?? (isOwn ? labelInTitles(table, ofTable, titlesWith()) : ofTable);
    const workedOut = text ? undefined : workOutLabel({ table, axis, value }, titlesWith(), known.get(axis) ?? []);
    // A substance that the titles do not speak of may be any; parts and approaches keep their meaning more often.
    const last = text ?? (axis === 6 || workedOut ? undefined : ofTable);
    const label = last ? { text: last } : workedOut;
    if (label) found.set(key, label);
  }
  return found;
}
