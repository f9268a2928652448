import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { OpenBook } from '#db/queries/code-book/open-book';

/**
 * Other values of axis 3 under which the same part, approach, device and qualifier, as far as they were chosen, are
 * legal: tables of the same body system.
 */
export async function listOtherOperations(catalogDb: Db, book: OpenBook, partial: string): Promise<string[]> {
  const system = partial.slice(0, 2);
  const rest = partial.slice(3);
  const rows = await catalogDb.all<{ table: string }>(sql`
    select distinct substr(code, 1, 3) as "table" from codes
    where release_id = ${book.codes.id} and code between ${system} and ${`${system}~`}
      and substr(code, 4, ${rest.length}) = ${rest} and length(code) = 7`);
  return rows.map(({ table }) => table);
}
