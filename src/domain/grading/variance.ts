import type { Evidence } from '#domain/chart/answer-key';
import type { SheetList } from '#domain/chart/coding-sheet';

/** Every kind of difference between a coding sheet and a key, with the words every screen uses for it. */
export const VARIANCE_NAMES = {
  'wrong-principal': 'Wrong principal or first-listed diagnosis',
  sequencing: 'Sequence',
  'missed-diagnosis': 'Missed diagnosis',
  'unsupported-diagnosis': 'Diagnosis not supported',
  'integral-symptom': 'Symptom integral to a coded diagnosis',
  'uncertain-diagnosis-outpatient': 'Uncertain diagnosis outside inpatient',
  specificity: 'Specificity',
  laterality: 'Laterality',
  'seventh-character': '7th character',
  'combination-code': 'Combination code',
  'code-first': 'Code first',
  'manifestation-first': 'Manifestation sequenced first',
  excludes1: 'Excludes1',
  poa: 'Present on admission',
  'external-cause': 'External cause',
  'missed-procedure': 'Missed procedure or service',
  'unsupported-procedure': 'Procedure or service not supported',
  'pcs-axis': 'ICD-10-PCS axis',
  'em-over': 'E/M level too high',
  'em-under': 'E/M level too low',
  'modifier-missing': 'Modifier missing',
  'modifier-wrong': 'Wrong modifier',
  'modifier-unsupported': 'Modifier not supported',
  units: 'Units',
  'diagnosis-pointer': 'Diagnosis pointer',
  unbundled: 'Unbundled',
  'invalid-code': 'Invalid code',
  'not-billable': 'Not billable',
  'outdated-code': 'Code of another year',
  'demographic-conflict': 'Conflict with age or sex',
  duplicate: 'Duplicate',
} as const;
export type VarianceKind = keyof typeof VARIANCE_NAMES;
export const VARIANCE_KINDS = Object.keys(VARIANCE_NAMES) as VarianceKind[];

/** `payment` changes what is paid, `data-quality` what the record says, `observation` is only worth knowing. */
export const SEVERITIES = ['payment', 'data-quality', 'observation'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One difference between a sheet and a key, as facts; `explain` writes the sentences. */
export interface Variance {
  kind: VarianceKind;
  severity: Severity;
  list: SheetList;
  /** Index into the sheet's list; absent when something was missed. */
  entry?: number;
  /** Index into the key's list; absent when nothing in the key stands behind it. */
  expected?: number;
  /** Canonical codes of either side, so that a stored grade reads without its sheet. */
  entered?: string;
  wanted?: string;
  /** ICD-10-PCS axes (1–7) that differ. */
  axes?: number[];
  /** What was entered and wanted of an attribute (POA, units, modifiers, pointers, position). */
  attribute?: { entered: string; wanted: string };
  /** Index into the key's `notCoded` when the author foresaw this code. */
  notCoded?: number;
  /** Codes that the rule relates this entry to (Excludes1 partner, code that has to come first). */
  related?: string[];
  evidence: Evidence[];
  cites: string[];
}
