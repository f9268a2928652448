import type { Db, Transaction } from '#db/client';
import { notebookEntries } from '#db/schema/study';
import type { NewEntry } from '#domain/study/notebook';

/** Stays below the number of values one statement of SQLite takes. */
const ROWS_AT_ONCE = 500;

/** Adds entries to the error notebook. What is there already of the same place stays as it is, with the learner's words. */
export async function recordEntries(
  db: Db | Transaction,
  entries: readonly (NewEntry & { personId: string })[],
): Promise<void> {
  for (let at = 0; at < entries.length; at += ROWS_AT_ONCE)
    await db
      .insert(notebookEntries)
      .values(entries.slice(at, at + ROWS_AT_ONCE))
      .onConflictDoNothing();
}
