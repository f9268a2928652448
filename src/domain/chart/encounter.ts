import type { IsoDate } from '#domain/time';

export const SETTINGS = [
  'inpatient',
  'outpatient-surgery',
  'emergency',
  'observation',
  'professional',
  'ancillary',
  'risk-adjustment',
] as const;
export type Setting = (typeof SETTINGS)[number];

export const SETTING_NAMES: Record<Setting, string> = {
  inpatient: 'Inpatient',
  'outpatient-surgery': 'Outpatient surgery',
  emergency: 'Emergency',
  observation: 'Observation',
  professional: 'Professional',
  ancillary: 'Ancillary',
  'risk-adjustment': 'Risk adjustment',
};

export const SEXES = ['female', 'male'] as const;
export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;
export const DISPOSITIONS = [
  'home',
  'home-health',
  'skilled-nursing',
  'rehabilitation',
  'transfer',
  'expired',
  'against-advice',
  'hospice',
  'not-applicable',
] as const;
export const PAYERS = ['medicare', 'medicaid', 'commercial', 'self-pay', 'workers-compensation'] as const;

interface PersonFacts {
  /** Years at the encounter. */
  age: number;
  sex: (typeof SEXES)[number];
  disposition: (typeof DISPOSITIONS)[number];
  payer: (typeof PAYERS)[number];
}

/** The facts of an encounter: an inpatient stay has two dates, every other setting one. */
export type EncounterFacts =
  | (PersonFacts & { admitted: IsoDate; discharged: IsoDate })
  | (PersonFacts & { serviceDate: IsoDate; placeOfService?: string });

/** Everything about the encounter that coding rules depend on. */
export type Encounter = EncounterFacts & { setting: Setting };

/** The date that picks the release: discharge for a stay, service date otherwise. */
export function dateOfService(encounter: EncounterFacts): IsoDate {
  return 'discharged' in encounter ? encounter.discharged : encounter.serviceDate;
}

/** Diagnoses carry POA indicators in inpatient records only (OG Appendix I). */
export const needsPoa = (setting: Setting): boolean => setting === 'inpatient';

/** ICD-10-PCS is for inpatient procedures; every other setting reports service lines. */
export const needsPcs = (setting: Setting): boolean => setting === 'inpatient';
