import type { AnswerKey } from '#domain/chart/answer-key';
import { type CodingSheet, SHEET_LISTS, type SheetList } from '#domain/chart/coding-sheet';
import { type CodeSystem, parseCode } from '#domain/codeset/code';
import { systemOf } from '#domain/grading/subject';
import type { Variance } from '#domain/grading/variance';

/** A code under its system, as the catalog is asked for it. It need not exist. */
export interface NamedCode {
  system: CodeSystem;
  code: string;
}

const named = (list: SheetList, code: string): NamedCode => ({ system: systemOf(list, code), code });

/** Every code a sheet names. */
export function codesOfSheet(sheet: CodingSheet): NamedCode[] {
  return SHEET_LISTS.flatMap((list) => sheet[list].map(({ code }) => named(list, code)));
}

/** Every code a key names anywhere, tempting wrong ones included. Codes to leave out may be of any system by shape. */
export function codesOfKey(key: AnswerKey): NamedCode[] {
  const entries = SHEET_LISTS.flatMap((list) =>
    key[list].flatMap((entry) =>
      [entry.code, ...entry.anyOf.map(({ code }) => code), ...entry.whyNot.map(({ code }) => code)].map((code) =>
        named(list, code),
      ),
    ),
  );
  return [...entries, ...key.notCoded.flatMap(({ code }) => readingsOf(code))];
}

const SYSTEMS_OF_KEYS = ['icd10cm', 'icd10pcs', 'hcpcs', 'px'] as const;

/** A code that stands outside the lists does not say its system: every system whose shape it has, J0461 for instance two. */
export function readingsOf(code: string): NamedCode[] {
  return SYSTEMS_OF_KEYS.filter((system) => parseCode(system, code).ok).map((system) => ({ system, code }));
}

/** The codes a variance is told with: what was entered, what was wanted, and what it names beside them. */
export const codesOfVariance = ({ list, entered, wanted, related = [] }: Variance): NamedCode[] =>
  [entered, wanted, ...related].flatMap((code) => (code ? [named(list, code)] : []));
