import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CITATION } from '#domain/chart/answer-key';
import { SETTINGS } from '#domain/chart/encounter';
import { controllingRule } from '#domain/grading/controlling-rule';
import { explain } from '#domain/grading/explain';
import { grade } from '#domain/grading/grade';
import { studyNext } from '#domain/grading/study-next';
import { STUDY_TOPICS } from '#domain/grading/study-topics';
import { VARIANCE_KINDS, type Variance } from '#domain/grading/variance';
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
import { catalog as crowded, hostileKey, hostileSheet, someContext } from './arbitraries.ts';

const catalog = aCatalog(
  [
    aCode('E11.21', 'Type 2 diabetes mellitus with diabetic nephropathy'),
    aCode('E11.22', 'Type 2 diabetes mellitus with diabetic chronic kidney disease'),
    aCode('S52.532', "Colles' fracture of left radius", {
      billable: false,
      facts: {
        seventhCharacters: {
          A: 'Initial encounter for closed fracture',
          D: 'Subsequent encounter for closed fracture with routine healing',
        },
      },
    }),
    aCode('S52.532A', "Colles' fracture of left radius, initial encounter", { parent: 'S52532' as never }),
    aCode('S52.532D', "Colles' fracture of left radius, subsequent encounter", { parent: 'S52532' as never }),
    aCode('R05.9', 'Cough, unspecified'),
    aCode('G93.41', 'Metabolic encephalopathy'),
  ],
  {
    pcsValues: [
      ['0SR:5:0', 'Open'],
      ['0SR:6:J', 'Synthetic substitute'],
      ['0SR:6:K', 'Nonautologous tissue substitute'],
    ],
  },
);

const key = aKey({
  diagnoses: [
    aDiagnosis('S52.532A'),
    aDiagnosis('E11.22', {
      rationale: 'The physician documents stage 3b.',
      cites: ['OG I.C.4.a', 'OG I.A.15'],
      whyNot: [{ code: 'E1165', variance: 'specificity', text: 'No high glucose is documented.' }],
    }),
    aDiagnosis('G93.41'),
  ],
  procedures: [aProcedure('0SR90J9')],
  services: [aService('PX231', 'S52.532A', modifiersOf({ requiredAnyOf: [['LT']] }))],
  notCoded: [{ code: 'R059', reason: 'integral-symptom', text: 'Cough belongs to the pneumonia.' }],
});

const right = {
  diagnoses: ['S52.532A', 'E11.22', 'G93.41'],
  procedures: ['0SR90J9'],
  services: ['PX231 LT'],
};
const explained = (rows: Parameters<typeof aSheet>[0]) => {
  const context = aContext({ catalog });
  return grade(key, aSheet({ ...right, ...rows }), context).variances.map((variance) =>
    explain(variance, key, catalog),
  );
};

describe('a difference in words', () => {
  test('specificity: what tells the codes apart, then why the key has the other', () => {
    expect(explained({ diagnoses: ['S52.532A', 'E11.21', 'G93.41'] })).toEqual([
      {
        headline: 'Specificity: E11.21 → E11.22',
        sentences: [
          'The record supports E11.22, which says more exactly what E11.21 leaves open or says otherwise.',
          'The physician documents stage 3b.',
        ],
        whatDiffers: ['E11.21 is for “nephropathy”.', 'E11.22 is for “chronic kidney disease”.'],
        cites: ['OG I.C.4.a', 'OG I.A.15'],
        evidence: [{ document: 'note', quote: 'as written in the note' }],
      },
    ]);
  });

  test('the author’s words about the very code come before ours', () => {
    const [told] = explained({ diagnoses: ['S52.532A', 'E11.65', 'G93.41'] });
    expect(told?.sentences).toEqual(['No high glucose is documented.', 'The physician documents stage 3b.']);
  });

  test('a code the author foresaw as one to leave out', () => {
    const [told] = explained({ diagnoses: [...right.diagnoses, 'R05.9'] });
    expect(told).toMatchObject({
      headline: 'Part of a coded diagnosis: Cough, unspecified (R05.9)',
      sentences: ['Cough belongs to the pneumonia.'],
      cites: ['OG I.B.5'],
    });
  });

  test('missed', () => {
    const [told] = explained({ diagnoses: ['S52.532A', 'E11.22'] });
    expect(told?.headline).toBe('Missed: Metabolic encephalopathy (G93.41)');
  });

  test('a missed line says what makes it a line of its own', () => {
    const [told] = explained({ services: [] });
    expect(told?.sentences).toContain('The line carries LT and 1 unit.');
  });

  test('7th character with the meaning its header gives it', () => {
    const [told] = explained({ diagnoses: ['S52.532D', 'E11.22', 'G93.41'] });
    expect(told?.whatDiffers).toEqual([
      'The 7th character D is for subsequent encounter for closed fracture with routine healing.',
      'The 7th character A is for initial encounter for closed fracture.',
    ]);
  });

  test('ICD-10-PCS by axis, in words where the table has them', () => {
    const [told] = explained({ procedures: ['0SR93K9'] });
    expect(told?.whatDiffers).toEqual([
      'Approach: Open, not 3.',
      'Device: Synthetic substitute, not Nonautologous tissue substitute.',
    ]);
  });

  test('attributes are told as entered → wanted', () => {
    expect(explained({ services: ['PX231 RT x3'] }).map(({ headline }) => headline)).toEqual([
      'Modifier on PX231: RT → LT',
      'Units of PX231: 3 → 1',
    ]);
    expect(explained({ services: ['PX231'] })[0]?.headline).toBe('Modifier missing on PX231: LT');
    expect(explained({ services: ['PX231 LT @'] })[0]?.sentences[0]).toContain('points at nothing');
  });

  test('the first place', () => {
    expect(explained({ diagnoses: ['E11.22', 'S52.532A', 'G93.41'] })[0]?.headline).toBe(
      "Belongs first: Colles' fracture of left radius, initial encounter (S52.532A)",
    );
  });
});

describe('whatever is entered', () => {
  const clean = (text: string) => {
    expect(text.trim()).not.toBe('');
    expect(text).not.toMatch(/undefined|null|NaN|\[object|!/);
  };

  test('every kind has words in every list, however little the variance says', () => {
    for (const kind of VARIANCE_KINDS)
      for (const list of ['diagnoses', 'procedures', 'services'] as const) {
        const bare: Variance = { kind, severity: 'payment', list, entered: 'X', evidence: [], cites: [] };
        const full: Variance = { ...bare, wanted: 'Y', attribute: { entered: '', wanted: '2' }, related: ['Z'] };
        for (const variance of [bare, full]) {
          const { headline, sentences } = explain(variance, aKey(), aCatalog());
          clean(headline);
          expect(sentences.length).toBeGreaterThan(0);
          if (variance === full) sentences.forEach(clean);
        }
      }
  });

  test('every variance of every sheet is told in clean sentences with a citation', () => {
    fc.assert(
      fc.property(hostileKey, hostileSheet, someContext, (hostile, sheet, context) => {
        for (const variance of grade(hostile, sheet, context).variances) {
          const told = explain(variance, hostile, crowded);
          // Noise that was entered is quoted as it is; what stands around it is ours.
          const entered = variance.entered ?? '';
          for (const text of [told.headline, ...told.sentences])
            clean(text.replaceAll(entered === '' ? '\0' : entered, 'X'));
          expect(told.cites.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('every citation of ours is well-formed', () => {
    const ours = [
      ...VARIANCE_KINDS.flatMap((kind) => SETTINGS.map((setting) => controllingRule(kind, setting))),
      ...STUDY_TOPICS.flatMap(({ cites }) => cites),
    ];
    expect(ours.filter((cite) => !CITATION.test(cite))).toEqual([]);
  });
});

describe('what to study next', () => {
  const stay = aContext({ catalog, encounter: anInpatientStay });
  const topics = (rows: Parameters<typeof aSheet>[0]) =>
    studyNext(grade(key, aSheet({ ...right, ...rows }), stay).variances).map(
      ({ id, variances }) => `${id} ${variances}`,
    );

  test('nothing after a right sheet', () => expect(topics({})).toEqual([]));
  test('what touches payment comes first, then what occurred most', () => {
    expect(topics({ diagnoses: ['S52.532A', 'E11.21', 'R05.9'], services: ['PX231 LT x2'] })).toEqual([
      'units 1',
      'symptoms 1',
      'diabetes 1',
      'reportable 1',
    ]);
  });
  test('every kind leads somewhere', () => {
    for (const kind of VARIANCE_KINDS) {
      const variance: Variance = { kind, severity: 'payment', list: 'services', evidence: [], cites: [] };
      expect(studyNext([variance]), kind).toHaveLength(1);
    }
  });
  test('an observation leads nowhere', () => {
    expect(studyNext([{ kind: 'units', severity: 'observation', list: 'services', evidence: [], cites: [] }])).toEqual(
      [],
    );
  });
});
