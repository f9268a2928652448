import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain } from '#domain/grading/explain';
import { grade } from '#domain/grading/grade';
import { studyNext } from '#domain/grading/study-next';
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
        sentences: ['The record supports E11.22, not E11.21.', 'The physician documents stage 3b.'],
        whatDiffers: [
          'E11.21 is “Type 2 diabetes mellitus with diabetic nephropathy”.',
          'E11.22 is “Type 2 diabetes mellitus with diabetic chronic kidney disease”.',
        ],
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

describe('a difference in words, where kinds need care', () => {
  const bare: Pick<Variance, 'severity' | 'evidence' | 'cites'> = { severity: 'payment', evidence: [], cites: [] };
  const toldOf = (variance: Variance, ofKey = aKey()) => explain(variance, ofKey, catalog);

  test('an external cause in first place is not compared with the diagnosis that belongs there', () => {
    const told = toldOf({ ...bare, kind: 'external-cause', list: 'diagnoses', entered: 'W03XXXA', wanted: 'S93491A' });
    expect(told.headline).toBe('An external cause never stands first: W03.XXXA');
    expect(told.sentences).toEqual([
      'W03.XXXA says how it happened. An external cause code never stands first; S93.491A does.',
    ]);
    expect(told.whatDiffers).toEqual([]);
  });

  test('axes by name, and whether the table is another', () => {
    const axes = (entered: string, wanted: string, differing: number[]) =>
      toldOf({ ...bare, kind: 'pcs-axis', list: 'procedures', entered, wanted, axes: differing });
    expect(axes('5A09357', '5A09457', [5]).headline).toBe('Duration: 5A09357 → 5A09457');
    expect(axes('5A1945Z', '5A09457', [3, 7])).toMatchObject({
      headline: 'Root operation and qualifier: 5A1945Z → 5A09457',
      sentences: ['The documented procedure is built from another table.'],
    });
    expect(axes('0QS604Z', '0SRR019', [2, 3, 4, 6, 7]).headline).toBe('Another procedure: 0QS604Z → 0SRR019');
  });

  test('what is not to be reported at all has no other units and no other level', () => {
    const headline = (kind: Variance['kind'], entered: string) =>
      toldOf({ ...bare, kind, list: 'services', entered }).headline;
    expect(headline('units', 'PX615')).toBe('No units to report: PX615');
    expect(headline('em-over', 'PX101')).toBe('No visit to report: PX101');
    expect(headline('combination-code', 'PX001')).toBe('Already said by another code: PX001');
  });

  test('what is said twice is said by list', () => {
    const reason = (list: Variance['list']) =>
      toldOf({ ...bare, kind: 'duplicate', list, entered: 'X' }).sentences.join();
    expect([reason('diagnoses'), reason('procedures'), reason('services')]).toEqual([
      expect.stringContaining('condition'),
      expect.stringContaining('procedure twice'),
      expect.stringContaining('units'),
    ]);
  });

  test('pointers: one diagnosis without an order, several with who may be first', () => {
    const pointing = (wanted: string, orFirst: string[]) => {
      const services = [aService('PX614', 'Z51.11', { pointers: { orFirst } })];
      const attribute = { entered: 'C189', wanted };
      const variance: Variance = { ...bare, kind: 'diagnosis-pointer', list: 'services', expected: 0, attribute };
      return toldOf(variance, aKey({ services })).sentences[0];
    };
    expect(pointing('Z23', [])).toBe('The line points at C18.9. What supports it is Z23.');
    expect(pointing('Z5111 C787', [])).toContain('is Z51.11 and C78.7, Z51.11 first.');
    expect(pointing('Z5111 C787', ['C787'])).toContain('is Z51.11 and C78.7, Z51.11 or C78.7 first.');
  });

  test('the rationale begins with its code where it could be taken for the code entered', () => {
    const rationale = 'It may be shown, never missed.';
    const keyOf = (status: 'optional' | 'required') =>
      aKey({ diagnoses: [aDiagnosis('Z87.891', { status, rationale })] });
    const near: Variance = {
      ...bare,
      kind: 'unsupported-diagnosis',
      list: 'diagnoses',
      entered: 'F17210',
      wanted: 'Z87891',
      expected: 0,
    };
    expect(toldOf(near, keyOf('optional')).sentences[1]).toBe(`Z87.891, not required here: ${rationale}`);
    expect(toldOf(near, keyOf('required'))).toMatchObject({
      headline: 'Not supported by the record: F17.210 → Z87.891',
      sentences: [expect.any(String), rationale],
    });
    const unnamed: Variance = { ...near, kind: 'excludes1', related: ['I10'] };
    expect(toldOf(unnamed, keyOf('required')).sentences[1]).toBe(`Z87.891: ${rationale}`);
  });

  test('a title that runs over half a page is cut between words', () => {
    const long = aCatalog([aCode('G2211', 'Visit complexity '.repeat(30), { system: 'hcpcs' })]);
    const variance: Variance = { ...bare, kind: 'unsupported-procedure', list: 'services', entered: 'G2211' };
    expect(explain(variance, aKey(), long).headline).toMatch(/^Not supported.{0,230}(?:Visit|complexity) … \(G2211\)$/);
  });

  test('an order names what comes first, then what hangs together with it', () => {
    const told = toldOf({
      ...bare,
      kind: 'code-first',
      list: 'diagnoses',
      entered: 'N184',
      wanted: 'N184',
      attribute: { entered: 'before E1122', wanted: 'after E1122' },
      related: ['E1122', 'I130'],
    });
    expect(told.headline).toBe('Another code comes first: E11.22, then N18.4');
    expect(told.sentences).toEqual(['The tabular list has E11.22 coded before N18.4.']);
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
