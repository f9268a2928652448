import type { AstroGlobal } from 'astro';
import { type BookLinks, bookLinks } from '#components/codes/book-links.ts';
import { type OpenBook, openBook, readableLabels } from '#db/queries/code-book/open-book';
import { listReleases } from '#db/queries/releases';
import type { CodeSystem } from '#domain/codeset/code';
import { type Instant, parseIsoDate } from '#domain/time';

/** The book a page reads from, and how the page makes its links. Without a book: the labels there are instead. */
export type Reading =
  | { book: OpenBook; links: BookLinks }
  | { book: undefined; links: BookLinks; asked: string | undefined; labels: string[] };

export const dayOf = (now: Instant): string => new Date(now).toISOString().slice(0, 10);

/** Opens the release that the address asks for (`?release=FY2025`), else the default one; 404 when it is not installed. */
export async function readBook(
  { url, locals, response }: Pick<AstroGlobal, 'url' | 'locals' | 'response'>,
  system: CodeSystem,
): Promise<Reading> {
  const { catalogDb, now } = locals;
  const label = url.searchParams.get('release')?.slice(0, 32) || undefined;
  const today = parseIsoDate(url.searchParams.get('on') ?? '') ?? dayOf(now);
  const pane = url.searchParams.has('pane');
  const book = await openBook(catalogDb, { system, label, today });
  if (book) return { book, links: bookLinks(pane, system, book.isDefault ? undefined : book.label) };
  response.status = 404;
  const labels = readableLabels(await listReleases(catalogDb), system);
  return { book: undefined, links: bookLinks(pane, system, undefined), asked: label, labels };
}
