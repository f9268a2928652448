import { type Reading, readBook } from '../_reading.ts';

/** Opens ICD-10-PCS in the release that the address asks for, else the default one. */
export const readPcsBook = (page: Parameters<typeof readBook>[0]): Promise<Reading> => readBook(page, 'icd10pcs');
