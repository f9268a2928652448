/** A term of an alphabetic index or table, as far as names of codes are made from it; `parent` is the place of its parent. */
export interface PrintedTerm {
  place: number;
  parent?: number | undefined;
  title: string;
  code?: string | undefined;
  cells?: string[] | undefined;
}

/** What an index calls a code: `code` canonical and perhaps only the beginning of one, `term` in the order people type. */
export interface NamedCode {
  code: string;
  term: string;
}

/** Columns of the neoplasm table in printed order, in the words of the titles. */
export const NEOPLASM_COLUMNS = [
  'malignant neoplasm',
  'secondary malignant neoplasm',
  'carcinoma in situ',
  'benign neoplasm',
  'neoplasm of uncertain behavior',
  'neoplasm of unspecified behavior',
] as const;

/** Columns of the table of drugs and chemicals in printed order. */
export const DRUG_COLUMNS = [
  'accidental poisoning by',
  'intentional self-harm poisoning by',
  'assault poisoning by',
  'undetermined poisoning by',
  'adverse effect of',
  'underdosing of',
] as const;

const canonical = (printed: string) => printed.replace(/[.\s-]/g, '').toUpperCase();

/** `T36.0X1`, `C79.8-`, `0UT9`; not `--` or words. */
const IS_CODE = /^(?:[A-Z]\d[0-9A-Z]{1,5}|[0-9A-HJ-NP-Z]{3,7})$/;

/** Codes named by the terms of an alphabetic index, with the words from the main term down. */
export function namedByIndex(terms: readonly PrintedTerm[]): NamedCode[] {
  const pathOf = pathsOf(terms);
  return terms.flatMap((term) => named(term.code, pathOf(term).join(' ')));
}

/** Codes named by a table, one per column: the words of the column and of the row. The one main term is left out. */
export function namedByNeoplasms(terms: readonly PrintedTerm[]): NamedCode[] {
  const pathOf = pathsOf(terms);
  return terms.flatMap((term) => {
    const site = pathOf(term).slice(1).join(' ');
    return (term.cells ?? []).flatMap((cell, at) => named(cell, `${NEOPLASM_COLUMNS[at] ?? ''} ${site}`.trim()));
  });
}

/** The same for substances; the column's words are in the titles already, so the substance alone is the name. */
export function namedByDrugs(terms: readonly PrintedTerm[]): NamedCode[] {
  const pathOf = pathsOf(terms);
  return terms.flatMap((term) => (term.cells ?? []).flatMap((cell) => named(cell, pathOf(term).join(' '))));
}

function named(printed: string | undefined, term: string): NamedCode[] {
  const code = canonical(printed ?? '');
  return IS_CODE.test(code) ? [{ code, term: term.replace(/\s+/g, ' ') }] : [];
}

function pathsOf(terms: readonly PrintedTerm[]): (term: PrintedTerm) => string[] {
  const byPlace = new Map(terms.map((term) => [term.place, term]));
  return (term) => {
    const path: string[] = [];
    for (let at: PrintedTerm | undefined = term; at; at = at.parent === undefined ? undefined : byPlace.get(at.parent))
      if (at.title !== '') path.unshift(at.title);
    return path;
  };
}
