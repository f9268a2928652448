import type { Db } from '#db/client';
import { listLookUps } from '#db/queries/look-ups';
import type { CodingSheet } from '#domain/chart/coding-sheet';
import { type LookUpPath, lookUpPaths } from '#domain/chart/look-up-paths';
import { formatCode } from '#domain/codeset/code';
import { codesOfSheet } from '#domain/grading/named-codes';

/** For each code of a sheet, written for people, the way that led to it during the attempt. One query. */
export async function howFound(db: Db, attemptId: string, sheet: CodingSheet): Promise<LookUpPath[]> {
  return lookUpPaths(await listLookUps(db, attemptId), codesOfSheet(sheet).map(formatCode));
}
