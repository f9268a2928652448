import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { OpenBook } from '#db/queries/code-book/open-book';
import type { InstalledRelease } from '#db/queries/releases';
import { SECTIONS } from '#domain/codeset/pcs-axes';
import type { PcsLabel } from '#domain/codeset/pcs-labels';
import { keptFor } from './kept.ts';

/** A table of the open release: what its three characters mean. */
export interface PcsHead {
  table: string;
  title: string;
  labels: [section: PcsLabel, system: PcsLabel, operation: PcsLabel];
}

/**
 * Files of printed tables that can name the values of the open release, the one to believe first: in force on its day
 * before later ones, newer ones first, and what the starter set has last.
 */
export function labelSources(book: OpenBook): InstalledRelease[] {
  const tables = book.installed.filter(({ kind, system }) => kind === 'pcs-tables' && system === 'icd10pcs');
  const early = tables.filter(({ effectiveFrom }) => effectiveFrom <= book.on);
  const late = tables.filter(({ effectiveFrom }) => effectiveFrom > book.on);
  const starters = book.installed.filter(
    ({ kind, system, source }) => kind === 'codes' && system === 'icd10pcs' && source === 'starter',
  );
  const newestFirst = (one: InstalledRelease, other: InstalledRelease) =>
    other.effectiveFrom.localeCompare(one.effectiveFrom);
  return [...early.sort(newestFirst), ...late.sort(newestFirst).reverse(), ...starters];
}

/** Every table of the open release with its first three labels, in order. Read once per state of the releases. */
export const listHeads = (catalogDb: Db, book: OpenBook): Promise<PcsHead[]> =>
  keptFor(catalogDb, book, 'heads', () => readHeads(catalogDb, book));

async function readHeads(catalogDb: Db, book: OpenBook): Promise<PcsHead[]> {
  const sources = labelSources(book).map(({ id }) => id);
  const tables = await catalogDb.all<{ code: string; title: string }>(sql`
    select code, title from codes where release_id = ${book.codes.id} and length(code) = 3 order by code`);
  const labels = await catalogDb.all<{ releaseId: number; pcsTable: string; axis: number; label: string }>(sql`
    select release_id as releaseId, pcs_table as pcsTable, axis, label from pcs_values
    where release_id in (select value from json_each(${JSON.stringify(sources)})) and axis <= 3`);
  const trusted = labels.sort((one, other) => sources.indexOf(other.releaseId) - sources.indexOf(one.releaseId));
  // Later entries win: those to believe first come last.
  const printed = new Map(trusted.map(({ pcsTable, axis, label }) => [`${pcsTable}:${axis}`, label]));
  const systems = new Map(trusted.filter(({ axis }) => axis === 2).map((row) => [row.pcsTable.slice(0, 2), row.label]));
  return tables.map(({ code, title }) => headOf(code, title, printed, systems));
}

function headOf(
  table: string,
  title: string,
  printed: ReadonlyMap<string, string>,
  systems: ReadonlyMap<string, string>,
): PcsHead {
  const known = (axis: number): PcsLabel | undefined => {
    const text = printed.get(`${table}:${axis}`);
    return text === undefined ? undefined : { text };
  };
  const section = known(1) ?? { text: SECTIONS[table.charAt(0)] ?? table.charAt(0) };
  // A table that is newer than the printed ones has a title of two parts: body system, operation.
  const neighbour = systems.get(table.slice(0, 2));
  const words = title.startsWith(`${section.text}, `) ? title.slice(section.text.length + 2) : title;
  const cut = neighbour && words.startsWith(`${neighbour}, `) ? neighbour.length : words.lastIndexOf(', ');
  const part = (text: string): PcsLabel => ({ text, workedOut: true });
  const system = known(2) ?? (neighbour ? { text: neighbour } : part(words.slice(0, Math.max(cut, 0)) || words));
  return { table, title, labels: [section, system, known(3) ?? part(words.slice(cut).replace(/^, /, ''))] };
}
