import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnswerKey, modelAnswer } from '#domain/chart/answer-key';
import type { CodingSheet } from '#domain/chart/coding-sheet';
import { grade } from '#domain/grading/grade';
import type { GradingContext } from '#domain/grading/subject';
import { chartObservations } from '#domain/study/chart-observations';
import { skillOfVariance } from '#domain/study/variance-skill';
import type { Instant } from '#domain/time';
import { aContext, aDiagnosis, aKey, anInpatientStay, aProcedure, aService, aSheet, modifiersOf } from '../../build.ts';
import { catalog, hostileKey, hostileSheet, someContext, soundKey } from '../grading/arbitraries.ts';

const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 1000) };
const AT = 5 as Instant;

function seenIn(key: AnswerKey, sheet: CodingSheet, context: GradingContext) {
  const verdict = grade(key, sheet, context);
  const seen = chartObservations({ key, sheet, grade: verdict, context }, { attemptId: 'an-attempt', at: AT });
  return { verdict, seen };
}
const creditsOf = (key: AnswerKey, sheet: CodingSheet, context: GradingContext) =>
  Object.fromEntries(seenIn(key, sheet, context).seen.map(({ part, credit }) => [part, credit]));

describe('what a chart shows, for every key and sheet', () => {
  test('the model answer has credit 1 everywhere', () => {
    fc.assert(
      fc.property(soundKey, someContext, (key, context) => {
        const { seen } = seenIn(key, modelAnswer(key), context);
        expect(seen.length).toBeGreaterThan(0);
        expect(seen.filter(({ credit }) => credit !== 1)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('a blank sheet has credit 0 everywhere, and misses every required entry', () => {
    fc.assert(
      fc.property(hostileKey, someContext, (key, context) => {
        const { seen, verdict } = seenIn(key, aSheet(), context);
        expect(seen.filter(({ credit }) => credit !== 0)).toEqual([]);
        expect(seen.length).toBeGreaterThanOrEqual(verdict.tally.required);
      }),
      RUNS,
    );
  });

  test('every variance that costs something lowers the skill it belongs to', () => {
    fc.assert(
      fc.property(hostileKey, hostileSheet, someContext, (key, sheet, context) => {
        const { verdict, seen } = seenIn(key, sheet, context);
        const lowered = new Set(seen.filter(({ credit }) => credit < 1).flatMap(({ skills }) => skills));
        for (const variance of verdict.variances.filter(({ severity }) => severity !== 'observation'))
          expect(lowered, JSON.stringify(variance)).toContain(skillOfVariance(variance, context.encounter.setting));
      }),
      RUNS,
    );
  });

  test('each part is told once, with skills and a credit in [0, 1], and the same input gives the same', () => {
    fc.assert(
      fc.property(hostileKey, hostileSheet, someContext, (key, sheet, context) => {
        const { seen } = seenIn(key, sheet, context);
        expect(new Set(seen.map(({ part }) => part)).size).toBe(seen.length);
        for (const { credit, skills, source, ref, at } of seen) {
          expect(skills.length).toBeGreaterThan(0);
          expect(credit >= 0 && credit <= 1).toBe(true);
          expect([source, ref, at]).toEqual(['chart', 'an-attempt', 5]);
        }
        expect(JSON.stringify(seenIn(key, sheet, context).seen)).toBe(JSON.stringify(seen));
      }),
      RUNS,
    );
  });
});

describe('what is seen of', () => {
  const inpatient = aContext({ encounter: anInpatientStay, catalog });
  const fracture = aKey({ diagnoses: [aDiagnosis('S52.531A', { poa: 'Y' })] });

  test.each([
    ['the right side', ['S52.531A Y'], { 'diagnoses.0': 1, 'diagnoses.0.laterality': 1, 'diagnoses.0.poa': 1 }],
    ['the other side', ['S52.532A Y'], { 'diagnoses.0': 0, 'diagnoses.0.laterality': 0 }],
    ['another family', ['I10 Y'], { 'diagnoses.0': 0, 'diagnoses.first': 0, 'diagnoses.added': 0 }],
    ['a wrong indicator', ['S52.531A N'], { 'diagnoses.0': 1, 'diagnoses.0.poa': 0 }],
  ])('a fracture coded with %s', (_, diagnoses, expected) => {
    const credits = creditsOf(fracture, aSheet({ diagnoses }), inpatient);
    expect(credits).toMatchObject(expected);
    const isPaired = /S52/.test(diagnoses.join());
    expect(credits['diagnoses.0.laterality'] !== undefined).toBe(isPaired);
  });

  test('a procedure: each axis by itself, a device only where there is one', () => {
    const key = aKey({ diagnoses: [aDiagnosis('I10', { poa: 'Y' })], procedures: [aProcedure('0SR90J9')] });
    const credits = creditsOf(key, aSheet({ diagnoses: ['I10 Y'], procedures: ['0SR93JA'] }), inpatient);
    expect(credits).toMatchObject({
      'procedures.0': 0,
      'procedures.0.root-operations': 1,
      'procedures.0.body-parts': 1,
      'procedures.0.approaches': 0,
      'procedures.0.devices': 1,
    });
  });

  test('a service: its attributes, and a pointer that only a missing diagnosis makes wrong says nothing', () => {
    const key = aKey({
      diagnoses: [aDiagnosis('M17.11')],
      services: [aService('PX231', 'M17.11', { units: 2, ...modifiersOf({ requiredAnyOf: [['RT']] }) })],
    });
    const right = creditsOf(key, aSheet({ diagnoses: ['M17.11'], services: ['PX231 RT x2 @A'] }), aContext());
    expect(right).toMatchObject({ 'services.0.modifiers': 1, 'services.0.units': 1, 'services.0.pointers': 1 });
    const wrong = creditsOf(key, aSheet({ diagnoses: ['I10'], services: ['PX231 LT @A'] }), aContext());
    expect(wrong).toMatchObject({ 'services.0': 1, 'services.0.modifiers': 0, 'services.0.units': 0 });
    expect(wrong).not.toHaveProperty('services.0.pointers');
  });

  test('a manifestation before its etiology, and after it', () => {
    const key = aKey({
      diagnoses: [aDiagnosis('J18.9'), aDiagnosis('E11.22'), aDiagnosis('N18.31', { codeAfter: ['E1122'] })],
    });
    const order = (diagnoses: string[]) => creditsOf(key, aSheet({ diagnoses }), aContext())['diagnoses.2.after'];
    expect(order(['J18.9', 'E11.22', 'N18.31'])).toBe(1);
    expect(order(['J18.9', 'N18.31', 'E11.22'])).toBe(0);
    expect(order(['J18.9', 'N18.31'])).toBeUndefined();
  });

  test('what is left out: a symptom that belongs to a disease', () => {
    const key = aKey({ notCoded: [{ code: 'R059', reason: 'integral-symptom', text: 'Cough belongs to it.' }] });
    const ofCough = (diagnoses: string[]) =>
      seenIn(key, aSheet({ diagnoses }), aContext()).seen.find(({ part }) => part === 'notCoded.0');
    expect(ofCough(['J18.9'])).toMatchObject({ credit: 1, skills: ['symptoms'] });
    expect(ofCough(['J18.9', 'R05.9'])).toMatchObject({ credit: 0, skills: ['symptoms'] });
    expect(ofCough([])).toBeUndefined();
  });

  test('lines without anything special are known to be easy', () => {
    const key = aKey({ services: [aService('PX231', 'J18.9')] });
    const { seen } = seenIn(key, modelAnswer(key), aContext());
    expect(seen.find(({ part }) => part === 'services.0.units')?.difficulty).toBe(-3);
    expect(seen.find(({ part }) => part === 'services.0')?.difficulty).toBeUndefined();
  });
});
