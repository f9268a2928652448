import { fiscalYear, type ReleasePeriod } from '#db/releases/fiscal-year';
import type { ForeignFile, StatedIdentity } from '#db/releases/foreign-file';
import { agreeing, statedYear } from '#db/releases/icd10pcs/known-years';

/**
 * The addenda to the index and to the definitions do not say of which year they are: April 2026 is known by a product
 * that came with it, for any other a person has to state the year.
 */
export function yearOfAddenda(file: ForeignFile, isApril2026: boolean, stated: StatedIdentity): ReleasePeriod {
  return isApril2026 ? agreeing(file, fiscalYear('FY2026', '2026-04-01'), stated) : statedYear(file, stated);
}

/** True for a line that only the addenda of April 2026 have. */
export const isOfApril2026 = (line: string): boolean => line.includes('Ellora(tm) (dilator) Obstetrical system');
