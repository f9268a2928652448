import { expect, test } from 'vitest';
import { type CodeRange, isInRange } from '#domain/codeset/catalog';
import { serviceSystemOf } from '#domain/codeset/code';
import { bilateralForms, withPlaceholder } from '#domain/codeset/lookalikes';

const E08_E13: CodeRange = { from: 'E08', to: 'E13' };
const ADVERSE: CodeRange = { from: 'T36', to: 'T50', characters: { places: [5, 6], among: '5' } };

test.each([
  ['E0800', E08_E13, true],
  ['E139', E08_E13, true],
  ['E14', E08_E13, false],
  ['E07', E08_E13, false],
  ['E1', E08_E13, false],
  ['I509', { from: 'I50', to: 'I50' }, true],
  ['I50', { from: 'I501', to: 'I501' }, false],
  // The intent of a drug code is the last filled of its 5th and 6th characters.
  ['T383X5A', ADVERSE, true],
  ['T383X1A', ADVERSE, false],
  ['T3695XA', ADVERSE, true],
  ['T39015A', ADVERSE, true],
  ['T39011A', ADVERSE, false],
  ['T455', ADVERSE, false],
  ['', ADVERSE, false],
  ['E1152', { ...E08_E13, after: ['51', '52'] }, true],
  ['E1159', { ...E08_E13, after: ['51', '52'] }, false],
  ['E115', { ...E08_E13, after: ['51', '52'] }, false],
  ['I69320', { from: 'I69', to: 'I69', after: ['-20'] }, true],
  ['I69321', { from: 'I69', to: 'I69', after: ['-20'] }, false],
  ['I69', { from: 'I69', to: 'I69', after: ['-20'] }, false],
])('%s in %o: %s', (code, range, expected) => {
  expect(isInRange(code, range)).toBe(expected);
});

test('a service code tells its system by its shape', () => {
  expect(['PX104', 'J3301', 'D0120', 'PX1', ''].map(serviceSystemOf)).toEqual([
    'px',
    'hcpcs',
    undefined,
    undefined,
    undefined,
  ]);
});

test('the placeholder X is filled in up to the sixth character', () => {
  expect(['W03A', 'S9340A', 'S93401A', 'I10'].map(withPlaceholder)).toEqual([
    'W03XXXA',
    'S9340XA',
    undefined,
    undefined,
  ]);
});

test('a bilateral form has 3 where the side is', () => {
  expect(bilateralForms('H2511')).toEqual(['H2513', 'H2531']);
  expect(bilateralForms('M170')).toEqual([]);
});
