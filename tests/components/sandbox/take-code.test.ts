import { expect, test } from 'vitest';
import { DRAFT_LIMITS } from '#domain/chart/draft-limits';
import { emptyDraft } from '#domain/chart/draft-sheet';
import { placeOf } from '../../../src/components/sandbox/take-code.ts';

const draft = { ...emptyDraft(), diagnoses: [{ id: '1', code: 'I10' }] };

test('a code goes to the list of its system, and the sentence says where', () => {
  expect(placeOf(draft, 'emergency', { system: 'icd10cm', code: 'E11.22' })).toEqual({
    list: 'diagnoses',
    sentence: 'E11.22 added as diagnosis 2.',
  });
  expect(placeOf(draft, 'inpatient', { system: 'icd10pcs', code: '0FT44ZZ' })).toMatchObject({ list: 'procedures' });
  expect(placeOf(draft, 'professional', { system: 'hcpcs', code: 'J3301' })).toMatchObject({ list: 'services' });
});

test('what the setting has no list for is refused, and so are a diagnosis twice and a full list', () => {
  expect(placeOf(draft, 'inpatient', { system: 'px', code: 'PX332' })).toEqual({
    refusal: 'PX332 was not added: an inpatient stay has procedures, not service lines.',
  });
  expect(placeOf(draft, 'observation', { system: 'icd10pcs', code: '0FT44ZZ' })).toEqual({
    refusal: '0FT44ZZ was not added: ICD-10-PCS is for inpatient stays; this sheet has service lines.',
  });
  expect(placeOf(draft, 'inpatient', { system: 'icd10cm', code: 'i10' })).toEqual({
    refusal: 'i10 is on the sheet already, as diagnosis 1.',
  });
  const rows = Array.from({ length: DRAFT_LIMITS.rowsPerList }, (_, at) => ({ id: `${at}`, code: `X${at}` }));
  expect(placeOf({ ...draft, diagnoses: rows }, 'inpatient', { system: 'icd10cm', code: 'E11.22' })).toEqual({
    refusal: 'E11.22 was not added: the list is full. Remove a row first.',
  });
});
