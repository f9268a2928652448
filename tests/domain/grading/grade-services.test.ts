import { describe, expect, test } from 'vitest';
import type { AnswerKey, ExpectedService } from '#domain/chart/answer-key';
import { grade } from '#domain/grading/grade';
import { score } from '#domain/grading/lenses';
import { DEFAULT_POLICY } from '#domain/grading/policy';
import { aCatalog, aCode, aContext, aDiagnosis, aKey, aService, aSheet, modifiersOf } from '../../build.ts';

const visit = (code: string, level: number) =>
  aCode(code, `Office visit, established, level ${level}`, {
    facts: { procedure: { family: 'office-established', level } },
  });
const catalog = aCatalog(
  [
    visit('PX103', 3),
    visit('PX104', 4),
    visit('PX105', 5),
    aCode('PX900', 'Removal of ear wax', { facts: { procedure: { family: 'ear' } } }),
    aCode('PX301', 'Colonoscopy, look only', { facts: { procedure: { family: 'colonoscopy' } } }),
    aCode('PX304', 'Colonoscopy with snare', { facts: { procedure: { family: 'colonoscopy', includes: ['PX301'] } } }),
  ],
  {
    modifiers: [
      { code: 'LT', title: 'Left side', kind: 'anatomic' },
      { code: 'RT', title: 'Right side', kind: 'anatomic' },
      { code: 'JW', title: 'Drug discarded', kind: 'drug' },
      { code: 'JZ', title: 'No drug discarded', kind: 'drug' },
      { code: '5E', title: 'Separate visit', kind: 'practice' },
    ],
  },
);
const context = aContext({ catalog });

const twoDiagnoses = [aDiagnosis('M17.11'), aDiagnosis('E11.22'), aDiagnosis('Z79.4', { status: 'optional' })];
const keyWith = (...services: ExpectedService[]): AnswerKey => aKey({ diagnoses: twoDiagnoses, services });
const modified = (overrides: Parameters<typeof modifiersOf>[0]) =>
  keyWith(aService('PX231', 'M17.11', modifiersOf(overrides)));

/** `kind entered/wanted` of the attribute, or of the codes where no attribute differs. */
const told = (key: AnswerKey, services: string[], diagnoses = ['M17.11', 'E11.22']): string[] =>
  grade(key, aSheet({ diagnoses, services }), context).variances.map(
    ({ kind, attribute, entered = '', wanted = '' }) =>
      `${kind} ${attribute?.entered ?? entered}/${attribute?.wanted ?? wanted}`,
  );

describe('modifiers', () => {
  const knee = modified({ requiredAnyOf: [['RT']] });
  test('right', () => expect(told(knee, ['PX231 RT'])).toEqual([]));
  test('missing', () => expect(told(knee, ['PX231'])).toEqual(['modifier-missing /RT']));
  test('wrong side is one variance', () => expect(told(knee, ['PX231 LT'])).toEqual(['modifier-wrong LT/RT']));
  test('one of another kind does not stand for it', () => {
    expect(told(knee, ['PX231 JW'])).toEqual(['modifier-missing /RT', 'modifier-unsupported JW/']);
  });
  test('beside the right one', () => expect(told(knee, ['PX231 RT LT'])).toEqual(['modifier-unsupported LT/']));
  test('twice the same is once', () => expect(told(knee, ['PX231 RT RT'])).toEqual([]));
  test('an unknown one in place of the required one', () => {
    expect(told(knee, ['PX231 QQ'])).toEqual(['modifier-wrong QQ/RT']);
  });
  test('one of several', () => expect(told(modified({ requiredAnyOf: [['JW', 'JZ']] }), ['PX231 JZ'])).toEqual([]));
  test('one modifier serves one list only, and the lists are served as well as can be', () => {
    const key = modified({ requiredAnyOf: [['RT', 'LT'], ['RT']] });
    expect(told(key, ['PX231 RT LT'])).toEqual([]);
    expect(told(key, ['PX231 RT'])).toEqual(['modifier-missing /RT']);
  });
  test('optional', () => expect(told(modified({ optional: ['JZ'] }), ['PX231 JZ'])).toEqual([]));
  test('forbidden', () =>
    expect(told(modified({ forbidden: ['5E'] }), ['PX231 5E'])).toEqual(['modifier-unsupported 5E/']));
  const priced = { requiredAnyOf: [['5E'], ['RT']], orderCounts: true };
  test('order where the payer prices by it', () => {
    expect(told(modified(priced), ['PX231 RT 5E'])).toEqual(['modifier-wrong RT 5E/5E RT']);
    expect(told(modified(priced), ['PX231 5E RT'])).toEqual([]);
  });
  test('order where it does not count', () => {
    expect(told(modified({ ...priced, orderCounts: false }), ['PX231 RT 5E'])).toEqual([]);
  });
});

describe('units', () => {
  const drug = keyWith(aService('J3301', 'M17.11', { units: 4 }));
  test('right', () => expect(told(drug, ['J3301 x4'])).toEqual([]));
  test('wrong', () => expect(told(drug, ['J3301 x1'])).toEqual(['units 1/4']));
  test('not a number', () => {
    const sheet = aSheet({ diagnoses: ['M17.11', 'E11.22'], services: ['J3301'] });
    sheet.services[0] = { code: 'J3301', modifiers: [], pointers: ['A'] };
    const [variance] = grade(drug, sheet, context).variances;
    expect(variance?.attribute).toEqual({ entered: '', wanted: '4' });
  });
  test('a drug line and its waste line are told apart by modifier and units', () => {
    const key = keyWith(
      aService('J3301', 'M17.11', { units: 3 }),
      aService('J3301', 'M17.11', { units: 1, ...modifiersOf({ requiredAnyOf: [['JW']] }) }),
    );
    expect(told(key, ['J3301 JW x1', 'J3301 x3'])).toEqual([]);
    expect(told(key, ['J3301 JW x1'])).toEqual(['missed-procedure /J3301']);
    expect(told(key, ['J3301 x3', 'J3301 x1'])).toEqual(['modifier-missing /JW']);
  });
});

describe('diagnosis pointers', () => {
  const key = keyWith(aService('PX231', 'M17.11', { pointers: { first: 'M1711', rest: ['E1122'] } }));
  test('letters are read through the order of the sheet', () => {
    expect(told(key, ['PX231 @BA'], ['E11.22', 'M17.11'])).toEqual(['wrong-principal E1122/M1711']);
    expect(told(key, ['PX231 @AB'])).toEqual([]);
  });
  test('the first has its place', () =>
    expect(told(key, ['PX231 @BA'])).toEqual(['diagnosis-pointer E1122 M1711/M1711 E1122']));
  test('one too few', () => expect(told(key, ['PX231 @A'])).toEqual(['diagnosis-pointer M1711/M1711 E1122']));
  test('one too many', () => {
    expect(told(key, ['PX231 @ABC'], ['M17.11', 'E11.22', 'I10'])).toEqual([
      'unsupported-diagnosis I10/',
      'diagnosis-pointer M1711 E1122 I10/M1711 E1122',
    ]);
  });
  test('an optional diagnosis may be pointed at', () => {
    expect(told(key, ['PX231 @ABC'], ['M17.11', 'E11.22', 'Z79.4'])).toEqual([]);
  });
  test('a near miss stands for the diagnosis: one wrong diagnosis does not cost the pointer', () => {
    const sheet = aSheet({ diagnoses: ['M17.12', 'E11.22'], services: ['PX231 @AB'] });
    const verdict = grade(key, sheet, context);
    expect(verdict.variances.map(({ kind }) => kind)).toEqual(['specificity']);
    expect(verdict.pairs.find(({ list }) => list === 'services')?.attributes.pointers).toBe(true);
  });
  test('an alternate stands for the diagnosis', () => {
    const alternate = aKey({
      diagnoses: [aDiagnosis('M17.11', { anyOf: [{ code: 'M179', credit: 0.8, why: 'The record allows it.' }] })],
      services: [aService('PX231', 'M17.11')],
    });
    expect(told(alternate, ['PX231 @A'], ['M17.9'])).toEqual([]);
  });
  test('a missing diagnosis is no second variance, yet the pointer does not agree', () => {
    const verdict = grade(key, aSheet({ diagnoses: ['M17.11'], services: ['PX231 @A'] }), context);
    expect(verdict.variances.map(({ kind }) => kind)).toEqual(['missed-diagnosis']);
    expect(verdict.pairs.find(({ list }) => list === 'services')?.attributes.pointers).toBe(false);
  });
  test('a missing diagnosis does not hide that the others are wrong', () => {
    expect(told(key, ['PX231 @B'], ['M17.11', 'I10'])).toEqual([
      'missed-diagnosis /E1122',
      'unsupported-diagnosis I10/',
      'diagnosis-pointer I10/M1711 E1122',
    ]);
  });
  test.each(['@', '@L', '@M', '@?'])('letters that name nothing: %s', (letters) => {
    expect(told(key, [`PX231 ${letters}`])).toEqual([`diagnosis-pointer ${letters.slice(1)}/M1711 E1122`]);
  });
  test('a diagnosis beyond the twelfth has no letter and is not asked for', () => {
    const many = Array.from({ length: 12 }, (_, index) => aDiagnosis(`M${20 + index}.0`));
    const long = aKey({ diagnoses: [...many, aDiagnosis('E11.22')], services: [aService('PX231', 'E11.22')] });
    const diagnoses = [...many.map(({ code }) => code), 'E11.22'];
    expect(told(long, ['PX231 @A'], diagnoses)).toEqual([]);
    expect(told(long, ['PX231 @B'], ['M20.0', 'E11.22', ...diagnoses.slice(1, 12)])).toEqual([]);
  });
});

describe('lines', () => {
  const key = keyWith(aService('PX104', 'M17.11'), aService('PX304', 'M17.11'));
  test('level too high', () => expect(told(key, ['PX105', 'PX304'])).toEqual(['em-over PX105/PX104']));
  test('level too low', () => expect(told(key, ['PX103', 'PX304'])).toEqual(['em-under PX103/PX104']));
  test('a service that another on the sheet includes', () => {
    expect(told(key, ['PX104', 'PX304', 'PX301'])).toEqual(['unbundled PX301/']);
  });
  test('another of the family in place of the right one', () => {
    expect(told(key, ['PX104', 'PX301'])).toEqual(['specificity PX301/PX304']);
  });
  test('not performed', () => expect(told(key, ['PX104', 'PX304', 'PX900'])).toEqual(['unsupported-procedure PX900/']));
  test('not reported', () => expect(told(key, ['PX104'])).toEqual(['missed-procedure /PX304']));
  test('the same line twice', () => {
    const verdict = grade(
      key,
      aSheet({ diagnoses: ['M17.11', 'E11.22'], services: ['PX104', 'PX304', 'PX104'] }),
      context,
    );
    expect(verdict.variances.map(({ kind, severity }) => [kind, severity])).toEqual([['duplicate', 'payment']]);
    expect(verdict.tally.entered).toBe(4);
  });
  test('a line the record only allows is never wrong and never counted', () => {
    const optional = keyWith(aService('PX104', 'M17.11'), aService('PX700', 'M17.11', { status: 'optional' }));
    const verdict = grade(
      optional,
      aSheet({ diagnoses: ['M17.11', 'E11.22'], services: ['PX104', 'PX700 x9'] }),
      context,
    );
    expect(verdict.variances.map(({ severity }) => severity)).toEqual(['observation']);
    expect(score(verdict, 'record', DEFAULT_POLICY)).toEqual({ numerator: 1, denominator: 1 });
    expect(verdict.tally.entered).toBe(3);
  });
  test('services where the key has none are not supported', () => {
    expect(told(keyWith(), ['PX104'])).toEqual(['unsupported-procedure PX104/']);
  });
});

describe('one cause in a line', () => {
  test('a modifier of another list for the same purpose is the wrong one, not a missing and an unsupported one', () => {
    const key = modified({ requiredAnyOf: [['PT']], forbidden: ['5V'] });
    expect(told(key, ['PX231 5V'])).toEqual(['modifier-wrong 5V/PT']);
    expect(told(modified({ requiredAnyOf: [['RT']] }), ['PX231 5B'])).toEqual(['modifier-wrong 5B/RT']);
  });
});
