import type { CodeSystem } from '#domain/codeset/code';

/** What a paste holds: the codes in order, and the pieces that are none. */
export interface PastedCodes {
  codes: string[];
  leftOut: string[];
}

/** Three to ten letters and digits with at least one digit; a point may stand among them. Existence is not asked here. */
export const looksLikeCode = (text: string): boolean => /^(?=.*\d)[a-z0-9][a-z0-9.]{2,9}$/i.test(text);

/** A service code or its beginning: HCPCS Level II, a PX code of the practice set, or five characters of CPT. */
const SERVICE_CODE = /^(?:[a-z]\d{0,4}|px\d{0,3}|\d{1,4}[a-z0-9]?)$/i;

/** False for `a1c` among services: it has the look of a code, but none of that list begins so. */
export const couldBeCode = (systems: readonly CodeSystem[], text: string): boolean =>
  looksLikeCode(text) &&
  (systems.some((system) => system === 'icd10cm' || system === 'icd10pcs') || SERVICE_CODE.test(text));

/**
 * Reads a clipboard as a list of codes: separated by line breaks, commas, semicolons, tabs, or by spaces when every word
 * is a code (a column of a spreadsheet, a line of a note). Undefined when it is not a list of two or more, so that an
 * ordinary paste into the field goes on as usual.
 */
export function readPastedCodes(text: string): PastedCodes | undefined {
  const pieces = text
    .normalize('NFKC')
    .split(/[\n\r,;\t]+/)
    .flatMap(splitWords)
    .map((piece) => piece.replace(/\p{C}/gu, '').trim())
    .filter(Boolean);
  const codes = pieces.filter(looksLikeCode);
  if (codes.length < 2) return undefined;
  return { codes, leftOut: pieces.filter((piece) => !looksLikeCode(piece)) };
}

function splitWords(piece: string): string[] {
  const words = piece.split(/\s+/).filter(Boolean);
  return words.every(looksLikeCode) ? words : [piece];
}
