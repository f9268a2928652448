import { describe, expect, test } from 'vitest';
import { modelAnswer } from '#domain/chart/answer-key';
import { formatPercent } from '#domain/grading/fraction';
import { type Grade, grade } from '#domain/grading/grade';
import { LENSES, type Lens, lensApplies, score } from '#domain/grading/lenses';
import { DEFAULT_POLICY, type ScoringPolicy } from '#domain/grading/policy';
import {
  aCatalog,
  aCode,
  aContext,
  aDiagnosis,
  aKey,
  anInpatientStay,
  aProcedure,
  aService,
  aSheet,
  modifiersOf,
} from '../../build.ts';

const scored = (verdict: Grade, lens: Lens, policy = DEFAULT_POLICY): string => {
  const { numerator, denominator } = score(verdict, lens, policy);
  return `${numerator}/${denominator}`;
};

const five = aKey({ diagnoses: ['J18.9', 'E11.9', 'I10', 'K21.9', 'N39.0'].map((code) => aDiagnosis(code)) });

describe('the example of DOMAIN.md: K=5, N=6, c=4, two unsupported, one missed', () => {
  const verdict = grade(five, aSheet({ diagnoses: ['J18.9', 'E11.9', 'I10', 'K21.9', 'R05.9', 'M54.9'] }), aContext());
  test.each([
    ['code-over-code', '4/5', '80 %'],
    ['net-of-unsupported', '2/5', '40 %'],
    ['max-denominator', '4/6', '66.7 %'],
    ['f1', '8/11', '72.7 %'],
    ['jaccard', '4/7', '57.1 %'],
    ['record', '0/1', '0 %'],
    ['weighted', '14/18', '77.8 %'],
    ['sections', '4/5', '80 %'],
  ] as const)('%s', (lens, fraction, percent) => {
    expect(scored(verdict, lens)).toBe(fraction);
    expect(formatPercent(score(verdict, lens, DEFAULT_POLICY))).toBe(percent);
  });
});

describe('partial credit', () => {
  const stay = aContext({ encounter: anInpatientStay });
  const key = aKey({ diagnoses: [aDiagnosis('J18.9', { poa: 'Y' }), aDiagnosis('E11.9', { poa: 'Y' })] });

  test('a wrong attribute takes half of the credit and leaves c alone', () => {
    const verdict = grade(key, aSheet({ diagnoses: ['J18.9 N', 'E11.9 Y'] }), stay);
    expect(scored(verdict, 'code-over-code')).toBe('2/2');
    expect(scored(verdict, 'max-denominator')).toBe('3/4');
    // 10 × ½ + 2 of 12, and one of two POA points.
    expect(scored(verdict, 'weighted')).toBe('8/14');
    expect(verdict.sections.poa).toEqual({ right: 1, of: 2 });
  });

  test('two wrong attributes take no more than one', () => {
    const verdict = grade(key, aSheet({ diagnoses: ['E11.9 Y', 'J18.9 N'] }), stay);
    expect(verdict.variances.map(({ kind }) => kind)).toEqual(['poa', 'wrong-principal']);
    expect(scored(verdict, 'max-denominator')).toBe('3/4');
  });

  test('an alternate brings its own credit', () => {
    const alternate = aKey({
      diagnoses: [
        aDiagnosis('J18.9'),
        aDiagnosis('E11.9', { anyOf: [{ code: 'E1165', credit: 0.8, why: 'Allowed.' }] }),
      ],
    });
    const verdict = grade(alternate, aSheet({ diagnoses: ['J18.9', 'E11.65'] }), aContext());
    expect(scored(verdict, 'max-denominator')).toBe('9/10');
    expect(scored(verdict, 'code-over-code')).toBe('2/2');
    expect(scored(verdict, 'record')).toBe('1/1');
  });

  test('a wrong principal costs the principal, an order breach the diagnosis where it costs least', () => {
    const ordered = aKey({
      diagnoses: [aDiagnosis('J18.9'), aDiagnosis('E11.9'), aDiagnosis('I10', { codeAfter: ['E119'] })],
    });
    const swapped = grade(ordered, aSheet({ diagnoses: ['E11.9', 'J18.9', 'I10'] }), aContext());
    expect([scored(swapped, 'max-denominator'), scored(swapped, 'weighted')]).toEqual(['5/6', '9/14']);
    const late = grade(ordered, aSheet({ diagnoses: ['J18.9', 'I10', 'E11.9'] }), aContext());
    expect([scored(late, 'max-denominator'), scored(late, 'weighted')]).toEqual(['5/6', '13/14']);
  });

  test('a near miss has no credit unless the policy teaches', () => {
    const verdict = grade(five, aSheet({ diagnoses: ['J18.1'] }), aContext());
    const kind: ScoringPolicy = { ...DEFAULT_POLICY, nearMiss: { numerator: 1, denominator: 4 } };
    expect(scored(verdict, 'max-denominator')).toBe('0/5');
    expect(scored(verdict, 'max-denominator', kind)).toBe('1/20');
  });
});

describe('weights', () => {
  test('CC and MCC weigh five in an inpatient stay', () => {
    const catalog = aCatalog([aCode('J96.01', 'Acute respiratory failure', { facts: { severity: 'MCC' } })]);
    const key = aKey({
      diagnoses: [aDiagnosis('J18.9', { poa: 'Y' }), aDiagnosis('J96.01', { poa: 'Y' })],
      procedures: [aProcedure('5A1945Z')],
    });
    const sheet = aSheet({ diagnoses: ['J18.9 Y'], procedures: ['5A1945Z'] });
    // 10 + 5 of 10 + 5 + 5, and one of two POA points.
    expect(scored(grade(key, sheet, aContext({ catalog, encounter: anInpatientStay })), 'weighted')).toBe('16/22');
  });

  test('unsupported codes cannot take a score below zero', () => {
    const sheet = aSheet({ diagnoses: ['A00.0', 'A01.1', 'B01.9', 'C18.9', 'D64.9', 'F32.9', 'G40.9', 'H25.9'] });
    const verdict = grade(aKey(), sheet, aContext());
    for (const lens of LENSES) expect(score(verdict, lens, DEFAULT_POLICY).numerator).toBe(0);
  });
});

describe('line score', () => {
  const key = aKey({
    diagnoses: [aDiagnosis('M17.11')],
    services: [
      aService('PX231', 'M17.11', modifiersOf({ requiredAnyOf: [['RT']] })),
      aService('J3301', 'M17.11', { units: 4 }),
    ],
  });
  const of = (...services: string[]) =>
    scored(grade(key, aSheet({ diagnoses: ['M17.11'], services }), aContext()), 'line');
  test('everything right', () => expect(of('PX231 RT', 'J3301 x4')).toBe('2/2'));
  test('a modifier missing costs two tenths', () => expect(of('PX231', 'J3301 x4')).toBe('9/10'));
  test('units and pointers one tenth each', () => expect(of('PX231 RT', 'J3301 x1 @')).toBe('9/10'));
  test('a wrong code is nothing', () => expect(of('PX999 RT', 'J3301 x4')).toBe('1/2'));
  test('an added line counts in the denominator', () => expect(of('PX231 RT', 'J3301 x4', 'PX999')).toBe('2/3'));
  test('without lines in the key it falls back and says that it does not apply', () => {
    const verdict = grade(five, aSheet({ diagnoses: ['J18.9'] }), aContext());
    expect(lensApplies(verdict, 'line')).toBe(false);
    expect(scored(verdict, 'line')).toBe('1/5');
  });
});

describe('edges', () => {
  test('nothing entered is 0 and the model answer is all, in every lens', () => {
    const key = aKey({
      diagnoses: [aDiagnosis('M17.11'), aDiagnosis('I10')],
      services: [aService('PX231', 'M17.11')],
    });
    const empty = grade(key, aSheet(), aContext());
    const full = grade(key, modelAnswer(key), aContext());
    for (const lens of LENSES) {
      expect(score(empty, lens, DEFAULT_POLICY).numerator, lens).toBe(0);
      const { numerator, denominator } = score(full, lens, DEFAULT_POLICY);
      expect(numerator, lens).toBe(denominator);
    }
  });

  test('a key with nothing required scores 0 without dividing by zero', () => {
    const key = aKey({ diagnoses: [aDiagnosis('I10', { status: 'optional' })] });
    for (const diagnoses of [[], ['I10'], ['R05.9']]) {
      const verdict = grade(key, aSheet({ diagnoses }), aContext());
      for (const lens of LENSES) expect(score(verdict, lens, DEFAULT_POLICY).numerator, lens).toBe(0);
    }
  });

  test('sections are judged each on its own and left out where the key has nothing', () => {
    const verdict = grade(five, aSheet({ diagnoses: ['E11.9', 'J18.9', 'R05.9'] }), aContext());
    expect(verdict.sections).toEqual({ principal: { right: 0, of: 1 }, secondary: { right: 1, of: 4 } });
  });
});
