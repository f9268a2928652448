import { formatCode } from '#domain/codeset/code';

const written = (code: string) => formatCode({ system: 'icd10cm', code });
const withDash = (code: string) => (code.length === 3 ? `${code}.-` : `${written(code)}-`);

/**
 * The ways the alphabetic index and its tables print an ICD-10-CM code, the most exact first: `E11.22`, then the
 * headers that are to be completed, `E11.2-` and `E11.-`. A 7th character never stands in the index.
 */
export function printedForms(code: string): string[] {
  const base = code.length === 7 ? code.slice(0, 6).replace(/X+$/, '') : code;
  const headers = Array.from({ length: Math.max(0, code.length - 3) }, (_, at) => code.slice(0, code.length - 1 - at));
  const exact = [...new Set([written(code), written(base), written(code.slice(0, 6))])];
  return [...exact, ...new Set(headers.filter((header) => !header.endsWith('X')).map(withDash))];
}
