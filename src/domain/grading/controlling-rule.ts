import type { SheetList } from '#domain/chart/coding-sheet';
import type { Setting } from '#domain/chart/encounter';
import type { VarianceKind } from './variance.ts';

/**
 * The rule that governs a kind of variance in general, for where the key cites nothing nearer. Sections of the
 * ICD-10-CM guidelines (OG), the ICD-10-PCS guidelines (PCS-OG), the Medicare Code Editor (MCE) and the practice set's
 * own rules.
 */
const RULES: Record<VarianceKind, string> = {
  'wrong-principal': 'OG II',
  sequencing: 'OG I.A.13',
  'missed-diagnosis': 'OG III',
  'unsupported-diagnosis': 'OG III',
  'integral-symptom': 'OG I.B.5',
  'uncertain-diagnosis-outpatient': 'OG IV.H',
  specificity: 'OG I.B.2',
  laterality: 'OG I.B.13',
  'seventh-character': 'OG I.A.5',
  'combination-code': 'OG I.B.9',
  'code-first': 'OG I.A.13',
  'manifestation-first': 'OG I.A.13',
  excludes1: 'OG I.A.12.a',
  poa: 'OG Appendix I',
  'external-cause': 'OG I.C.20.a',
  'missed-procedure': 'UHDDS',
  'unsupported-procedure': 'UHDDS',
  'pcs-axis': 'PCS-OG A1',
  'em-over': 'PX rules: em-level',
  'em-under': 'PX rules: em-level',
  'modifier-missing': 'PX rules: modifiers',
  'modifier-wrong': 'PX rules: modifiers',
  'modifier-unsupported': 'PX rules: modifiers',
  units: 'PX rules: units',
  'diagnosis-pointer': 'PX rules: pointers',
  unbundled: 'PX rules: bundling',
  'invalid-code': 'OG I.B.2',
  'not-billable': 'OG I.B.2',
  'outdated-code': 'OG I.B.2',
  'demographic-conflict': 'MCE: age or sex conflict',
  duplicate: 'OG I.B.12',
};

const OUTSIDE_INPATIENT: Partial<Record<VarianceKind, string>> = {
  'wrong-principal': 'OG IV.G',
  'missed-diagnosis': 'OG IV.J',
  'unsupported-diagnosis': 'OG IV.J',
  'missed-procedure': 'PX rules: services',
  'unsupported-procedure': 'PX rules: services',
};

/** ICD-10-PCS has its own guidelines, and service lines those of their set, where the rule for diagnoses does not reach. */
const BY_LIST: Partial<Record<SheetList, Partial<Record<VarianceKind, string>>>> = {
  procedures: {
    unbundled: 'PCS-OG B3.1b',
    duplicate: 'PCS-OG B3.2',
    'invalid-code': 'PCS-OG A9',
    'not-billable': 'PCS-OG A1',
    'outdated-code': 'PCS-OG A1',
  },
  services: {
    duplicate: 'PX rules: units',
    'invalid-code': 'PX rules: services',
    'not-billable': 'PX rules: services',
    'outdated-code': 'PX rules: services',
  },
};

/** A well-formed citation of the general rule behind a kind of variance in a list of the sheet and a setting. */
export function controllingRule(kind: VarianceKind, setting: Setting, list: SheetList): string {
  const bySetting = setting === 'inpatient' ? undefined : OUTSIDE_INPATIENT[kind];
  return BY_LIST[list]?.[kind] ?? bySetting ?? RULES[kind];
}
