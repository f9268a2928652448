import { describe, expect, test } from 'vitest';
import type { AnswerKey } from '#domain/chart/answer-key';
import { grade } from '#domain/grading/grade';
import { aContext, aDiagnosis, aKey, anInpatientStay, aProcedure, aSheet, noted } from '../../build.ts';

const context = aContext({ encounter: anInpatientStay });
const hip = aProcedure('0SR90J9', { role: 'principal', axisAlternates: { '6': ['A', 'Z'] } });
const keyWith = (...procedures: AnswerKey['procedures']) => aKey({ diagnoses: [aDiagnosis('S72.011A')], procedures });
const verdictOn = (key: AnswerKey, procedures: string[]) =>
  grade(key, aSheet({ diagnoses: ['S72.011A'], procedures }), context);

describe('ICD-10-PCS procedures', () => {
  test('right', () => expect(verdictOn(keyWith(hip), ['0SR90J9']).variances).toEqual([]));

  test('an accepted value of an axis is as right as the key’s own', () => {
    const verdict = verdictOn(keyWith(hip), ['0SR90A9']);
    expect(verdict.variances).toEqual([]);
    expect(verdict.pairs.at(-1)).toMatchObject({ match: 'alternate', credit: 1000 });
  });

  test('same table, other axes: one variance that names them', () => {
    const [variance, ...rest] = verdictOn(keyWith(hip), ['0SRB0KA']).variances;
    expect(rest).toEqual([]);
    expect(variance).toMatchObject({ kind: 'pcs-axis', severity: 'payment', axes: [4, 6, 7] });
  });

  test('another table is unsupported, and the right one missed', () => {
    expect(noted(verdictOn(keyWith(hip), ['0SQ90ZZ']))).toEqual([
      'missed-procedure >0SR90J9',
      'unsupported-procedure 0SQ90ZZ>',
    ]);
  });

  test('another table that the author foresaw is one variance', () => {
    const key = keyWith({
      ...hip,
      whyNot: [{ code: '0SQ90ZZ', variance: 'pcs-axis', text: 'Replaced, not repaired.' }],
    });
    const [variance, ...rest] = verdictOn(key, ['0SQ90ZZ']).variances;
    expect(rest).toEqual([]);
    expect(variance).toMatchObject({ kind: 'pcs-axis', axes: [3, 6, 7], wanted: '0SR90J9' });
  });

  test.each(['2026-02-05', ''])('another day or none: %s', (date) => {
    const verdict = verdictOn(keyWith(hip), [`0SR90J9 ${date}`]);
    expect(verdict.variances).toMatchObject([
      { kind: 'sequencing', attribute: { entered: date, wanted: '2026-02-04' } },
    ]);
    expect(verdict.tally.correct).toBe(2);
  });

  test('the same code on two days is two procedures', () => {
    const later = aProcedure('5A1D70Z', { date: '2026-02-06' as typeof hip.date });
    const key = keyWith(aProcedure('5A1D70Z'), later);
    expect(verdictOn(key, ['5A1D70Z 2026-02-06', '5A1D70Z 2026-02-04']).variances).toEqual([]);
    expect(noted(verdictOn(key, ['5A1D70Z 2026-02-04', '5A1D70Z 2026-02-04']))).toEqual(['sequencing 5A1D70Z>5A1D70Z']);
    expect(noted(verdictOn(keyWith(aProcedure('5A1D70Z')), ['5A1D70Z', '5A1D70Z']))).toEqual(['duplicate 5A1D70Z>']);
  });

  test('the principal procedure stands first, the others have no order', () => {
    const key = keyWith(hip, aProcedure('30233N1'), aProcedure('02HV33Z'));
    expect(verdictOn(key, ['0SR90J9', '02HV33Z', '30233N1']).variances).toEqual([]);
    const swapped = verdictOn(key, ['02HV33Z', '0SR90J9', '30233N1']);
    expect(swapped.variances).toMatchObject([{ kind: 'sequencing', entered: '02HV33Z', wanted: '0SR90J9' }]);
    expect(swapped.conflicts).toHaveLength(1);
  });
});
