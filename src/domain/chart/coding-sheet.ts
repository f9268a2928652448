import type { IsoDate } from '#domain/time';

/** Present-on-admission indicators as entered (OG Appendix I): yes, no, unknown, clinically undetermined, exempt. */
export const POA_INDICATORS = ['Y', 'N', 'U', 'W', 'exempt'] as const;
export type PoaIndicator = (typeof POA_INDICATORS)[number];

/** Claim forms name up to twelve diagnoses by letter (CMS-1500 item 24E). */
export const POINTER_LETTERS = 'ABCDEFGHIJKL';

/** `code` is canonical text (upper case, no point); it may be malformed or unknown, which an edit then says. */
export interface DiagnosisLine {
  code: string;
  poa?: PoaIndicator;
}

export interface ProcedureLine {
  code: string;
  date?: IsoDate;
}

export interface ServiceLine {
  code: string;
  /** In the order entered; upper case. */
  modifiers: string[];
  /** Undefined when what was entered is not a whole number from 1 to 9999. */
  units?: number;
  /** Letters A–L, first pointer first; a letter names the diagnosis at that place of the sheet. */
  pointers: string[];
}

/** What a coder hands in. Array order is the sequence: `diagnoses[0]` is the principal or first-listed diagnosis. */
export interface CodingSheet {
  diagnoses: DiagnosisLine[];
  procedures: ProcedureLine[];
  services: ServiceLine[];
}

export const SHEET_LISTS = ['diagnoses', 'procedures', 'services'] as const;
export type SheetList = (typeof SHEET_LISTS)[number];

export const emptySheet = (): CodingSheet => ({ diagnoses: [], procedures: [], services: [] });
