import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { OpenBook } from '#db/queries/code-book/open-book';
import type { CodeRange, PrintedKind } from '#domain/codeset/catalog';

/** One printed line of a note. */
export interface NoteLine {
  /** Canonical code, or key of a section. */
  at: string;
  kind: PrintedKind;
  text: string;
  targets: CodeRange[];
}

/** Lines that stand at these places (codes or keys of sections), in printed order. */
export async function listNotesAt(catalogDb: Db, book: OpenBook, places: readonly string[]): Promise<NoteLine[]> {
  return read(
    catalogDb,
    sql`select at, kind, text, targets from notes
      where release_id = ${book.notesRead?.id ?? 0}
        and at in (select value from json_each(${JSON.stringify(places)}))
      order by line`,
  );
}

/** Lines at a code and at everything below it, in printed order. Keys of blocks (`E08-E13`) are no codes. */
export async function listNotesUnder(catalogDb: Db, book: OpenBook, code: string): Promise<NoteLine[]> {
  return read(
    catalogDb,
    sql`select at, kind, text, targets from notes
      where release_id = ${book.notesRead?.id ?? 0} and at >= ${code} and at <= ${`${code}~`} and instr(at, '-') = 0
      order by line`,
  );
}

async function read(catalogDb: Db, query: ReturnType<typeof sql>): Promise<NoteLine[]> {
  const rows = await catalogDb.all<Omit<NoteLine, 'targets'> & { targets: string }>(query);
  return rows.map((row) => ({ ...row, targets: JSON.parse(row.targets) as CodeRange[] }));
}
