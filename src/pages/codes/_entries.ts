/** The parts of the code book: where each begins, what it is called and what it is for. */
export const BOOK_ENTRIES = [
  ['/codes/icd-10-cm', 'ICD-10-CM tabular list', 'chapters, blocks and categories with their notes'],
  ['/codes/icd-10-cm/index', 'Alphabetic index', 'from the term in the record to a code to check'],
  ['/codes/icd-10-cm/neoplasms', 'Table of neoplasms', 'site by behavior'],
  ['/codes/icd-10-cm/drugs', 'Table of drugs and chemicals', 'poisoning, adverse effect, underdosing'],
  ['/codes/icd-10-cm/external-causes', 'External causes', 'how it happened'],
  ['/codes/icd-10-pcs', 'ICD-10-PCS builder', 'seven axes, one legal value at a time'],
  ['/codes/icd-10-pcs/index', 'ICD-10-PCS index', 'from the word to a table'],
  ['/codes/hcpcs', 'HCPCS Level II', 'drugs, supplies, services and their units'],
  ['/codes/hcpcs/modifiers', 'HCPCS Level II modifiers', 'what a service line says besides its code'],
  ['/codes/px', 'Practice procedure set', 'made-up procedures with rules of real ones'],
] as const;
