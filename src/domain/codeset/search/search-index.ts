import type { CodeSystem } from '#domain/codeset/code';

/** Many short texts as bytes: text `at` stands from `starts[at]` to `starts[at + 1]`, read only when it is shown. */
export interface TextTable {
  bytes: Uint8Array;
  starts: Uint32Array;
}

/**
 * The index of one system, in memory and on disk: packed arrays only, so that it is read as it is. A *row* is a code or header, a
 * *unit* is what one answer shows (a code, or a header with its 7th characters; of ICD-10-PCS, the codes of one operation
 * on one body part), an *entry* is one name of a unit: its title first, then its other names.
 */
export interface SearchIndex {
  system: CodeSystem;
  /** Rows, in the official order. */
  codes: Float64Array;
  titles: TextTable;
  rowFlags: Uint8Array;
  rowParents: Int32Array;
  rowUnits: Uint32Array;
  /** Rows by code, for prefixes. */
  rowsByCode: Uint32Array;
  sortedCodes: Float64Array;
  /** Units: the row that stands for it, its rows, its entries, the unit above, and the one it is a side of (or −1). */
  unitRows: Uint32Array;
  memberStarts: Uint32Array;
  members: Uint32Array;
  /** Stems that a member (by its place in `members`) has beyond the title of its unit. */
  memberStemStarts: Uint32Array;
  memberStems: Uint32Array;
  entryStarts: Uint32Array;
  unitParents: Int32Array;
  sideOf: Int32Array;
  /** Entries: their stems in order, and the text of names other than titles (empty for titles). */
  stemStarts: Uint32Array;
  entryStems: Uint32Array;
  names: TextTable;
  /** Words in code-unit order with the stem of each; trigrams of words, hashed. */
  words: string[];
  wordStems: Uint32Array;
  gramStarts: Uint32Array;
  gramWords: Uint32Array;
  /** Stems: weight by rarity, units that have it with how firmly (0–100), and what it often stands for. */
  rarity: Float32Array;
  postingStarts: Uint32Array;
  postings: Uint32Array;
  firmness: Uint8Array;
  kinStarts: Uint32Array;
  kin: Uint32Array;
  kinStrength: Uint8Array;
}

/** How firmly a word belongs to a unit that only codes below it have. */
export const IN_MEMBER = 60;

/** Bits of `rowFlags`. */
export const BILLABLE = 1;
/** Says that nothing more is known: the default where nothing more is said. */
export const UNSPECIFIED = 2;
/** Poisoning and its kind: who names a substance alone mostly asks for something else. */
export const TOXIC = 4;

const decoder = new TextDecoder();
export const textAt = ({ bytes, starts }: TextTable, at: number): string =>
  decoder.decode(bytes.subarray(starts[at] ?? 0, starts[at + 1] ?? 0));

export function textTable(texts: readonly string[]): TextTable {
  const encoder = new TextEncoder();
  const parts = texts.map((text) => encoder.encode(text));
  const starts = new Uint32Array(texts.length + 1);
  for (const [at, part] of parts.entries()) starts[at + 1] = (starts[at] ?? 0) + part.length;
  const bytes = new Uint8Array(starts.at(-1) ?? 0);
  for (const [at, part] of parts.entries()) bytes.set(part, starts[at] ?? 0);
  return { bytes, starts };
}

const PLACES = 7;

/** A code as a number that sorts as the code does: digits before letters, shorter before longer. */
export function codeNumber(code: string): number {
  let number = 0;
  for (let at = 0; at < PLACES; at++) number = number * 37 + (at < code.length ? digitOf(code.charCodeAt(at)) : 0);
  return number;
}

/** One past the number of the last code that begins with `prefix`. */
export const afterPrefix = (prefix: string): number => codeNumber(prefix) + 37 ** (PLACES - prefix.length);

const digitOf = (unit: number) => (unit < 58 ? unit - 47 : unit - 54);

export function codeOfNumber(number: number): string {
  let code = '';
  for (let rest = number; code.length < PLACES; rest = Math.floor(rest / 37)) {
    const digit = rest % 37;
    code = (digit === 0 ? '' : String.fromCharCode(digit < 11 ? digit + 47 : digit + 54)) + code;
    if (rest === 0) break;
  }
  return code;
}
