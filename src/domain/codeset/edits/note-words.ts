import type { Catalog, CodeNote } from '#domain/codeset/catalog';
import { formatCode } from '#domain/codeset/code';

/** Where a note stands, as it is written for people: a code with its point, a block or chapter by its key. */
export const placeOf = ({ at }: CodeNote): string =>
  isAtCode({ at }) ? formatCode({ system: 'icd10cm', code: at }) : at;

export const isAtCode = ({ at }: Pick<CodeNote, 'at'>): boolean => /^(?:[A-Z]\d|Q[A-Z])[0-9A-Z]{1,5}$/.test(at);

/** A message is read beside a row; a note of twenty lines is read in the tabular list. */
const LONGEST = 160;

const LEADS: Partial<Record<CodeNote['kind'], string>> = {
  'code-first': 'Code first',
  'use-additional': 'Use additional',
  'code-also': 'Code also',
};

/** What the tabular list prints there, in quotation marks: with the words the kind of note begins with, cut after a word. */
export function quoted({ kind, text }: CodeNote): string {
  const whole = `${LEADS[kind] ?? ''} ${text}`
    .replace(/\s+(?=,)/g, '')
    .replace(/[.;:,]+$/, '')
    .trim();
  const words = whole.length <= LONGEST ? whole : `${whole.slice(0, LONGEST).replace(/[\s,;:(]*\S*$/, '')} …`;
  return `“${words}”`;
}

/** What a finding says last where its note is of another year than the pinned one. */
export const borrowedWords = ({ borrowedFrom }: CodeNote, { pins }: Pick<Catalog, 'pins'>): string =>
  borrowedFrom ? ` By the notes of ${borrowedFrom}; ${pins.icd10cm} has none installed.` : '';

/** ` of FY2026` in a citation of such a note. */
export const ofYear = ({ borrowedFrom }: CodeNote): string => (borrowedFrom ? ` of ${borrowedFrom}` : '');

/** Of codes that a note names those a finding may name: of a note of another year only what the pinned year has. */
export const namable = (codes: readonly string[], { borrowedFrom }: CodeNote, { find }: Pick<Catalog, 'find'>) =>
  borrowedFrom ? codes.filter((code) => find('icd10cm', code)) : codes;
