import { expect, test } from 'vitest';
import { byCost, type Weight } from '#components/result/by-cost.ts';
import type { Variance } from '#domain/grading/variance';

const aVariance = (entered: string, parts: Partial<Variance> = {}): Variance => ({
  kind: 'missed-diagnosis',
  severity: 'payment',
  list: 'diagnoses',
  entered,
  evidence: [],
  cites: [],
  ...parts,
});
const poa = { kind: 'poa', attribute: { entered: 'N', wanted: 'Y' } } as const;
const weights: Record<string, Weight> = { I5033: 'MCC', D62: 'CC', J9621: 'MCC' };
const sorted = (...variances: Variance[]) =>
  byCost(variances, ({ entered = '' }) => weights[entered]).map(({ entered }) => entered);

test('payment comes before data quality, and that before what is only worth knowing', () => {
  expect(
    sorted(
      aVariance('Z794', { severity: 'observation' }),
      aVariance('E785', { severity: 'data-quality' }),
      aVariance('D62'),
    ),
  ).toEqual(['D62', 'E785', 'Z794']);
});
test('the first place comes first, then an MCC, then a CC', () => {
  expect(
    sorted(aVariance('N390'), aVariance('D62'), aVariance('I5033'), aVariance('A419', { kind: 'wrong-principal' })),
  ).toEqual(['A419', 'I5033', 'D62', 'N390']);
});
test('a whole code comes before a detail of a right one', () => {
  expect(sorted(aVariance('I5033', poa), aVariance('D62'))).toEqual(['D62', 'I5033']);
});
test('what weighs the same keeps the order of the key', () => {
  expect(sorted(aVariance('J9621'), aVariance('I5033'))).toEqual(['J9621', 'I5033']);
});
