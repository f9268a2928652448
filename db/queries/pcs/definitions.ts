import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { OpenBook } from '#db/queries/code-book/open-book';
import type { InstalledRelease } from '#db/queries/releases';
import type { PcsDefinition } from '#domain/codeset/pcs-definitions';
import { keptFor } from './kept.ts';

/** A definition with the section it is of. */
export type SectionDefinition = PcsDefinition & { section: string };

/**
 * The files that define: the definitions with their addenda, newest first, then the tables, which define operations
 * alone.
 */
export function definitionSources(book: OpenBook): InstalledRelease[] {
  const ofKind = (kind: InstalledRelease['kind']) =>
    book.installed.filter((one) => one.kind === kind && one.system === 'icd10pcs').reverse();
  return [...ofKind('pcs-definitions'), ...ofKind('pcs-tables')];
}

/** Everything that is defined in a section, in alphabetic order within an axis. Read once per state of the releases. */
export const listDefinitions = (catalogDb: Db, book: OpenBook, section: string): Promise<SectionDefinition[]> =>
  keptFor(catalogDb, book, `definitions ${section}`, () => readDefinitions(catalogDb, book, section));

type Row = Omit<SectionDefinition, 'includes'> & { releaseId: number; includes: string };

async function readDefinitions(catalogDb: Db, book: OpenBook, section: string): Promise<SectionDefinition[]> {
  const sources = definitionSources(book).map(({ id }) => id);
  const rows = await catalogDb.all<Row>(sql`
    select release_id as releaseId, section, axis, term, definition, explanation, includes from definitions
    where release_id in (select value from json_each(${JSON.stringify(sources)})) and section = ${section}
    order by axis, term`);
  const trusted = rows.sort((one, other) => sources.indexOf(one.releaseId) - sources.indexOf(other.releaseId));
  const merged = new Map<string, SectionDefinition>();
  for (const row of trusted) {
    const key = `${row.axis}:${row.term}`;
    merged.set(key, together(merged.get(key), row));
  }
  return [...merged.values()].sort((one, other) => one.axis - other.axis || one.term.localeCompare(other.term));
}

/** What several files say of a term: the first word is believed, the words included are all of them. */
function together(known: SectionDefinition | undefined, { section, axis, term, ...row }: Row): SectionDefinition {
  return {
    section,
    axis,
    term,
    definition: known?.definition ?? row.definition,
    explanation: known?.explanation ?? row.explanation,
    includes: [...new Set([...(known?.includes ?? []), ...(JSON.parse(row.includes) as string[])])],
  };
}

/** Definitions of all sections in whose term, words or included terms these words stand, at most `limit`. */
export async function listDefinitionsWith(
  catalogDb: Db,
  book: OpenBook,
  words: string,
  limit: number,
): Promise<SectionDefinition[]> {
  const sources = definitionSources(book).map(({ id }) => id);
  const wanted = words.toLowerCase();
  const rows = await catalogDb.all<{ section: string; axis: number; term: string }>(sql`
    select section, axis, term, min(instr(lower(term), ${wanted}) = 0) as late from definitions
    where release_id in (select value from json_each(${JSON.stringify(sources)}))
      and (instr(lower(term), ${wanted}) > 0 or instr(lower(coalesce(definition, '')), ${wanted}) > 0
        or instr(lower(coalesce(explanation, '')), ${wanted}) > 0 or instr(lower(includes), ${wanted}) > 0)
    group by section, axis, term order by late, axis, section, term limit ${limit}`);
  const sections = [...new Set(rows.map(({ section }) => section))];
  const all = (await Promise.all(sections.map((section) => listDefinitions(catalogDb, book, section)))).flat();
  const keyOf = ({ section, axis, term }: (typeof rows)[number]) => `${section}:${axis}:${term}`;
  const byKey = new Map(all.map((one) => [keyOf(one), one]));
  return rows.flatMap((row) => byKey.get(keyOf(row)) ?? []);
}
