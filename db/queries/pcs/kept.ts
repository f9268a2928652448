import type { Db } from '#db/client';
import type { OpenBook } from '#db/queries/code-book/open-book';

/** Values made from releases live as long as the database handle, at most so many of them. */
const MOST = 500;
const kept = new WeakMap<Db, Map<string, Promise<unknown>>>();

/**
 * A value made from the ICD-10-PCS files of the open release, made at the first request and again when any of the
 * files changed. `name` says which.
 */
export function keptFor<Value>(
  catalogDb: Db,
  book: OpenBook,
  name: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const values = kept.get(catalogDb) ?? new Map<string, Promise<unknown>>();
  kept.set(catalogDb, values);
  const files = book.installed.filter(({ system }) => system === 'icd10pcs');
  const key = `${name} ${book.codes.id} ${book.on} ${files.map(({ id, contentHash }) => `${id}:${contentHash}`).join(' ')}`;
  const known = values.get(key) as Promise<Value> | undefined;
  if (known) return known;
  const made = make();
  values.set(key, made);
  // A failed read is not kept: the next request tries again.
  made.catch(() => values.delete(key));
  const [oldest] = values.keys();
  if (values.size > MOST && oldest !== undefined) values.delete(oldest);
  return made;
}
