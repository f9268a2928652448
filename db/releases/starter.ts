import type { Db } from '#db/client';

/**
 * Brings the shipped code sets (content/codes) into the catalog database: ICD-10-CM, ICD-10-PCS and HCPCS starter
 * families and the practice procedure set. Does nothing for a release whose files are unchanged, and never replaces an
 * official release of the same label. Everything in one transaction. `codesDir` is the path of content/codes.
 * Answers the labels that were written, e.g. `icd10cm FY2026`. Throws with file, line and what to do on a broken file.
 */
export async function loadStarterRelease(catalogDb: Db, codesDir: string): Promise<{ written: string[] }> {
  throw new Error(`not yet: ${catalogDb === undefined} ${codesDir}`);
}
