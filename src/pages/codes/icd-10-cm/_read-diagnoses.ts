import type { AstroGlobal } from 'astro';
import { type Reading, readBook } from '../_reading.ts';

/** Opens the book of ICD-10-CM that a page is asked for. */
export const readDiagnoses = (astro: Pick<AstroGlobal, 'url' | 'locals' | 'response'>): Promise<Reading> =>
  readBook(astro, 'icd10cm');
