import { eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { ReleaseContent } from '#db/releases/release-content';
import { codes, modifiers, notes, pcsValues, releases, sections } from '#db/schema/codes';

type Transaction = Parameters<Parameters<Db['transaction']>[0]>[0];
type Cell = string | number | null;

/** Rows per statement: one JSON parameter each, which SQLite unpacks far faster than thousands of bound values. */
const CHUNK = 10_000;

/** Writes a release as a whole in the caller's transaction; a release of the same system and label is replaced. */
export async function storeRelease(tx: Transaction, content: ReleaseContent): Promise<void> {
  await removeRelease(tx, content);
  const { system, label, effectiveFrom, effectiveTo, source, coverage, contentHash } = content;
  const [row] = await tx
    .insert(releases)
    .values({ system, label, effectiveFrom, effectiveTo, source, coverage, contentHash })
    .returning({ id: releases.id });
  if (!row) throw new Error(`release ${system} ${label} got no id`);
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  const write = (table: string, columns: string, rows: Cell[][]) => insertRows(tx, row.id, table, columns, rows);
  await write(
    'codes',
    'code, place, title, billable, parent, facts',
    content.codes.map(({ code, title, billable, parent, facts }, place) => [
      code,
      place,
      title,
      billable ? 1 : 0,
      parent ?? null,
      json(facts),
    ]),
  );
  await write(
    'sections',
    'key, kind, title, first, last',
    content.sections.map(({ key, kind, title, first, last }) => [key, kind, title, first, last]),
  );
  await write(
    'notes',
    'at, kind, targets, text, conditional',
    content.notes.map(({ at, kind, targets, text, conditional }) => [
      at,
      kind,
      json(targets),
      text,
      conditional ? 1 : 0,
    ]),
  );
  await write(
    'pcs_values',
    'pcs_table, axis, value, label',
    content.pcsValues.map(({ pcsTable, axis, value, label: meaning }) => [pcsTable, axis, value, meaning]),
  );
  await write(
    'modifiers',
    'code, title, kind',
    content.modifiers.map(({ code, title, kind }) => [code, title, kind]),
  );
}

async function removeRelease(tx: Transaction, { system, label }: ReleaseContent): Promise<void> {
  const old = await tx
    .select({ id: releases.id })
    .from(releases)
    .where(sql`${releases.system} = ${system} and ${releases.label} = ${label}`);
  for (const { id } of old) {
    for (const table of [codes, sections, notes, pcsValues, modifiers])
      await tx.delete(table).where(eq(table.releaseId, id));
    await tx.delete(releases).where(eq(releases.id, id));
  }
}

/** `table` and `columns` are this file's own words, never input. */
async function insertRows(
  tx: Transaction,
  releaseId: number,
  table: string,
  columns: string,
  rows: Cell[][],
): Promise<void> {
  const cells = columns
    .split(', ')
    .map((_, at) => `row.value ->> ${at}`)
    .join(', ');
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = JSON.stringify(rows.slice(from, from + CHUNK));
    await tx.run(
      sql`insert into ${sql.raw(table)} (release_id, ${sql.raw(columns)}) select ${releaseId}, ${sql.raw(cells)} from json_each(${chunk}) as row`,
    );
  }
}
