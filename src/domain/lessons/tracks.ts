/** The tracks of lessons in the order they are offered. An id is a folder of content/lessons and part of addresses. */
export const TRACKS = [
  {
    id: 'medical-terminology',
    title: 'Medical terminology',
    about: 'Roots, prefixes, suffixes and abbreviations, so that a word you have never seen can still be read.',
  },
  {
    id: 'anatomy',
    title: 'Anatomy and physiology',
    about: 'How the body is built and works, system by system, as far as codes ask for it.',
  },
  {
    id: 'pathophysiology',
    title: 'Pathophysiology and pharmacology',
    about: 'What diseases do, what drugs are given for them, and what both tell you in a record.',
  },
  {
    id: 'icd-10-cm-guidelines',
    title: 'ICD-10-CM guidelines',
    about: 'Conventions, general rules, the rules of each chapter, outpatient rules and present on admission.',
  },
  {
    id: 'icd-10-pcs',
    title: 'ICD-10-PCS',
    about: 'Seven characters, root operations, approaches and devices, and how a table leads to a code.',
  },
  {
    id: 'outpatient-procedures',
    title: 'Procedures outside inpatient',
    about: 'Surgery, visits, anaesthesia, imaging, laboratory, modifiers, bundling, units and HCPCS Level II.',
  },
  {
    id: 'instruments',
    title: 'Instruments and accessories',
    about: 'What lies on the tray, what it is for, and what its name in a report tells a coder.',
  },
  {
    id: 'documentation',
    title: 'Documentation and queries',
    about: 'What a record has to say before it can be coded, and how to ask when it does not.',
  },
  {
    id: 'revenue-cycle',
    title: 'The revenue cycle',
    about: 'The way of a claim from registration to payment, and what happens to it when it is denied.',
  },
  {
    id: 'compliance',
    title: 'Compliance',
    about: 'Fraud and abuse, audits, confidentiality, and how a coder stays on the right side.',
  },
  {
    id: 'profession',
    title: 'The profession',
    about: 'What coders do, where they work, which certifications there are and what they ask for.',
  },
] as const;

export type Track = (typeof TRACKS)[number];
export type TrackId = Track['id'];
export const TRACK_IDS = TRACKS.map(({ id }) => id) as [TrackId, ...TrackId[]];
