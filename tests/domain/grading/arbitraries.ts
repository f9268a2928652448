import fc from 'fast-check';
import type { AnswerKey, ExpectedDiagnosis, ExpectedProcedure, ExpectedService } from '#domain/chart/answer-key';
import { type CodingSheet, POA_INDICATORS, POINTER_LETTERS } from '#domain/chart/coding-sheet';
import type { GradingContext } from '#domain/grading/subject';
import {
  aCatalog,
  aCode,
  aContext,
  aDiagnosis,
  aKey,
  anInpatientStay,
  anOfficeVisit,
  aProcedure,
  aService,
} from '../../build.ts';

/**
 * Keys and sheets that quarrel as much as they can: few codes, so that they collide; whole families, so that near
 * misses compete; alternates and whyNot codes that name each other; order rules everywhere.
 */
const DIAGNOSES = [
  'E1122',
  'E1142',
  'E1165',
  'E119',
  'I10',
  'I130',
  'I5022',
  'S52531A',
  'S52532A',
  'S52532D',
  'W11XXXA',
  'Z794',
];
const PROCEDURES = ['0SR90J9', '0SR90JA', '0SRB0J9', '0SQ90ZZ', '5A1D70Z'];
const SERVICES = ['PX103', 'PX104', 'PX231', 'PX301', 'PX304', 'J3301'];
const MODIFIERS = ['LT', 'RT', 'JW', '5E'];
const DAYS = ['2026-02-04', '2026-02-05'] as ExpectedProcedure['date'][];

/** Codes that no key here can agree with; most are of a family that its keys have. */
export const UNSUPPORTED = {
  diagnoses: ['E1121', 'S52521A', 'I139', 'R059'],
  procedures: ['0SR907Z', '0DTJ4ZZ'],
  services: ['PX105', 'PX700'],
};

export const catalog = aCatalog(
  [
    aCode('E1122', 'Type 2 diabetes with chronic kidney disease', { facts: { severity: 'CC' } }),
    aCode('E119', 'Type 2 diabetes without complications'),
    aCode('I10', 'Essential (primary) hypertension'),
    aCode('I130', 'Hypertensive heart and chronic kidney disease', { facts: { severity: 'CC' } }),
    aCode('I5022', 'Chronic systolic heart failure', { facts: { manifestation: true, severity: 'CC' } }),
    aCode('S52531A', "Colles' fracture of right radius", { facts: { severity: 'MCC' } }),
    aCode('S52532A', "Colles' fracture of left radius", { facts: { severity: 'MCC' } }),
    aCode('Z794', 'Long term use of insulin', { facts: { poaExempt: true } }),
    aCode('PX103', 'Office visit, level 3', { facts: { procedure: { family: 'office', level: 3 } } }),
    aCode('PX104', 'Office visit, level 4', { facts: { procedure: { family: 'office', level: 4 } } }),
    aCode('PX105', 'Office visit, level 5', { facts: { procedure: { family: 'office', level: 5 } } }),
    aCode('PX301', 'Colonoscopy, look only', { facts: { procedure: { family: 'colonoscopy' } } }),
    aCode('PX304', 'Colonoscopy with snare', { facts: { procedure: { family: 'colonoscopy', includes: ['PX301'] } } }),
  ],
  {
    modifiers: [
      { code: 'LT', title: 'Left side', kind: 'anatomic' },
      { code: 'RT', title: 'Right side', kind: 'anatomic' },
    ],
  },
);

const among = <Value>(values: readonly Value[]) => fc.constantFrom(...values);
const few = <Value>(value: fc.Arbitrary<Value>, maxLength = 2) => fc.array(value, { maxLength });
const status = fc.constantFrom('required' as const, 'required' as const, 'optional' as const, 'observation' as const);
const whyNot = (codes: readonly string[]) =>
  few(
    fc.record({
      code: among(codes),
      variance: fc.constantFrom('specificity' as const, 'integral-symptom' as const),
      text: fc.constant('Because it is not so.'),
    }),
  );
const anyOf = (codes: readonly string[]) =>
  few(
    fc.record({
      code: among(codes),
      credit: fc.constantFrom(0, 0.25, 0.5, 1),
      why: fc.constant('The record allows it.'),
    }),
  );

const diagnosisFor = (code: string): fc.Arbitrary<ExpectedDiagnosis> =>
  fc
    .record({
      status,
      anyOf: anyOf(DIAGNOSES),
      whyNot: whyNot([...DIAGNOSES, ...UNSUPPORTED.diagnoses]),
      codeAfter: few(among(DIAGNOSES)),
      poa: among(POA_INDICATORS),
      principalAnyOf: fc.constantFrom(undefined, 'a'),
    })
    .map((fields) => aDiagnosis(code, fields));

const procedureFor = (code: string): fc.Arbitrary<ExpectedProcedure> =>
  fc
    .record({
      status,
      anyOf: anyOf(PROCEDURES),
      whyNot: whyNot([...PROCEDURES, ...UNSUPPORTED.procedures]),
      date: among(DAYS),
      role: fc.constantFrom('principal' as const, 'secondary' as const),
      axisAlternates: fc.constantFrom<ExpectedProcedure['axisAlternates']>({}, { '4': ['9', 'B'], '7': ['A'] }),
    })
    .map((fields) => aProcedure(code, fields));

const serviceFor = (code: string): fc.Arbitrary<ExpectedService> =>
  fc
    .record({
      status,
      anyOf: anyOf(SERVICES),
      whyNot: whyNot([...SERVICES, ...UNSUPPORTED.services]),
      modifiers: fc.record({
        requiredAnyOf: few(fc.array(among(MODIFIERS), { minLength: 1, maxLength: 2 })),
        optional: few(among(MODIFIERS), 1),
        forbidden: few(among(MODIFIERS), 1),
        orderCounts: fc.boolean(),
      }),
      units: fc.integer({ min: 1, max: 3 }),
      pointers: fc.record({
        first: among(DIAGNOSES),
        rest: few(among(DIAGNOSES)),
        orFirst: few(among(DIAGNOSES)),
        optional: few(among(DIAGNOSES)),
      }),
    })
    .map((fields) => aService(code, 'I10', fields));

const listOf = <Entry>(
  codes: readonly string[],
  entryFor: (code: string) => fc.Arbitrary<Entry>,
  minLength: number,
  maxLength: number,
) => fc.array(among(codes).chain(entryFor), { minLength, maxLength });

/** Any key the schema could let through, contradictions included. */
export const hostileKey: fc.Arbitrary<AnswerKey> = fc
  .record({
    diagnoses: listOf(DIAGNOSES, diagnosisFor, 1, 8),
    procedures: listOf(PROCEDURES, procedureFor, 0, 4),
    services: listOf(SERVICES, serviceFor, 0, 5),
    notCoded: few(
      fc.record({
        code: among([...DIAGNOSES, ...SERVICES]),
        reason: fc.constant('integral-symptom' as const),
        text: fc.constant('Belongs to another.'),
      }),
    ),
  })
  .map((parts) => aKey(parts));

/** Alternates that are no entry's own code and no earlier entry's alternate. */
const soundAlternates = <Entry extends { code: string; anyOf: { code: string }[] }>(
  entry: Entry,
  index: number,
  all: readonly Entry[],
): Entry['anyOf'] =>
  entry.anyOf.filter(
    ({ code }, place) =>
      !all.some((other) => other.code === code) &&
      !all.slice(0, index).some((other) => other.anyOf.some((alternate) => alternate.code === code)) &&
      entry.anyOf.findIndex((other) => other.code === code) === place,
  );

/** Pointers at diagnoses of the key, each once; what may stand first is among the rest. */
function soundPointers(
  pointers: AnswerKey['services'][number]['pointers'],
  inKey: (code: string) => string,
): AnswerKey['services'][number]['pointers'] {
  const first = inKey(pointers.first);
  const rest = [...new Set(pointers.rest.map(inKey))].filter((code) => code !== first);
  const optional = [...new Set(pointers.optional.map(inKey))].filter((code) => code !== first && !rest.includes(code));
  return { first, rest, orFirst: pointers.orFirst.filter((code) => rest.includes(code)), optional };
}

/**
 * A key the content check would pass: something required, no code twice, alternates that are no other entry's code,
 * a modifier never both required and forbidden, order rules that the key's own order keeps, pointers at its diagnoses.
 */
export const soundKey: fc.Arbitrary<AnswerKey> = hostileKey.map((key) => {
  const unique = <Entry extends { code: string }>(entries: Entry[]) =>
    entries.filter(({ code }, index) => entries.findIndex((other) => other.code === code) === index);
  const diagnoses = unique(key.diagnoses).map((entry, index, all) => ({
    ...entry,
    ...(index === 0 ? { role: 'principal' as const, status: 'required' as const } : { role: 'secondary' as const }),
    anyOf: soundAlternates(entry, index, all),
    codeAfter: entry.codeAfter.filter((code) => all.slice(0, index).some((other) => other.code === code)),
  }));
  const inKey = (code: string) => (diagnoses.some((entry) => entry.code === code) ? code : (diagnoses[0]?.code ?? ''));
  const procedures = unique(key.procedures).map((entry, index, all) => ({
    ...entry,
    role: index === 0 ? entry.role : ('secondary' as const),
    anyOf: soundAlternates(entry, index, all),
    axisAlternates: all.length === 1 ? entry.axisAlternates : {},
  }));
  const services = unique(key.services).map((entry, index, all) => ({
    ...entry,
    anyOf: soundAlternates(entry, index, all),
    modifiers: {
      requiredAnyOf: entry.modifiers.requiredAnyOf.slice(0, 1),
      optional: entry.modifiers.optional,
      forbidden: [],
      orderCounts: entry.modifiers.orderCounts,
    },
    pointers: soundPointers(entry.pointers, inKey),
  }));
  return { ...key, diagnoses, procedures, services };
});

const noise = fc.oneof(
  fc.string({ maxLength: 8, unit: 'binary' }),
  fc.constantFrom('', '😀', '\u202e123', '\0', 'ÅÄÖ', '__proto__', 'constructor'),
);
const codeOf = (codes: readonly string[]) =>
  fc.oneof({ weight: 9, arbitrary: among(codes) }, { weight: 1, arbitrary: noise });
const pointer = fc.oneof(
  { weight: 9, arbitrary: among([...POINTER_LETTERS].slice(0, 9)) },
  { weight: 1, arbitrary: noise },
);

/** Anything a form can send, collisions and noise included. */
export const hostileSheet: fc.Arbitrary<CodingSheet> = fc.record({
  diagnoses: few(
    fc.record({
      code: codeOf([...DIAGNOSES, ...UNSUPPORTED.diagnoses]),
      poa: fc.option(among(POA_INDICATORS), { nil: undefined }),
    }),
    10,
  ),
  procedures: few(
    fc.record({
      code: codeOf([...PROCEDURES, ...UNSUPPORTED.procedures]),
      date: fc.option(among(DAYS), { nil: undefined }),
    }),
    6,
  ),
  services: few(
    fc.record({
      code: codeOf([...SERVICES, ...UNSUPPORTED.services]),
      modifiers: few(fc.oneof(among(MODIFIERS), noise), 3),
      units: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      pointers: few(pointer, 4),
    }),
    6,
  ),
});

export const someContext: fc.Arbitrary<GradingContext> = fc
  .tuple(fc.constantFrom(anInpatientStay, anOfficeVisit), fc.boolean())
  .map(([encounter, secondaryOrderCounts]) => aContext({ encounter, catalog, jobGuideline: { secondaryOrderCounts } }));
