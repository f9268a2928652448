import type { VarianceKind } from './variance.ts';

/** A topic of study: which variances lead to it (by kind, by code, or both) and the rules that govern it. */
export interface StudyTopic {
  id: string;
  title: string;
  cites: readonly string[];
  kinds?: readonly VarianceKind[];
  /** Canonical ICD-10-CM codes of the topic. */
  codes?: RegExp;
}

const ANY_MODIFIER = ['modifier-missing', 'modifier-wrong', 'modifier-unsupported'] as const;
const VALIDITY = ['invalid-code', 'not-billable', 'outdated-code', 'demographic-conflict'] as const;

/** Rules that cut across body systems come first, then the chapters of the guidelines, then what is left. */
export const STUDY_TOPICS: readonly StudyTopic[] = [
  { id: 'poa', title: 'Present on admission', cites: ['OG Appendix I'], kinds: ['poa'] },
  {
    id: 'uncertain',
    title: 'Uncertain diagnoses by setting',
    cites: ['OG IV.H', 'OG II.H'],
    kinds: ['uncertain-diagnosis-outpatient'],
  },
  {
    id: 'symptoms',
    title: 'Signs and symptoms',
    cites: ['OG I.B.4', 'OG I.B.5', 'OG I.B.6'],
    kinds: ['integral-symptom'],
  },
  {
    id: 'adverse-effects',
    title: 'Adverse effects, poisoning and underdosing',
    cites: ['OG I.C.19.e'],
    codes: /^T(?:3[6-9]|4|50)/,
  },
  {
    id: 'external-causes',
    title: 'External causes: cause, place, activity, status',
    cites: ['OG I.C.20'],
    kinds: ['external-cause'],
  },
  {
    id: 'seventh-character',
    title: '7th characters: active treatment, healing, sequela',
    cites: ['OG I.A.5', 'OG I.C.19.a'],
    kinds: ['seventh-character'],
  },
  { id: 'laterality', title: 'Laterality', cites: ['OG I.B.13'], kinds: ['laterality'] },
  {
    id: 'etiology',
    title: 'Etiology before manifestation, code first',
    cites: ['OG I.A.13'],
    kinds: ['code-first', 'manifestation-first', 'sequencing'],
  },
  { id: 'excludes', title: 'Excludes notes', cites: ['OG I.A.12.a', 'OG I.A.12.b'], kinds: ['excludes1'] },
  {
    id: 'pcs',
    title: 'ICD-10-PCS: root operation, approach, device',
    cites: ['PCS-OG A1', 'PCS-OG B3.1a', 'PCS-OG B5.2a', 'PCS-OG B6.1a'],
    kinds: ['pcs-axis'],
  },
  {
    id: 'visit-level',
    title: 'Visit levels by decision making or time',
    cites: ['PX rules: em-level'],
    kinds: ['em-over', 'em-under'],
  },
  { id: 'modifiers', title: 'Modifiers', cites: ['PX rules: modifiers'], kinds: ANY_MODIFIER },
  { id: 'units', title: 'Units: dose, billing unit and waste', cites: ['PX rules: units'], kinds: ['units'] },
  {
    id: 'pointers',
    title: 'Diagnosis pointers',
    cites: ['PX rules: pointers'],
    kinds: ['diagnosis-pointer'],
  },
  {
    id: 'bundling',
    title: 'What a service includes',
    cites: ['PX rules: bundling'],
    kinds: ['unbundled'],
  },
  { id: 'validity', title: 'Valid and complete codes', cites: ['OG I.B.2'], kinds: VALIDITY },
  {
    id: 'principal',
    title: 'Choosing the principal or first-listed diagnosis',
    cites: ['OG II', 'OG IV.G'],
    kinds: ['wrong-principal'],
  },
  { id: 'sepsis', title: 'Sepsis and organ dysfunction', cites: ['OG I.C.1.d'], codes: /^(?:A4[01]|R65)/ },
  { id: 'neoplasms', title: 'Neoplasms', cites: ['OG I.C.2'], codes: /^(?:C|D[0-4]|Z51[01])/ },
  {
    id: 'diabetes',
    title: 'Diabetes and the word “with”',
    cites: ['OG I.A.15', 'OG I.C.4.a'],
    codes: /^(?:E0[89]|E1[0-3]|Z79[48]|Z7985)/,
  },
  {
    id: 'hypertension',
    title: 'Hypertension with heart and kidney disease',
    cites: ['OG I.C.9.a'],
    codes: /^(?:I1[0-6]|I50|N18)/,
  },
  { id: 'circulatory', title: 'Diseases of the circulatory system', cites: ['OG I.C.9'], codes: /^I/ },
  { id: 'respiratory', title: 'COPD, pneumonia and respiratory failure', cites: ['OG I.C.10'], codes: /^J/ },
  { id: 'skin', title: 'Skin, pressure ulcers', cites: ['OG I.C.12'], codes: /^L/ },
  { id: 'musculoskeletal', title: 'Musculoskeletal system, pathological fractures', cites: ['OG I.C.13'], codes: /^M/ },
  {
    id: 'obstetrics',
    title: 'Pregnancy, childbirth and the puerperium',
    cites: ['OG I.C.15'],
    codes: /^(?:O|Z3[37A])/,
  },
  { id: 'newborn', title: 'Newborns', cites: ['OG I.C.16'], codes: /^(?:P|Z38)/ },
  { id: 'symptom-codes', title: 'When a symptom is the diagnosis', cites: ['OG I.C.18'], codes: /^R/ },
  { id: 'injury', title: 'Injuries and fractures', cites: ['OG I.C.19.b', 'OG I.C.19.c'], codes: /^[ST]/ },
  { id: 'status-and-history', title: 'Status, history and other Z codes', cites: ['OG I.C.21'], codes: /^Z/ },
  {
    id: 'specificity',
    title: 'Level of detail and combination codes',
    cites: ['OG I.B.2', 'OG I.B.9'],
    kinds: ['specificity', 'combination-code'],
  },
  {
    id: 'services',
    title: 'What is reported for a procedure or service',
    cites: ['UHDDS'],
    kinds: ['missed-procedure', 'unsupported-procedure'],
  },
  { id: 'reportable', title: 'What counts as a reportable diagnosis', cites: ['OG III', 'OG IV.J'] },
];
