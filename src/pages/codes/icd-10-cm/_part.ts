import type { Db } from '#db/client';
import { listNotesAt, type NoteLine } from '#db/queries/code-book/notes';
import type { OpenBook } from '#db/queries/code-book/open-book';
import { findSection, type SectionPage } from '#db/queries/code-book/sections';
import { codeAddress, codeAt } from '#domain/codeset/address';
import { type CodePage, findCodePage } from './_code-page.ts';

/** What the last part of an address below `/codes/icd-10-cm/` means. */
export type Part =
  | { kind: 'code'; page: CodePage }
  | { kind: 'section'; page: SectionPage; notes: NoteLine[] }
  /** The same code, written as it is cited. */
  | { kind: 'moved'; to: string }
  | { kind: 'unknown'; code: string }
  | { kind: 'malformed' };

/** Reads `chapter-4`, `E08-E13`, `E11`, `E11.22`, `e1122`. */
export async function readPart(catalogDb: Db, book: OpenBook, part: string): Promise<Part> {
  const key = sectionKey(part);
  if (key !== undefined) {
    const page = await findSection(catalogDb, book, key);
    return page ? { kind: 'section', page, notes: await listNotesAt(catalogDb, book, [key]) } : { kind: 'malformed' };
  }
  const ref = codeAt('icd10cm', part);
  if (!ref) return { kind: 'malformed' };
  const address = codeAddress(ref);
  if (!address.endsWith(`/${part}`)) return { kind: 'moved', to: address };
  const page = await findCodePage(catalogDb, book, ref.code);
  return page ? { kind: 'code', page } : { kind: 'unknown', code: ref.code };
}

/** The key of the section an address names, in the form the tabular list has it. */
function sectionKey(part: string): string | undefined {
  const chapter = /^chapter-(\d{1,2})$/.exec(part)?.[1];
  if (chapter) return `chapter ${chapter}`;
  return /^[A-Z]\d[0-9A-Z]-[A-Z]\d[0-9A-Z]$/.test(part) ? part : undefined;
}
