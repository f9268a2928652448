/**
 * The skills of a coder as a graph: sections of the guidelines, body systems, kinds of codes, and the subjects around
 * them. `after` names what one should have first. Evidence finds its skills by the rules it cites (`cites`: the section
 * and everything below it), by the codes it is about, or by being named.
 */
export const SKILL_KINDS = {
  'code-type': 'Kinds of codes',
  guideline: 'Rules',
  'body-system': 'Body systems',
  subject: 'Around the codes',
} as const;
export type SkillKind = keyof typeof SKILL_KINDS;

interface SkillRow {
  id: string;
  kind: SkillKind;
  title: string;
  /** Sections, as citations write them; a citation belongs to the longest of all skills' that it begins with. */
  cites?: readonly string[];
  /** Canonical ICD-10-CM codes. */
  diagnoses?: RegExp;
  /** The first two characters of ICD-10-PCS codes. */
  pcs?: RegExp;
  after?: readonly string[];
}

export const SKILLS = [
  { id: 'icd-10-cm', kind: 'code-type', title: 'Diagnoses in ICD-10-CM', after: ['terminology', 'anatomy'] },
  {
    id: 'icd-10-pcs',
    kind: 'code-type',
    title: 'Procedures in ICD-10-PCS',
    cites: ['PCS-OG', 'PCS table'],
    after: ['anatomy', 'terminology'],
  },
  { id: 'hcpcs', kind: 'code-type', title: 'HCPCS Level II', cites: ['HCPCS'], after: ['terminology'] },
  {
    id: 'services',
    kind: 'code-type',
    title: 'Services and procedures outside inpatient',
    cites: ['PX'],
    after: ['anatomy', 'terminology'],
  },

  {
    id: 'conventions',
    kind: 'guideline',
    title: 'Conventions of ICD-10-CM',
    cites: ['OG I.A', 'Tabular'],
    after: ['icd-10-cm'],
  },
  { id: 'with', kind: 'guideline', title: 'The word “with”', cites: ['OG I.A.15'], after: ['conventions'] },
  {
    id: 'etiology',
    kind: 'guideline',
    title: 'Etiology before manifestation, code first',
    cites: ['OG I.A.13', 'OG I.A.17'],
    after: ['conventions'],
  },
  { id: 'excludes', kind: 'guideline', title: 'Excludes notes', cites: ['OG I.A.12'], after: ['conventions'] },
  { id: 'general-rules', kind: 'guideline', title: 'General coding rules', cites: ['OG I.B'], after: ['conventions'] },
  {
    id: 'specificity',
    kind: 'guideline',
    title: 'Level of detail and combination codes',
    cites: ['OG I.B.2', 'OG I.B.9'],
    after: ['general-rules'],
  },
  {
    id: 'symptoms',
    kind: 'guideline',
    title: 'Signs and symptoms',
    cites: ['OG I.B.4', 'OG I.B.5', 'OG I.B.6', 'OG I.C.18'],
    diagnoses: /^R/,
    after: ['general-rules'],
  },
  { id: 'sequela', kind: 'guideline', title: 'Sequelae', cites: ['OG I.B.10'], after: ['general-rules'] },
  {
    id: 'laterality',
    kind: 'guideline',
    title: 'Laterality',
    cites: ['OG I.B.13'],
    after: ['general-rules', 'anatomy'],
  },
  {
    id: 'seventh-character',
    kind: 'guideline',
    title: '7th characters',
    cites: ['OG I.A.4', 'OG I.A.5', 'OG I.C.19.a'],
    after: ['conventions'],
  },
  {
    id: 'infections',
    kind: 'guideline',
    title: 'Infections',
    cites: ['OG I.C.1', 'OG I.C.22'],
    diagnoses: /^(?:[AB]|U0)/,
    after: ['general-rules'],
  },
  {
    id: 'sepsis',
    kind: 'guideline',
    title: 'Sepsis and organ dysfunction',
    cites: ['OG I.C.1.d'],
    diagnoses: /^(?:A4[01]|R65)/,
    after: ['infections', 'pathophysiology'],
  },
  {
    id: 'neoplasms',
    kind: 'guideline',
    title: 'Neoplasms',
    cites: ['OG I.C.2'],
    diagnoses: /^(?:C|D[0-4]|Z51[01])/,
    after: ['general-rules', 'pathophysiology'],
  },
  {
    id: 'diabetes',
    kind: 'guideline',
    title: 'Diabetes',
    cites: ['OG I.C.4'],
    diagnoses: /^(?:E0[89]|E1[0-3]|Z79[48]|Z7985)/,
    after: ['with', 'pathophysiology'],
  },
  {
    id: 'mental',
    kind: 'guideline',
    title: 'Mental disorders and substance use',
    cites: ['OG I.C.5'],
    diagnoses: /^F/,
    after: ['general-rules'],
  },
  {
    id: 'pain',
    kind: 'guideline',
    title: 'Pain and the nervous system',
    cites: ['OG I.C.6'],
    diagnoses: /^G/,
    after: ['general-rules'],
  },
  {
    id: 'glaucoma',
    kind: 'guideline',
    title: 'Eye and ear',
    cites: ['OG I.C.7', 'OG I.C.8'],
    diagnoses: /^H/,
    after: ['laterality'],
  },
  {
    id: 'hypertension',
    kind: 'guideline',
    title: 'Hypertension, heart and kidney disease',
    cites: ['OG I.C.9', 'OG I.C.9.a', 'OG I.C.14'],
    diagnoses: /^(?:I|N18)/,
    after: ['with', 'pathophysiology'],
  },
  {
    id: 'respiratory-rules',
    kind: 'guideline',
    title: 'COPD, pneumonia and respiratory failure',
    cites: ['OG I.C.10'],
    diagnoses: /^J/,
    after: ['general-rules', 'pathophysiology'],
  },
  {
    id: 'skin-rules',
    kind: 'guideline',
    title: 'Pressure ulcers and skin',
    cites: ['OG I.C.12', 'OG I.B.14'],
    diagnoses: /^L/,
    after: ['general-rules'],
  },
  {
    id: 'fractures',
    kind: 'guideline',
    title: 'Fractures, pathological and of injury',
    cites: ['OG I.C.13', 'OG I.C.19.c'],
    diagnoses: /^(?:M|S[0-9]2)/,
    after: ['seventh-character', 'laterality'],
  },
  {
    id: 'obstetrics',
    kind: 'guideline',
    title: 'Pregnancy, childbirth and the puerperium',
    cites: ['OG I.C.15'],
    diagnoses: /^(?:O|Z3[37A])/,
    after: ['general-rules', 'pathophysiology'],
  },
  {
    id: 'newborn',
    kind: 'guideline',
    title: 'Newborns and congenital conditions',
    cites: ['OG I.C.16', 'OG I.C.17'],
    diagnoses: /^(?:P|Q|Z38)/,
    after: ['general-rules'],
  },
  {
    id: 'injury',
    kind: 'guideline',
    title: 'Injuries, burns and complications',
    cites: ['OG I.C.19'],
    diagnoses: /^[ST]/,
    after: ['seventh-character'],
  },
  {
    id: 'adverse-effects',
    kind: 'guideline',
    title: 'Adverse effects, poisoning, underdosing',
    cites: ['OG I.C.19.e'],
    diagnoses: /^T(?:3[6-9]|4|50)/,
    after: ['pharmacology', 'seventh-character'],
  },
  {
    id: 'external-causes',
    kind: 'guideline',
    title: 'External causes',
    cites: ['OG I.C.20'],
    diagnoses: /^[VWXY]/,
    after: ['injury'],
  },
  {
    id: 'status-and-history',
    kind: 'guideline',
    title: 'Status, history and other Z codes',
    cites: ['OG I.C.21'],
    diagnoses: /^Z/,
    after: ['general-rules'],
  },
  {
    id: 'principal',
    kind: 'guideline',
    title: 'Principal diagnosis',
    cites: ['OG II', 'UHDDS'],
    after: ['general-rules'],
  },
  {
    id: 'reportable',
    kind: 'guideline',
    title: 'What counts as a reportable diagnosis',
    cites: ['OG III'],
    after: ['principal'],
  },
  {
    id: 'outpatient',
    kind: 'guideline',
    title: 'Diagnoses outside inpatient',
    cites: ['OG IV'],
    after: ['general-rules'],
  },
  {
    id: 'uncertain',
    kind: 'guideline',
    title: 'Uncertain diagnoses by setting',
    cites: ['OG II.H', 'OG IV.H', 'OG III.C'],
    after: ['principal', 'outpatient'],
  },
  { id: 'poa', kind: 'guideline', title: 'Present on admission', cites: ['OG Appendix I'], after: ['reportable'] },
  { id: 'root-operations', kind: 'guideline', title: 'Root operations', cites: ['PCS-OG B3'], after: ['icd-10-pcs'] },
  {
    id: 'body-parts',
    kind: 'guideline',
    title: 'Body parts in ICD-10-PCS',
    cites: ['PCS-OG B4', 'PCS-OG B2'],
    after: ['icd-10-pcs'],
  },
  {
    id: 'approaches',
    kind: 'guideline',
    title: 'Approaches',
    cites: ['PCS-OG B5'],
    after: ['icd-10-pcs', 'instruments'],
  },
  { id: 'devices', kind: 'guideline', title: 'Devices', cites: ['PCS-OG B6'], after: ['icd-10-pcs', 'instruments'] },
  {
    id: 'visit-level',
    kind: 'guideline',
    title: 'Visit levels by decision making or time',
    cites: ['PX rules: em-level', 'PX rules: time', 'PX rules: new-patient', 'PX rules: same-day-visit'],
    after: ['services'],
  },
  {
    id: 'modifiers',
    kind: 'guideline',
    title: 'Modifiers',
    cites: ['PX rules: modifiers', 'PX rules: laterality', 'PX rules: split', 'HCPCS modifier'],
    after: ['services'],
  },
  {
    id: 'units',
    kind: 'guideline',
    title: 'Units: dose, billing unit and waste',
    cites: ['PX rules: units', 'PX rules: measure', 'PX rules: drug-lines', 'HCPCS J', 'HCPCS modifier J'],
    after: ['services', 'hcpcs'],
  },
  {
    id: 'pointers',
    kind: 'guideline',
    title: 'Diagnosis pointers',
    cites: ['PX rules: pointers', 'NUCC 1500 item 24E'],
    after: ['services', 'icd-10-cm'],
  },
  {
    id: 'bundling',
    kind: 'guideline',
    title: 'What a service includes',
    cites: [
      'PX rules: bundling',
      'PX rules: exclusive',
      'PX rules: global-period',
      'PX rules: add-on',
      'PX rules: initial-infusion',
    ],
    after: ['services'],
  },

  { id: 'infection-system', kind: 'body-system', title: 'Infections of the whole body', diagnoses: /^(?:[AB]|U0|R65)/ },
  {
    id: 'blood',
    kind: 'body-system',
    title: 'Blood, lymph and immune system',
    diagnoses: /^(?:D[5-8]|C8[1-9]|C9)/,
    pcs: /^(?:07|30)/,
  },
  { id: 'endocrine', kind: 'body-system', title: 'Endocrine system and metabolism', diagnoses: /^E/, pcs: /^0G/ },
  { id: 'mind', kind: 'body-system', title: 'Mind and behaviour', diagnoses: /^F/, pcs: /^G/ },
  { id: 'nervous', kind: 'body-system', title: 'Nervous system', diagnoses: /^(?:G|S06|S[0-9]4)/, pcs: /^0[01]/ },
  { id: 'senses', kind: 'body-system', title: 'Eye and ear', diagnoses: /^(?:H|S05)/, pcs: /^0[89]/ },
  { id: 'circulatory', kind: 'body-system', title: 'Heart and vessels', diagnoses: /^I/, pcs: /^0[2-6]/ },
  { id: 'respiratory', kind: 'body-system', title: 'Respiratory system', diagnoses: /^(?:J|C3|R0[4-9])/, pcs: /^0B/ },
  {
    id: 'digestive',
    kind: 'body-system',
    title: 'Digestive system',
    diagnoses: /^(?:K|C1[5-9]|C2|D12|R1)/,
    pcs: /^0[CDF]/,
  },
  {
    id: 'integumentary',
    kind: 'body-system',
    title: 'Skin and breast',
    diagnoses: /^(?:L|C4[34]|C50|D2[23]|D04|N6[0-4])/,
    pcs: /^0[HJ]/,
  },
  {
    id: 'musculoskeletal',
    kind: 'body-system',
    title: 'Bones, joints and muscles',
    diagnoses: /^(?:M|S[0-9][236])/,
    pcs: /^0[K-NP-SXY]/,
  },
  { id: 'urinary', kind: 'body-system', title: 'Urinary system', diagnoses: /^(?:N[0-3]|C6[4-8]|R3)/, pcs: /^0T/ },
  {
    id: 'reproductive',
    kind: 'body-system',
    title: 'Reproductive systems and pregnancy',
    diagnoses: /^(?:N[4-59]|N[78]|O|P|C5[1-8]|C6[0-3])/,
    pcs: /^(?:0[UV]|10)/,
  },

  { id: 'terminology', kind: 'subject', title: 'Medical terminology' },
  { id: 'anatomy', kind: 'subject', title: 'Anatomy and physiology', after: ['terminology'] },
  { id: 'pathophysiology', kind: 'subject', title: 'Pathophysiology', after: ['anatomy'] },
  { id: 'pharmacology', kind: 'subject', title: 'Drugs coders meet', after: ['pathophysiology'] },
  { id: 'instruments', kind: 'subject', title: 'Instruments and accessories', after: ['anatomy'] },
  { id: 'documentation', kind: 'subject', title: 'Reading and judging a record', after: ['terminology'] },
  { id: 'queries', kind: 'subject', title: 'Queries to the provider', after: ['documentation', 'compliance'] },
  { id: 'claims', kind: 'subject', title: 'From registration to claim', cites: ['NUCC'], after: ['documentation'] },
  { id: 'payment', kind: 'subject', title: 'Payment, denials and old accounts', after: ['claims'] },
  { id: 'compliance', kind: 'subject', title: 'Fraud, abuse and audits', cites: ['42 CFR'], after: ['documentation'] },
  { id: 'confidentiality', kind: 'subject', title: 'Confidentiality and release of information', cites: ['45 CFR'] },
  { id: 'information-technology', kind: 'subject', title: 'Records and coding software' },
  { id: 'edits', kind: 'subject', title: 'Valid codes and edits', cites: ['MCE'], after: ['icd-10-cm'] },
  { id: 'profession', kind: 'subject', title: 'The profession' },
] as const satisfies readonly SkillRow[];

export type SkillId = (typeof SKILLS)[number]['id'];
export interface Skill extends SkillRow {
  id: SkillId;
  after?: readonly SkillId[];
}
