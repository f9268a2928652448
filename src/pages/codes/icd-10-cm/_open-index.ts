import type { AstroGlobal } from 'astro';
import type { BookIndex } from '#components/codes/book-indexes.ts';
import { type IndexReading, readIndex } from './_index-page.ts';
import { readDiagnoses } from './_read-diagnoses.ts';

type Page = Pick<AstroGlobal, 'url' | 'locals' | 'response'>;
type Reading = Awaited<ReturnType<typeof readDiagnoses>>;

/** What the page of an index shows; `found` is missing where there is no book to read from. */
export interface OpenIndex {
  index: BookIndex;
  reading: Reading;
  found: Exclude<IndexReading, { kind: 'moved' }> | undefined;
}

/** Opens an index of ICD-10-CM at what the address asks for, or answers the address that it leads on to. */
export async function openIndex(page: Page, index: BookIndex): Promise<OpenIndex | { to: string }> {
  const reading = await readDiagnoses(page);
  const found = reading.book && (await readIndex(page.locals.catalogDb, reading.book, index, page.url));
  return found?.kind === 'moved' ? found : { index, reading, found };
}
