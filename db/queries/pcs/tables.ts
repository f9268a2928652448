import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { OpenBook } from '#db/queries/code-book/open-book';
import type { Axis } from '#domain/codeset/pcs-axes';
import { type KnownMeaning, type LabelledRow, type PcsLabel, workOutLabel } from '#domain/codeset/pcs-labels';
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
  const sources = labelSources(book);
  const codes = await catalogDb.all<{ code: string; title: string }>(sql`
    select code, title from codes
    where release_id = ${book.codes.id} and code > ${table} and code <= ${`${table}~`} order by code`);
  const printed = await listPrintedRows(
    catalogDb,
    sources.map(({ id }) => id),
    table,
  );
  const titles = new Map(codes.map(({ code, title }) => [code.slice(3), title]));
  const rows = rowsInForce(new Set(titles.keys()), printed);
  const labels = await listLabels(
    catalogDb,
    sources.map(({ id }) => id),
    table,
  );
  const nameless = rows.some((row) => valuesIn(row).some(([key]) => !labels.has(key)));
  const known = nameless
    ? await listMeanings(
        catalogDb,
        sources.map(({ id }) => id),
        table,
      )
    : new Map();
  const source = sources.find(({ id }) => id === printed[0]?.releaseId);
  return {
    ...head,
    rows: rows.map((row) => ({ ...row, labels: labelsOfRow(row, { table, labels, titles, known }) })),
    titles,
    ...(source && { printed: { label: source.label, effectiveFrom: source.effectiveFrom } }),
  };
}

/** The rows of the first of these files that prints the table. */
async function listPrintedRows(
  catalogDb: Db,
  sources: number[],
  table: string,
): Promise<(PcsRow & { releaseId: number })[]> {
  const rows = await catalogDb.all<{ releaseId: number; row: number; cells: string }>(sql`
    select release_id as releaseId, row, axis_values as cells from pcs_rows
    where release_id in (select value from json_each(${JSON.stringify(sources)})) and pcs_table = ${table} order by row`);
  const first = sources.find((id) => rows.some(({ releaseId }) => releaseId === id));
  return rows
    .filter(({ releaseId }) => releaseId === first)
    .map(({ releaseId, row, cells }) => ({ releaseId, printedAt: row, values: JSON.parse(cells) as PcsValues }));
}

/** Labels of a table, `5:0`, and of those of its rows that have their own, `0SR#12 5:0`. Rows belong to one file. */
async function listLabels(catalogDb: Db, sources: number[], table: string): Promise<Map<string, string>> {
  const rows = await catalogDb.all<{
    releaseId: number;
    place: string;
    axis: number;
    value: string;
    label: string;
  }>(sql`
    select release_id as releaseId, pcs_table as place, axis, value, label from pcs_values
    where release_id in (select value from json_each(${JSON.stringify(sources)}))
      and (pcs_table = ${table} or pcs_table between ${`${table}#`} and ${`${table}#~`}) and axis > 3`);
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
    const own = row.printedAt === undefined ? undefined : labels.get(`${rowKey(table, row.printedAt)} ${key}`);
    const text = own ?? labels.get(key);
    const spoken = () => [...titles].filter(([tail]) => tail[axis - 4] === value && allows(row.values, tail));
    const workOut = () =>
      workOutLabel(
        { table, axis, value },
        spoken().map(([, title]) => title),
        known.get(axis) ?? [],
      );
    const label = text === undefined ? workOut() : { text };
    if (label) found.set(key, label);
  }
  return found;
}
