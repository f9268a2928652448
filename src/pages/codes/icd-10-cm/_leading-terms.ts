import type { Db } from '#db/client';
import { listRowsForCode, listTermsForCode, type PlacedTerm } from '#db/queries/code-book/index-terms';
import { type OpenBook, supplementOf } from '#db/queries/code-book/open-book';
import type { ReleaseKind } from '#db/schema/codes';
import { printedForms } from '#domain/codeset/printed-forms';

/** Terms of one index or table that lead to a code. */
export interface LeadingTerms {
  /** Last part of the address of the index. */
  part: string;
  name: string;
  terms: PlacedTerm[];
}

interface Place {
  kind: ReleaseKind;
  part: string;
  name: string;
  isTable?: true;
  /** Categories whose codes can stand there. */
  holds: RegExp;
}

const PLACES: Place[] = [
  { kind: 'index', part: 'index', name: 'Alphabetic index', holds: /^[A-UZ]/ },
  { kind: 'external-causes', part: 'external-causes', name: 'Index to external causes', holds: /^[V-Y]/ },
  { kind: 'neoplasms', part: 'neoplasms', name: 'Table of neoplasms', isTable: true, holds: /^(?:C|D[0-4])/ },
  {
    kind: 'drugs',
    part: 'drugs',
    name: 'Table of drugs and chemicals',
    isTable: true,
    holds: /^T(?:3[6-9]|[45]|6[0-5])/,
  },
];
const MOST = 40;

/** The way to a code from each index and table that is installed and can lead there. */
export async function listLeadingTerms(catalogDb: Db, book: OpenBook, code: string): Promise<LeadingTerms[]> {
  const found: LeadingTerms[] = [];
  for (const { kind, part, name, isTable, holds } of PLACES) {
    const release = holds.test(code) ? supplementOf(book, kind) : undefined;
    if (!release) continue;
    const list = isTable ? listRowsForCode : listTermsForCode;
    const terms = await list(catalogDb, release.id, printedForms(code), MOST);
    if (terms.length > 0) found.push({ part, name, terms });
  }
  return found;
}
