import type { Catalog } from '#domain/codeset/catalog';

/** Every rule an edit can report without knowing a key (DOMAIN.md, matching and grading, step 2). */
export const EDIT_CODES = [
  'invalid-code',
  'not-billable',
  'outdated-code',
  'seventh-character',
  'demographic-conflict',
  'manifestation-first',
  'external-cause',
  'unacceptable-principal',
  'questionable-admission',
  'excludes1',
  'code-first',
  'use-additional',
  'code-also',
  'duplicate',
  'laterality',
  'poa',
  'unbundled',
  'units',
  'modifier',
  'add-on',
  'pointer',
] as const;
export type EditCode = (typeof EDIT_CODES)[number];

/**
 * A rule finding on one row of a sheet. `error`: a claim with it is wrong under the pinned releases. `warning`: advice
 * that the record may answer (a code the tabular list asks for, a code outside the installed families), or a hint of a
 * note that is not of the pinned year.
 */
export interface EditFinding {
  code: EditCode;
  severity: 'error' | 'warning';
  list: 'diagnoses' | 'procedures' | 'services';
  /** Index into the sheet's list. */
  entry: number;
  /** Canonical codes or modifiers the rule relates this row to (the Excludes1 partner, the range asked for). */
  related: string[];
  cites: string[];
  /** One plain sentence or two: what is wrong and what to do. */
  message: string;
}

/** What edits need of a coding sheet. The chart side's `CodingSheet` satisfies it; codeset may not import chart. */
export interface CodedSheet {
  diagnoses: readonly { code: string; poa?: string }[];
  procedures: readonly { code: string; date?: string }[];
  services: readonly {
    code: string;
    modifiers: readonly string[];
    units?: number;
    pointers: readonly string[];
  }[];
}

/** What edits need of an encounter. The chart side's `Encounter` satisfies it. Age in whole years. */
export interface EncounterForEdits {
  setting: string;
  age: number;
  sex: 'female' | 'male';
}

/** What every rule reads. */
export interface EditSubject {
  sheet: CodedSheet;
  encounter: EncounterForEdits;
  catalog: Catalog;
}

/** One group of edits. Rules are independent of each other and never throw. */
export type EditRule = (subject: EditSubject) => Iterable<EditFinding>;

/** Keeps the literal types of what several findings of a rule share. */
export const shared = <Part extends Partial<EditFinding>>(part: Part): Part => part;
