/** What each letter of HCPCS Level II holds, in plain words (CMS, HCPCS Level II coding procedures). D codes are the dentists'. */
export const HCPCS_SECTIONS: Record<string, string> = {
  A: 'Ambulance, medical and surgical supplies, radiopharmaceuticals',
  B: 'Enteral and parenteral therapy',
  C: 'Hospital outpatient payment: devices, drugs and procedures for a time',
  E: 'Durable medical equipment',
  G: 'Procedures and professional services, for a time',
  H: 'Alcohol and drug abuse treatment, behavioral health',
  J: 'Drugs given other than by mouth, chemotherapy',
  K: 'Durable medical equipment, for a time',
  L: 'Orthotics and prosthetics',
  M: 'Medical services and quality measures',
  P: 'Pathology and laboratory',
  Q: 'Drugs, supplies and services, for a time',
  R: 'Transport of diagnostic x-ray equipment',
  S: 'Codes of private payers',
  T: 'Codes of state Medicaid agencies',
  U: 'Laboratory tests for coronavirus',
  V: 'Vision and hearing',
};

export const COVERAGE_WORDS = {
  'carrier-judgment': 'as the Medicare contractor decides',
  'special-instructions': 'under special coverage instructions',
  'not-payable': 'not payable by Medicare',
  'non-covered': 'not covered by Medicare',
  'excluded-by-statute': 'excluded from Medicare by law',
} as const;

export const MODIFIER_KINDS = {
  practice: 'Practice modifiers',
  anatomic: 'Where on the body',
  distinct: 'Separate and shared services',
  drug: 'Drugs',
  payer: 'What the payer asks to know',
  pricing: 'What changes the price',
} as const;
