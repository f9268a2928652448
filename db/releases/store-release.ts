import { and, eq, getTableName, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';
import type { ReleaseContent, ReleaseIdentity, ReleaseRows } from '#db/releases/release-content';
import { codes, modifiers, notes, pcsValues, releases, sections } from '#db/schema/codes';
import { conversions, definitions, descriptors, indexTerms, listedFacts, pcsRows } from '#db/schema/references';
import type { Instant } from '#domain/time';

type Cell = string | number | null;

/** Rows per statement: one JSON parameter each, which SQLite unpacks far faster than thousands of bound values. */
const CHUNK = 10_000;

const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));

interface TableOf<Row> {
  table: string;
  columns: string;
  cells: (row: Row, place: number) => Cell[];
}

/** Each kind of row with its table, in the order of writing. */
const TABLES: { [Kind in keyof ReleaseRows]: TableOf<ReleaseRows[Kind][number]> } = {
  codes: {
    table: getTableName(codes),
    columns: 'code, place, title, billable, parent, facts',
    cells: ({ code, title, billable, parent, facts }, place) => [
      code,
      place,
      title,
      billable ? 1 : 0,
      parent ?? null,
      json(facts),
    ],
  },
  sections: {
    table: getTableName(sections),
    columns: 'key, kind, title, first, last',
    cells: ({ key, kind, title, first, last }) => [key, kind, title, first, last],
  },
  notes: {
    table: getTableName(notes),
    columns: 'at, kind, line, targets, text, conditional',
    cells: ({ at, kind, targets, text, conditional }, line) => [
      at,
      kind,
      line,
      json(targets),
      text,
      conditional ? 1 : 0,
    ],
  },
  pcsValues: {
    table: getTableName(pcsValues),
    columns: 'pcs_table, axis, value, label',
    cells: ({ pcsTable, axis, value, label }) => [pcsTable, axis, value, label],
  },
  pcsRows: {
    table: getTableName(pcsRows),
    columns: 'pcs_table, row, axis_values',
    cells: ({ pcsTable, values }, row) => [pcsTable, row, json(values)],
  },
  modifiers: {
    table: getTableName(modifiers),
    columns: 'code, title, kind',
    cells: ({ code, title, kind }) => [code, title, kind],
  },
  indexTerms: {
    table: getTableName(indexTerms),
    columns: 'place, parent, level, letter, title, non_essential, code, manifestation, see, see_also, use, cells',
    cells: (term, place) => [
      place,
      term.parent ?? null,
      term.level,
      term.letter,
      term.title,
      term.nonEssential ?? null,
      term.code ?? null,
      term.manifestation ?? null,
      term.see ?? null,
      term.seeAlso ?? null,
      term.use ?? null,
      json(term.cells),
    ],
  },
  definitions: {
    table: getTableName(definitions),
    columns: 'section, axis, term, definition, explanation, includes',
    cells: ({ section, axis, term, definition, explanation, includes }) => [
      section,
      axis,
      term,
      definition ?? null,
      explanation ?? null,
      json(includes),
    ],
  },
  conversions: {
    table: getTableName(conversions),
    columns: 'code, previous, since',
    cells: ({ code, previous, since }) => [code, previous, since],
  },
  listedFacts: {
    table: getTableName(listedFacts),
    columns: 'code, facts',
    cells: ({ code, facts }) => [code, json(facts)],
  },
  descriptors: {
    table: getTableName(descriptors),
    columns: 'code, kind, text',
    cells: ({ code, kind, text }) => [code, kind, text],
  },
};

/**
 * Writes a release as a whole in the caller's transaction; one of the same kind, system, label, first day, source and
 * owner is replaced. `now` is when it is installed.
 */
export async function storeRelease(tx: Transaction, content: ReleaseContent, now: Instant): Promise<void> {
  await removeRelease(tx, content);
  const { kind, system, label, effectiveFrom, effectiveTo, source, coverage, contentHash } = content;
  const { isDerived, fileName, organisationId } = content;
  const about = { kind, system, label, effectiveFrom, effectiveTo, source, coverage, contentHash };
  const rowCount = ROW_KINDS.reduce((sum, rows) => sum + content[rows].length, 0);
  const [row] = await tx
    .insert(releases)
    .values({ ...about, isDerived, fileName, organisationId, rowCount, installedAt: now })
    .returning({ id: releases.id });
  if (!row) throw new Error(`release ${system} ${label} got no id`);
  for (const rows of ROW_KINDS) await insertRows(tx, row.id, rows, content);
}

const ROW_KINDS = Object.keys(TABLES) as (keyof ReleaseRows)[];

/** The tables that hold rows of releases. */
export const ROW_TABLES = Object.values(TABLES).map(({ table }) => table);

/** Takes a release away with everything it brought; the foreign keys cascade. */
export async function removeRelease(
  tx: Transaction,
  about: Pick<ReleaseIdentity, 'kind' | 'system' | 'label' | 'effectiveFrom' | 'source' | 'organisationId'>,
): Promise<void> {
  await tx
    .delete(releases)
    .where(
      and(
        eq(releases.kind, about.kind),
        eq(releases.system, about.system),
        eq(releases.label, about.label),
        eq(releases.effectiveFrom, about.effectiveFrom),
        eq(releases.source, about.source),
        eq(releases.organisationId, about.organisationId ?? ''),
      ),
    );
}

/** Table and column names are this file's own words, never input. */
async function insertRows<Kind extends keyof ReleaseRows>(
  tx: Transaction,
  releaseId: number,
  kind: Kind,
  content: ReleaseRows,
): Promise<void> {
  const { table, columns, cells }: TableOf<ReleaseRows[Kind][number]> = TABLES[kind];
  const values = columns
    .split(', ')
    .map((_, at) => `row.value ->> ${at}`)
    .join(', ');
  const rows: ReleaseRows[Kind][number][] = content[kind];
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = JSON.stringify(rows.slice(from, from + CHUNK).map((row, at) => cells(row, from + at)));
    await tx.run(
      sql`insert into ${sql.raw(table)} (release_id, ${sql.raw(columns)}) select ${releaseId}, ${sql.raw(values)} from json_each(${chunk}) as row`,
    );
  }
}
