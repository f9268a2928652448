import { formatCode } from '#domain/codeset/code';

const isCode = (key: string) => /^(?:[A-Z]\d|Q[A-Z])[0-9A-Z]+$/.test(key);

/** How a place of the tabular list is called: `chapter 4`, `block E08-E13`, `E11.2`. */
export function placeName(key: string): string {
  if (isCode(key)) return formatCode({ system: 'icd10cm', code: key });
  return key.startsWith('chapter') ? key : `block ${key}`;
}

/** The last part of the address of a place: `chapter-4`, `E08-E13`, `E11.2`. */
export const placePart = (key: string): string =>
  isCode(key) ? formatCode({ system: 'icd10cm', code: key }) : key.replace(' ', '-');
