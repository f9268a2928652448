import { describe, expect, test } from 'vitest';
import type { AnswerKey } from '#domain/chart/answer-key';
import type { CodeEntry } from '#domain/codeset/catalog';
import { type Grade, grade } from '#domain/grading/grade';
import type { GradingContext } from '#domain/grading/subject';
import { aCatalog, aCode, aContext, aDiagnosis, aKey, anInpatientStay, aSheet, noted } from '../../build.ts';

const counts = ({ tally }: Grade) => [tally.required, tally.entered, tally.correct, tally.unsupported];

interface Row {
  situation: string;
  key: AnswerKey;
  entered: string[];
  variances: string[];
  /** K, N, c, unsupported. */
  counts: [number, number, number, number];
  context?: Partial<GradingContext>;
}

const pneumonia = aKey({ diagnoses: [aDiagnosis('J18.9'), aDiagnosis('E11.9'), aDiagnosis('I10')] });

const colles = [
  aCode('S52.532', "Colles' fracture of left radius", {
    billable: false,
    facts: { seventhCharacters: { A: 'Initial encounter for closed fracture', D: 'Subsequent encounter' } },
  }),
  aCode('S52.531A', "Colles' fracture of right radius, initial encounter for closed fracture"),
  aCode('S52.532A', "Colles' fracture of left radius, initial encounter for closed fracture", {
    parent: 'S52532' as never,
  }),
  aCode('S52.539A', "Colles' fracture of unspecified radius, initial encounter for closed fracture"),
  aCode('S52.532D', "Colles' fracture of left radius, subsequent encounter, routine healing", {
    parent: 'S52532' as never,
  }),
  aCode('S52.502A', 'Unspecified fracture of the lower end of left radius, initial encounter for closed fracture'),
];
const withColles = { catalog: aCatalog(colles) };
const fracture = aKey({ diagnoses: [aDiagnosis('S52.532A'), aDiagnosis('I10')] });

const manifestation = aCode('F02.80', 'Dementia in other diseases', { facts: { manifestation: true } });
const heartFailureFirst: Partial<CodeEntry> = {
  notes: [{ kind: 'code-first', at: 'I50', targets: [{ from: 'I13', to: 'I13' }], text: 'the hypertensive disease' }],
};
const inOrder = aKey({
  diagnoses: [aDiagnosis('G30.9'), aDiagnosis('I13.0'), aDiagnosis('I50.22', { codeAfter: ['I130'] })],
});
const dementia = aKey({
  diagnoses: [aDiagnosis('I10'), aDiagnosis('G30.9'), aDiagnosis('F02.80', { codeAfter: ['G309'] })],
});

const rows: Row[] = [
  {
    situation: 'agrees in everything',
    key: pneumonia,
    entered: ['J18.9', 'E11.9', 'I10'],
    variances: [],
    counts: [3, 3, 3, 0],
  },
  {
    situation: 'secondary diagnoses in another order are as right',
    key: pneumonia,
    entered: ['J18.9', 'I10', 'E11.9'],
    variances: [],
    counts: [3, 3, 3, 0],
  },
  {
    situation: 'first-listed swapped with a secondary is one variance',
    key: pneumonia,
    entered: ['I10', 'J18.9', 'E11.9'],
    variances: ['wrong-principal I10>J189'],
    counts: [3, 3, 3, 0],
  },
  {
    situation: 'an unsupported code before the principal is one cause: it took the first place',
    key: pneumonia,
    entered: ['R05.9', 'J18.9', 'E11.9', 'I10'],
    variances: ['wrong-principal R059>J189'],
    counts: [3, 4, 3, 1],
  },
  {
    situation: 'the same with a secondary between them',
    key: pneumonia,
    entered: ['R05.9', 'E11.9', 'J18.9', 'I10'],
    variances: ['wrong-principal R059>J189'],
    counts: [3, 4, 3, 1],
  },
  {
    situation: 'an unsupported code in place of the principal is one variance',
    key: pneumonia,
    entered: ['R05.9', 'E11.9', 'I10'],
    variances: ['wrong-principal R059>J189'],
    counts: [3, 3, 2, 1],
  },
  {
    situation: 'a missing principal does not make the next diagnosis a wrong principal',
    key: pneumonia,
    entered: ['E11.9', 'I10'],
    variances: ['missed-diagnosis >J189'],
    counts: [3, 2, 2, 0],
  },
  {
    situation: 'a near miss of the principal in first place is one variance',
    key: pneumonia,
    entered: ['J18.1', 'E11.9', 'I10'],
    variances: ['specificity J181>J189'],
    counts: [3, 3, 2, 0],
  },
  {
    situation: 'missed, unsupported and a symptom the author foresaw',
    key: aKey({
      diagnoses: [aDiagnosis('J18.9'), aDiagnosis('E11.9'), aDiagnosis('I10')],
      notCoded: [{ code: 'R059', reason: 'integral-symptom', text: 'Cough belongs to pneumonia.' }],
    }),
    entered: ['J18.9', 'I10', 'R05.9', 'K21.9'],
    variances: ['missed-diagnosis >E119', 'integral-symptom R059>', 'unsupported-diagnosis K219>'],
    counts: [3, 4, 2, 2],
  },
  {
    situation: 'a code of notCoded stays unsupported although a missed entry has its category',
    key: aKey({
      diagnoses: [aDiagnosis('J18.9'), aDiagnosis('E11.22')],
      notCoded: [{ code: 'E1165', reason: 'uncertain-diagnosis-outpatient', text: 'Only possible, so not coded.' }],
    }),
    entered: ['J18.9', 'E11.65'],
    variances: ['missed-diagnosis >E1122', 'uncertain-diagnosis-outpatient E1165>'],
    counts: [2, 2, 1, 1],
  },
  {
    situation: 'a whyNot code of another category is paired with its entry',
    key: aKey({
      diagnoses: [
        aDiagnosis('J18.9'),
        aDiagnosis('I13.0', { whyNot: [{ code: 'N189', variance: 'combination-code', text: 'One code says both.' }] }),
      ],
    }),
    entered: ['J18.9', 'N18.9'],
    variances: ['combination-code N189>I130'],
    counts: [2, 2, 1, 0],
  },
  {
    situation: 'a whyNot code beside the right code is not supported',
    key: aKey({
      diagnoses: [
        aDiagnosis('J18.9', { whyNot: [{ code: 'J181', variance: 'specificity', text: 'No lobe is named.' }] }),
      ],
    }),
    entered: ['J18.9', 'J18.1'],
    variances: ['unsupported-diagnosis J181>'],
    counts: [1, 2, 1, 1],
  },
  {
    situation: 'two codes of one category compete for one key entry: the author’s whyNot wins',
    key: aKey({
      diagnoses: [
        aDiagnosis('I10'),
        aDiagnosis('E11.22', {
          whyNot: [{ code: 'E119', variance: 'combination-code', text: 'The kidney is named.' }],
        }),
      ],
    }),
    entered: ['I10', 'E11.21', 'E11.9'],
    variances: ['combination-code E119>E1122', 'unsupported-diagnosis E1121>'],
    counts: [2, 3, 1, 1],
  },
  {
    situation: 'two codes of one category find the two key entries they fit best',
    key: aKey({ diagnoses: [aDiagnosis('I10'), aDiagnosis('S52.532A'), aDiagnosis('S52.611A')] }),
    entered: ['I10', 'S52.612A', 'S52.531A'],
    variances: ['specificity S52531A>S52532A', 'specificity S52612A>S52611A'],
    counts: [3, 3, 1, 0],
  },
  {
    situation: 'laterality',
    key: fracture,
    entered: ['S52.531A', 'I10'],
    variances: ['laterality S52531A>S52532A'],
    counts: [2, 2, 1, 0],
    context: withColles,
  },
  {
    situation: 'unspecified side is laterality too',
    key: fracture,
    entered: ['S52.539A', 'I10'],
    variances: ['laterality S52539A>S52532A'],
    counts: [2, 2, 1, 0],
    context: withColles,
  },
  {
    situation: '7th character',
    key: fracture,
    entered: ['S52.532D', 'I10'],
    variances: ['seventh-character S52532D>S52532A'],
    counts: [2, 2, 1, 0],
    context: withColles,
  },
  {
    situation: 'less specific',
    key: fracture,
    entered: ['S52.502A', 'I10'],
    variances: ['specificity S52502A>S52532A'],
    counts: [2, 2, 1, 0],
    context: withColles,
  },
  {
    situation: 'an accepted alternate agrees, a better pairing of alternates is found',
    key: aKey({
      diagnoses: [
        aDiagnosis('I10'),
        aDiagnosis('E11.22', { anyOf: [{ code: 'E1121', credit: 1, why: 'Both are documented.' }] }),
        aDiagnosis('E11.21', { anyOf: [{ code: 'E1129', credit: 0.5, why: 'The record allows it.' }] }),
      ],
    }),
    entered: ['I10', 'E11.21', 'E11.29'],
    variances: [],
    counts: [3, 3, 3, 0],
  },
  {
    situation: 'optional and observation entries count nowhere, present or absent',
    key: aKey({
      diagnoses: [
        aDiagnosis('J18.9'),
        aDiagnosis('Z23', { status: 'optional' }),
        aDiagnosis('E78.5', { status: 'observation' }),
        aDiagnosis('I10'),
      ],
    }),
    entered: ['J18.9', 'Z23'],
    variances: ['missed-diagnosis >I10'],
    counts: [2, 1, 1, 0],
  },
  {
    situation: 'a code near an optional entry is told as near, yet nothing asked for it',
    key: aKey({ diagnoses: [aDiagnosis('J18.9'), aDiagnosis('Z79.4', { status: 'optional' })] }),
    entered: ['J18.9', 'Z79.84'],
    variances: ['specificity Z7984>Z794'],
    counts: [1, 2, 1, 1],
  },
  {
    situation: 'a duplicate is told once and counted nowhere',
    key: pneumonia,
    entered: ['J18.9', 'E11.9', 'I10', 'I10', 'K21.9', 'K21.9'],
    variances: ['duplicate I10>', 'unsupported-diagnosis K219>', 'duplicate K219>'],
    counts: [3, 4, 3, 1],
  },
  {
    situation: 'a duplicate is no near miss of a missed sibling',
    key: aKey({ diagnoses: [aDiagnosis('E11.22'), aDiagnosis('E11.42')] }),
    entered: ['E11.22', 'E11.22'],
    variances: ['duplicate E1122>', 'missed-diagnosis >E1142'],
    counts: [2, 1, 1, 0],
  },
  {
    situation: 'a code the key has twice is not a duplicate',
    key: aKey({ diagnoses: [aDiagnosis('I10'), aDiagnosis('I10')] }),
    entered: ['I10', 'I10'],
    variances: [],
    counts: [2, 2, 2, 0],
  },
  {
    situation: 'any of a principalAnyOf group may stand first',
    key: aKey({
      diagnoses: [
        aDiagnosis('J18.9', { role: 'principal', principalAnyOf: 'a' }),
        aDiagnosis('J44.1', { principalAnyOf: 'a' }),
        aDiagnosis('I10'),
      ],
    }),
    entered: ['J44.1', 'I10', 'J18.9'],
    variances: [],
    counts: [3, 3, 3, 0],
  },
  {
    situation: 'none of a principalAnyOf group first is one wrong principal',
    key: aKey({
      diagnoses: [
        aDiagnosis('J18.9', { role: 'principal', principalAnyOf: 'a' }),
        aDiagnosis('J44.1', { principalAnyOf: 'a' }),
        aDiagnosis('I10'),
      ],
    }),
    entered: ['I10', 'J44.1', 'J18.9'],
    variances: ['wrong-principal I10>J189'],
    counts: [3, 3, 3, 0],
  },
  {
    situation: 'order fixed by a code-first note',
    key: inOrder,
    entered: ['G30.9', 'I50.22', 'I13.0'],
    variances: ['code-first I5022>I5022'],
    counts: [3, 3, 3, 0],
    context: { catalog: aCatalog([aCode('I50.22', 'Heart failure', heartFailureFirst), aCode('I13.0', 'Both')]) },
  },
  {
    situation: 'a code-first note of another year than the pinned one gives no reason',
    key: inOrder,
    entered: ['G30.9', 'I50.22', 'I13.0'],
    variances: ['sequencing I5022>I5022'],
    counts: [3, 3, 3, 0],
    context: {
      catalog: aCatalog([
        aCode('I50.22', 'Heart failure', {
          notes: heartFailureFirst.notes?.map((note) => ({ ...note, borrowedFrom: 'FY2025' })),
        }),
        aCode('I13.0', 'Both'),
      ]),
    },
  },
  {
    situation: 'order fixed by the key alone',
    key: inOrder,
    entered: ['G30.9', 'I50.22', 'I13.0'],
    variances: ['sequencing I5022>I5022'],
    counts: [3, 3, 3, 0],
  },
  {
    situation: 'a manifestation before its etiology',
    key: dementia,
    entered: ['I10', 'F02.80', 'G30.9'],
    variances: ['manifestation-first F0280>F0280'],
    counts: [3, 3, 3, 0],
    context: { catalog: aCatalog([manifestation]) },
  },
  {
    situation: 'a manifestation in first place is one variance: not also a wrong principal, not also its order',
    key: aKey({ diagnoses: [aDiagnosis('G30.9'), aDiagnosis('F02.80', { codeAfter: ['G309'] }), aDiagnosis('I10')] }),
    entered: ['F02.80', 'G30.9', 'I10'],
    variances: ['manifestation-first F0280>G309'],
    counts: [3, 3, 3, 0],
    context: { catalog: aCatalog([manifestation]) },
  },
  {
    situation: 'the order rule is silent when the leading code is missing',
    key: inOrder,
    entered: ['G30.9', 'I50.22'],
    variances: ['missed-diagnosis >I130'],
    counts: [3, 2, 2, 0],
  },
  {
    situation: 'two codes before the one that has to lead are one cause',
    key: aKey({
      diagnoses: [
        aDiagnosis('J96.01'),
        aDiagnosis('I13.0'),
        aDiagnosis('I50.22', { codeAfter: ['I130'] }),
        aDiagnosis('N18.4', { codeAfter: ['I130'] }),
      ],
    }),
    entered: ['J96.01', 'N18.4', 'I50.22', 'I13.0'],
    variances: ['sequencing I5022>I5022'],
    counts: [4, 4, 4, 0],
  },
  {
    situation: 'external causes missed and added keep their own kind',
    key: aKey({ diagnoses: [aDiagnosis('S52.532A'), aDiagnosis('W11.XXXA')] }),
    entered: ['S52.532A', 'Y93.H2'],
    variances: ['external-cause >W11XXXA', 'external-cause Y93H2>'],
    counts: [2, 2, 1, 1],
  },
  {
    situation: 'an external cause in first place',
    key: aKey({ diagnoses: [aDiagnosis('S52.532A'), aDiagnosis('W11.XXXA')] }),
    entered: ['W11.XXXA', 'S52.532A'],
    variances: ['external-cause W11XXXA>S52532A'],
    counts: [2, 2, 2, 0],
  },
  {
    situation: 'a job guideline that counts the order of secondaries',
    key: pneumonia,
    entered: ['J18.9', 'I10', 'E11.9'],
    variances: ['sequencing I10>I10'],
    counts: [3, 3, 3, 0],
    context: { jobGuideline: { secondaryOrderCounts: true } },
  },
  {
    situation: 'a near miss of one that may stand first, in first place, is one cause',
    key: aKey({
      diagnoses: [
        aDiagnosis('J96.21', { principalAnyOf: 'a', role: 'principal' }),
        aDiagnosis('J44.1', { principalAnyOf: 'a' }),
      ],
    }),
    entered: ['J96.01', 'J44.1'],
    variances: ['specificity J9601>J9621'],
    counts: [2, 2, 1, 0],
  },
  {
    situation:
      'another diagnosis before what is nearly the principal is told besides, with the code that belongs first',
    key: pneumonia,
    entered: ['E11.9', 'J18.1', 'I10'],
    variances: ['specificity J181>J189', 'wrong-principal E119>J189'],
    counts: [3, 3, 2, 0],
  },
  {
    situation: 'what the author says does not stand first is the wrong principal there',
    key: aKey({
      diagnoses: [
        aDiagnosis('R07.89', {
          role: 'principal',
          whyNot: [{ code: 'Z0389', variance: 'wrong-principal', text: 'She has a symptom.' }],
        }),
        aDiagnosis('I10'),
      ],
    }),
    entered: ['Z03.89', 'R07.89', 'I10'],
    variances: ['wrong-principal Z0389>R0789'],
    counts: [2, 3, 2, 1],
  },
  {
    situation: 'of several that may stand first the one is told that the first row has to follow',
    key: aKey({
      diagnoses: [
        aDiagnosis('J96.21', { principalAnyOf: 'a', role: 'principal' }),
        aDiagnosis('I13.0', { principalAnyOf: 'a' }),
        aDiagnosis('I50.33', { codeAfter: ['I130'] }),
      ],
    }),
    entered: ['I50.33', 'J96.21', 'I13.0'],
    variances: ['wrong-principal I5033>I130'],
    counts: [3, 3, 3, 0],
  },
  {
    situation: 'a last place that only divides a code is no 7th character',
    key: aKey({ diagnoses: [aDiagnosis('Z12.11'), aDiagnosis('Z86.0102')] }),
    entered: ['Z12.11', 'Z86.0100'],
    variances: ['specificity Z860100>Z860102'],
    counts: [2, 2, 1, 0],
    context: {
      catalog: aCatalog([
        aCode('Z86.0100', 'Personal history of colon polyps, unspecified'),
        aCode('Z86.0102', 'Personal history of hyperplastic colon polyps'),
      ]),
    },
  },
  {
    situation: 'the author’s words about a code are nearer than an optional entry of its category',
    key: aKey({
      diagnoses: [
        aDiagnosis('E11.65'),
        aDiagnosis('Z79.84', { whyNot: [{ code: 'Z794', variance: 'unsupported-diagnosis', text: 'For the stay.' }] }),
        aDiagnosis('Z79.01', { status: 'optional' }),
      ],
    }),
    entered: ['E11.65', 'Z79.84', 'Z79.4'],
    variances: ['unsupported-diagnosis Z794>'],
    counts: [2, 3, 2, 1],
  },
  {
    situation: 'nothing entered',
    key: pneumonia,
    entered: [],
    variances: ['missed-diagnosis >J189', 'missed-diagnosis >E119', 'missed-diagnosis >I10'],
    counts: [3, 0, 0, 0],
  },
];

describe('diagnoses', () => {
  test.each(rows)('$situation', ({ key, entered, variances, counts: wanted, context }) => {
    const verdict = grade(key, aSheet({ diagnoses: entered }), aContext(context));
    expect(noted(verdict)).toEqual(variances);
    expect(counts(verdict)).toEqual(wanted);
  });
});

test('a symptom in first place touches payment, whatever it touches elsewhere', () => {
  const key = aKey({
    diagnoses: [aDiagnosis('J18.9'), aDiagnosis('I10')],
    notCoded: [{ code: 'R0602', reason: 'integral-symptom', text: 'Belongs to the pneumonia.' }],
  });
  const severity = (...diagnoses: string[]) =>
    grade(key, aSheet({ diagnoses }), aContext()).variances.map(({ kind, severity }) => `${kind} ${severity}`);
  expect(severity('R06.02', 'J18.1', 'I10')).toContain('integral-symptom payment');
  expect(severity('J18.1', 'R06.02', 'I10')).toContain('integral-symptom data-quality');
});

describe('codes that the pinned release refuses', () => {
  const known = [
    aCode('E11', 'Type 2 diabetes mellitus', { billable: false }),
    aCode('E11.2', 'Type 2 diabetes with kidney complications', {
      billable: false,
      parent: 'E11' as CodeEntry['code'],
    }),
    aCode('E11.22', 'Type 2 diabetes with diabetic chronic kidney disease'),
    aCode('I10', 'Essential (primary) hypertension'),
    aCode('N40.1', 'Enlarged prostate with symptoms', { facts: { sex: 'male' } }),
    aCode('O80', 'Delivery without complication', { facts: { sex: 'female', ageGroup: 'maternity' } }),
  ];
  const context = aContext({ catalog: aCatalog(known, { elsewhere: ['icd10cm:E1123'], covers: () => true }) });
  const key = aKey({ diagnoses: [aDiagnosis('I10'), aDiagnosis('E11.22')] });
  const near = (code: string) => noted(grade(key, aSheet({ diagnoses: ['I10', code] }), context));

  test('a header is not billable', () => expect(near('E11.2')).toEqual(['not-billable E112>E1122']));
  test('a code that never was is invalid', () => expect(near('E11.99')).toEqual(['invalid-code E1199>E1122']));
  test('a code of another year', () => expect(near('E11.23')).toEqual(['outdated-code E1123>E1122']));
  test('noise is invalid and unsupported', () => {
    expect(near('😀')).toEqual(['missed-diagnosis >E1122', 'invalid-code 😀>']);
  });
  test('a code for the other sex', () => {
    expect(near('O80')).toEqual(['missed-diagnosis >E1122', 'demographic-conflict O80>']);
  });
});

describe('Excludes1', () => {
  const notes = [
    {
      kind: 'excludes1' as const,
      at: 'J96',
      targets: [{ from: 'R092', to: 'R092' }],
      text: 'respiratory arrest',
    },
  ];
  const catalog = aCatalog([
    aCode('J96.01', 'Acute respiratory failure with hypoxia', { notes }),
    aCode('R09.2', 'Respiratory arrest'),
  ]);

  test('an added code that another excludes is told as that', () => {
    const verdict = grade(
      aKey({ diagnoses: [aDiagnosis('J96.01')] }),
      aSheet({ diagnoses: ['J96.01', 'R09.2'] }),
      aContext({ catalog }),
    );
    expect(noted(verdict)).toEqual(['excludes1 R092>']);
    expect(verdict.variances[0]?.related).toContain('J9601');
  });

  test('a note of another year than the pinned one excludes nothing', () => {
    const verdict = grade(
      aKey({ diagnoses: [aDiagnosis('J96.01')] }),
      aSheet({ diagnoses: ['J96.01', 'R09.2'] }),
      aContext({
        catalog: aCatalog([
          aCode('J96.01', 'Acute respiratory failure with hypoxia', {
            notes: notes.map((note) => ({ ...note, borrowedFrom: 'FY2025' })),
          }),
          aCode('R09.2', 'Respiratory arrest'),
        ]),
      }),
    );
    expect(noted(verdict)).toEqual(['unsupported-diagnosis R092>']);
  });

  test('a pair the key documents as unrelated is not told as excluded', () => {
    const excludes1Exceptions: AnswerKey['excludes1Exceptions'] = [
      { codes: ['J9601', 'R092'], why: 'The arrest came days later, from another cause.' },
    ];
    const verdict = grade(
      aKey({ diagnoses: [aDiagnosis('J96.01')], excludes1Exceptions }),
      aSheet({ diagnoses: ['J96.01', 'R09.2'] }),
      aContext({ catalog }),
    );
    expect(noted(verdict)).toEqual(['unsupported-diagnosis R092>']);
  });
});

describe('present on admission', () => {
  const key = aKey({
    diagnoses: [
      aDiagnosis('J18.9', { poa: 'Y' }),
      aDiagnosis('Z79.4', { poa: 'exempt' }),
      aDiagnosis('L89.152', { poa: 'N' }),
    ],
  });
  const catalog = aCatalog([
    aCode('L89.152', 'Pressure ulcer of sacral region, stage 2'),
    aCode('J18.9', 'Pneumonia', { facts: { severity: 'MCC' } }),
  ]);
  const stay = aContext({ encounter: anInpatientStay, catalog });
  const told = (...diagnoses: string[]) =>
    grade(key, aSheet({ diagnoses }), stay).variances.map(({ kind, severity, attribute }) =>
      [kind, severity, attribute?.entered, attribute?.wanted].join(' '),
    );

  test('right, and exempt left empty', () => expect(told('J18.9 Y', 'Z79.4', 'L89.152 N')).toEqual([]));
  test('exempt said', () => expect(told('J18.9 Y', 'Z79.4 exempt', 'L89.152 N')).toEqual([]));
  test('wrong indicator', () => expect(told('J18.9 Y', 'Z79.4', 'L89.152 Y')).toEqual(['poa data-quality Y N']));
  test('wrong on an MCC touches payment', () =>
    expect(told('J18.9 N', 'Z79.4', 'L89.152 N')).toEqual(['poa payment N Y']));
  test('missing', () => expect(told('J18.9 Y', 'Z79.4', 'L89.152')).toEqual(['poa data-quality  N']));
  test('an exempt code given one', () =>
    expect(told('J18.9 Y', 'Z79.4 Y', 'L89.152 N')).toEqual(['poa data-quality Y exempt']));
  test('outside inpatient it is not asked', () => {
    expect(noted(grade(key, aSheet({ diagnoses: ['J18.9', 'Z79.4', 'L89.152'] }), aContext()))).toEqual([]);
  });
});
