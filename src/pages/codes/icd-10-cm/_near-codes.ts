import type { Db } from '#db/client';
import { type BookCode, listChildren, listCodes } from '#db/queries/code-book/codes';
import { type Conversion, listConversions, listWitnesses } from '#db/queries/code-book/history';
import type { OpenBook } from '#db/queries/code-book/open-book';
import { codeAt } from '#domain/codeset/address';
import type { Code } from '#domain/codeset/code';
import { lookalikes } from '#domain/codeset/lookalikes';

/** What can be offered in place of a code that the open release does not have. */
export interface NearCodes {
  /** Canonical; undefined when what was asked for has not the shape of a code. */
  code?: Code;
  /** False where only some families are installed and this one is not: the code may well exist. */
  isCovered: boolean;
  /** Labels of releases that have it. */
  elsewhere: string[];
  conversions: Conversion[];
  /** Codes that differ from it by a slip of the hand. */
  alike: BookCode[];
  /** The nearest header above it, and what stands below that. */
  header?: BookCode;
  below: BookCode[];
}

const MOST = 30;

export async function findNearCodes(catalogDb: Db, book: OpenBook, asked: string): Promise<NearCodes> {
  const code = codeAt('icd10cm', asked)?.code;
  const prefix =
    code ??
    asked
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '')
      .slice(0, 7);
  const prefixes = Array.from({ length: Math.max(0, prefix.length - 2) }, (_, at) => prefix.slice(0, 3 + at));
  const forms = code ? lookalikes(code) : [];
  const rows = await listCodes(catalogDb, book, [...prefixes, ...forms]);
  const header = rows.findLast((row) => prefixes.includes(row.code));
  const witnesses = code ? await listWitnesses(catalogDb, book, code) : [];
  return {
    code,
    isCovered: book.codes.coverage === 'whole' || header !== undefined,
    elsewhere: witnesses.filter((one) => one.code && one.label !== book.label).map(({ label }) => label),
    conversions: code ? await listConversions(catalogDb, book, code) : [],
    alike: rows.filter((row) => forms.includes(row.code) && row.code !== code),
    header,
    below: header ? (await listChildren(catalogDb, book, header.code)).slice(0, MOST) : [],
  };
}
