import type { SheetList } from '#domain/chart/coding-sheet';
import { needsPoa } from '#domain/chart/encounter';
import { findCode, type Subject } from './subject.ts';
import type { Severity, VarianceKind } from './variance.ts';

/**
 * What a kind of variance usually touches. `by-severity`: payment when a code on either side is a CC or MCC of an
 * inpatient stay, because then it can move the DRG, and data quality otherwise.
 */
const USUAL: Record<VarianceKind, Severity | 'by-severity'> = {
  'wrong-principal': 'payment',
  sequencing: 'data-quality',
  'missed-diagnosis': 'by-severity',
  'unsupported-diagnosis': 'by-severity',
  'integral-symptom': 'data-quality',
  'uncertain-diagnosis-outpatient': 'data-quality',
  specificity: 'by-severity',
  laterality: 'by-severity',
  'seventh-character': 'by-severity',
  'combination-code': 'by-severity',
  'code-first': 'data-quality',
  'manifestation-first': 'data-quality',
  excludes1: 'by-severity',
  poa: 'by-severity',
  'external-cause': 'data-quality',
  'missed-procedure': 'payment',
  'unsupported-procedure': 'payment',
  'pcs-axis': 'payment',
  'em-over': 'payment',
  'em-under': 'payment',
  'modifier-missing': 'payment',
  'modifier-wrong': 'payment',
  'modifier-unsupported': 'payment',
  units: 'payment',
  'diagnosis-pointer': 'payment',
  unbundled: 'payment',
  'invalid-code': 'payment',
  'not-billable': 'payment',
  'outdated-code': 'payment',
  'demographic-conflict': 'payment',
  duplicate: 'by-severity',
};

/** True for a CC or MCC of an inpatient stay; elsewhere the lists do not pay. */
export function isComplication(subject: Subject, list: SheetList, code: string | undefined): boolean {
  if (code === undefined || list !== 'diagnoses' || !needsPoa(subject.encounter.setting)) return false;
  return findCode(subject.catalog, list, code)?.facts.severity !== undefined;
}

/** The severity of a variance between `entered` and `wanted`. Procedures and service lines always touch payment. */
export function severityOf(
  subject: Subject,
  kind: VarianceKind,
  list: SheetList,
  entered: string | undefined,
  wanted: string | undefined,
): Severity {
  const usual = USUAL[kind];
  if (usual !== 'by-severity') return usual;
  if (list !== 'diagnoses') return 'payment';
  const touches = isComplication(subject, list, entered) || isComplication(subject, list, wanted);
  return touches ? 'payment' : 'data-quality';
}
