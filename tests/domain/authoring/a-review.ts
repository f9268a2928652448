import type { KeyUnderReview } from '#domain/authoring/key-rule';
import type { AnswerKey } from '#domain/chart/answer-key';
import type { Chart } from '#domain/chart/chart';
import type { Modifier } from '#domain/codeset/catalog';
import type { IsoDate } from '#domain/time';
import { aCatalog, aCode, aDiagnosis, aKey } from '../../build.ts';

const note: Chart['documents'][number] = {
  id: 'note',
  title: 'Note',
  author: 'A. Writer MD',
  blocks: [
    {
      kind: 'paragraph',
      runs: [
        { text: 'Pneumonia, lobar,\n' },
        { text: 'right', style: 'strong' },
        { text: ' lung. Hypertension. Hypertension again.' },
      ],
    },
  ],
};

/** A stay in January 2026 with one document. */
export function aChart(overrides: Partial<Chart> = {}): Chart {
  const person = { age: 71, sex: 'male', disposition: 'home', payer: 'medicare' } as const;
  return {
    slug: 'a-case',
    title: 'Shortness of breath for three days',
    specialty: 'medicine',
    difficulty: 'easy',
    encounter: {
      setting: 'inpatient',
      admitted: '2026-01-02' as IsoDate,
      discharged: '2026-01-05' as IsoDate,
      ...person,
    },
    pins: { icd10cm: 'FY2026', icd10pcs: 'FY2026', px: '2026', hcpcs: '2025Q1' },
    jobGuideline: {
      id: 'inpatient-standard',
      version: 1,
      title: 'Inpatient',
      externalCauses: 'required',
      chronicConditions: 'all-reportable',
      secondaryOrderCounts: false,
      rules: ['Code what is reportable.'],
    },
    documents: [note],
    ...overrides,
  };
}

/** The same chart as an office visit. */
export const anOfficeChart = (): Chart => {
  const facts = {
    age: 71,
    sex: 'male',
    disposition: 'home',
    payer: 'medicare',
    serviceDate: '2026-01-02' as IsoDate,
  } as const;
  return aChart({ encounter: { setting: 'professional', ...facts } });
};

const side: Modifier = { code: 'RT', title: 'Right side', kind: 'anatomic' };

/** A key that every rule accepts, and its chart; a test breaks one thing in it. */
export function aReview(key: Partial<AnswerKey> = {}, overrides: Partial<KeyUnderReview> = {}): KeyUnderReview {
  const evidence = [{ document: 'note', quote: 'lobar, right lung' }];
  return {
    chart: aChart(),
    key: aKey({ diagnoses: [aDiagnosis('J18.1', { evidence, poa: 'Y' })], ...key }),
    catalog: aCatalog(
      [
        aCode('J18.1', 'Lobar pneumonia'),
        aCode('J18', 'Pneumonia', { billable: false }),
        aCode('I10', 'Hypertension'),
        aCode('Z79.4', 'Long term use of insulin', { facts: { poaExempt: true } }),
        aCode('0BJ08ZZ', 'Inspection of tracheobronchial tree'),
        aCode('PX104', 'Office visit'),
      ],
      { modifiers: [side] },
    ),
    caseText: 'id: a-case\ntitle: Shortness of breath for three days\n',
    hasReview: true,
    guidelineSections: new Set(['II', 'IV.J', 'I.C.9.a.3']),
    ...overrides,
  };
}
