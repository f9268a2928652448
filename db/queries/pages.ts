/**
 * Reads a list of any length page by page: `read` answers at most `most` rows after a cursor, in the order of cursors,
 * which are for it alone and not handed on.
 * Bounded memory for who reads it all.
 */
export async function* pagesOf<Row extends { cursor: number }>(
  most: number,
  read: (after: number, most: number) => Promise<Row[]>,
): AsyncGenerator<Omit<Row, 'cursor'>[]> {
  for (let after = 0; ; ) {
    const rows = await read(after, most);
    if (rows.length > 0) yield rows.map(({ cursor: _, ...row }) => row);
    const last = rows.at(-1);
    if (!last || rows.length < most) return;
    after = last.cursor;
  }
}

/** One table of an export: always with its columns, also when it has no row. */
export interface ExportTable {
  /** Plain, as the file is called. */
  name: string;
  /** What it is, for who opens the archive. */
  about: string;
  columns: readonly string[];
  pages(): AsyncIterable<Record<string, unknown>[]>;
}

/** A time as people and programs read it: ISO 8601 in UTC. */
export const isoTime = (at: number | Date | null): string | null => (at === null ? null : new Date(at).toISOString());
