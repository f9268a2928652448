/** The alphabetic index of ICD-10-CM and its companions, as they are called and where they stand. */
export interface BookIndex {
  kind: 'index' | 'external-causes' | 'neoplasms' | 'drugs';
  title: string;
  address: string;
  /** Names of the columns of a table; a list of terms has none. */
  columns?: string[];
  /** What to watch for when reading it. */
  advice: string;
}

export const BOOK_INDEXES = {
  index: {
    kind: 'index',
    title: 'Alphabetic index',
    address: '/codes/icd-10-cm/index',
    advice:
      'Look up the condition, not the place in the body. The code beside a main term is its default; a code with a dash has to be completed; always check it in the tabular list.',
  },
  'external-causes': {
    kind: 'external-causes',
    title: 'Index to external causes',
    address: '/codes/icd-10-cm/external-causes',
    advice:
      'How, where and doing what something happened. These codes are never first; most need a 7th character: follow the link to choose it.',
  },
  neoplasms: {
    kind: 'neoplasms',
    title: 'Table of neoplasms',
    address: '/codes/icd-10-cm/neoplasms',
    columns: [
      'Malignant, primary',
      'Malignant, secondary',
      'Carcinoma in situ',
      'Benign',
      'Uncertain behavior',
      'Unspecified behavior',
    ],
    advice:
      'Look up the histological term in the alphabetic index first; it says which column applies. A code with a dash has to be completed.',
  },
  drugs: {
    kind: 'drugs',
    title: 'Table of drugs and chemicals',
    address: '/codes/icd-10-cm/drugs',
    columns: [
      'Poisoning, accidental',
      'Poisoning, self-harm',
      'Poisoning, assault',
      'Poisoning, undetermined',
      'Adverse effect',
      'Underdosing',
    ],
    advice: 'Every code here needs a 7th character: follow the link to choose it.',
  },
} satisfies Record<string, BookIndex>;
