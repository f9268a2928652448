/** The seven axes of an ICD-10-PCS code (ICD-10-PCS tables; PCS-OG A1–A4). The names of axes differ by section. */
export const AXES = [1, 2, 3, 4, 5, 6, 7] as const;
export type Axis = (typeof AXES)[number];

const MEDICAL = ['Body part', 'Approach', 'Device', 'Qualifier'];
const NAMES: Record<string, { second?: string; third?: string; rest: string[] }> = {
  2: { rest: ['Body region', 'Approach', 'Device', 'Qualifier'] },
  3: { rest: ['Body system or region', 'Approach', 'Substance', 'Qualifier'] },
  4: { rest: ['Body system', 'Approach', 'Function or device', 'Qualifier'] },
  5: { rest: ['Body system', 'Duration', 'Function', 'Qualifier'] },
  6: { rest: ['Body system', 'Duration', 'Qualifier', 'Qualifier'] },
  7: { rest: ['Body region', 'Approach', 'Method', 'Qualifier'] },
  8: { rest: ['Body region', 'Approach', 'Method', 'Qualifier'] },
  9: { rest: ['Body region', 'Approach', 'Method', 'Qualifier'] },
  B: { third: 'Type', rest: ['Body part', 'Contrast', 'Qualifier', 'Qualifier'] },
  C: { third: 'Type', rest: ['Body part', 'Radionuclide', 'Qualifier', 'Qualifier'] },
  D: { third: 'Modality', rest: ['Treatment site', 'Modality qualifier', 'Isotope', 'Qualifier'] },
  F: {
    second: 'Section qualifier',
    third: 'Type',
    rest: ['Body system or region', 'Type qualifier', 'Equipment', 'Qualifier'],
  },
  G: { third: 'Type', rest: ['Qualifier', 'Qualifier', 'Qualifier', 'Qualifier'] },
  H: { third: 'Type', rest: ['Qualifier', 'Qualifier', 'Qualifier', 'Qualifier'] },
  X: { rest: ['Body part', 'Approach', 'Device, substance or technology', 'Qualifier'] },
};

/** What an axis is called in a section: axis 5 is the approach in surgery, the duration in administration. */
export function axisName(section: string, axis: Axis): string {
  const { second = 'Body system', third = 'Operation', rest } = NAMES[section] ?? { rest: MEDICAL };
  return ['Section', second, third, ...rest][axis - 1] ?? '';
}

/** The titles of the sections, first character of every code. */
export const SECTIONS: Record<string, string> = {
  0: 'Medical and Surgical',
  1: 'Obstetrics',
  2: 'Placement',
  3: 'Administration',
  4: 'Measurement and Monitoring',
  5: 'Extracorporeal or Systemic Assistance and Performance',
  6: 'Extracorporeal or Systemic Therapies',
  7: 'Osteopathic',
  8: 'Other Procedures',
  9: 'Chiropractic',
  B: 'Imaging',
  C: 'Nuclear Medicine',
  D: 'Radiation Therapy',
  F: 'Physical Rehabilitation and Diagnostic Audiology',
  G: 'Mental Health',
  H: 'Substance Abuse Treatment',
  X: 'New Technology',
};
