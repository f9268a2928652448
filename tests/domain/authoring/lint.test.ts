import { describe, expect, test } from 'vitest';
import type { KeyUnderReview } from '#domain/authoring/key-rule';
import { KEY_RULES, lintKey } from '#domain/authoring/lint';
import { noEditErrors } from '#domain/authoring/rules/no-edit-errors';
import { aCatalog, aCode, aDiagnosis, aProcedure, aService, modifiersOf } from '../../build.ts';
import { aChart, anOfficeChart, aReview } from './a-review.ts';

const evidence = [{ document: 'note', quote: 'lobar, right lung' }];
const good = { evidence, poa: 'Y' } as const;
const pneumonia = aDiagnosis('J18.1', good);
const quoting = (quote: string, document = 'note') =>
  aReview({ diagnoses: [aDiagnosis('J18.1', { ...good, evidence: [{ document, quote }] })] });
const citing = (cite: string) => aReview({ diagnoses: [aDiagnosis('J18.1', { ...good, cites: [cite] })] });
const inOffice = (service: ReturnType<typeof aService>, diagnoses = [aDiagnosis('J18.1', { evidence })]) =>
  aReview({ diagnoses, services: [service] }, { chart: anOfficeChart() });
const visit = (overrides: Parameters<typeof aService>[2] = {}) =>
  aService('PX104', 'J18.1', { evidence, ...overrides });

/** Rule, what is broken, where the finding has to point, and a word of its message. */
const BROKEN: [rule: string, what: string, subject: KeyUnderReview, path: string, message: RegExp][] = [
  [
    'codes-exist',
    'a code that does not exist',
    aReview({ diagnoses: [aDiagnosis('J18.7', good)] }),
    'diagnoses.0.code',
    /J18\.7 is not in icd10cm FY2026/,
  ],
  ['codes-exist', 'a header', aReview({ diagnoses: [aDiagnosis('J18', good)] }), 'diagnoses.0.code', /J18 is a header/],
  [
    'codes-exist',
    'an alternate that does not exist',
    aReview({ diagnoses: [aDiagnosis('J18.1', { ...good, anyOf: [{ code: 'J187', credit: 1, why: 'x' }] })] }),
    'diagnoses.0.anyOf.0.code',
    /J18\.7/,
  ],
  [
    'codes-exist',
    'an unknown tempting code',
    aReview({
      diagnoses: [aDiagnosis('J18.1', { ...good, whyNot: [{ code: 'J187', variance: 'specificity', text: 'x' }] })],
    }),
    'diagnoses.0.whyNot.0.code',
    /no pinned release/,
  ],
  [
    'codes-exist',
    'an unknown code left out',
    aReview({ notCoded: [{ code: 'R999', reason: 'integral-symptom', text: 'x' }] }),
    'notCoded.0.code',
    /no pinned release/,
  ],
  [
    'codes-exist',
    'a system without a pin',
    aReview(
      {},
      {
        chart: aChart({ pins: { icd10cm: 'FY2026' } }),
        key: { ...aReview().key, procedures: [aProcedure('0BJ08ZZ', { evidence })] },
      },
    ),
    'procedures.0.code',
    /pins no release/,
  ],
  [
    'evidence',
    'no evidence',
    aReview({ diagnoses: [aDiagnosis('J18.1', { poa: 'Y', evidence: [] })] }),
    'diagnoses.0',
    /has no evidence/,
  ],
  [
    'evidence',
    'words that are not there',
    quoting('viral pneumonia'),
    'diagnoses.0.evidence.0.quote',
    /is not in note/,
  ],
  ['evidence', 'words that are there twice', quoting('Hypertension'), 'diagnoses.0.evidence.0.quote', /stands 2 times/],
  ['evidence', 'other capitals', quoting('pneumonia, LOBAR'), 'diagnoses.0.evidence.0.quote', /other capitals/],
  ['evidence', 'another document', quoting('lobar', 'consult'), 'diagnoses.0.evidence.0.quote', /no document consult/],
  [
    'present-on-admission',
    'no indicator',
    aReview({ diagnoses: [aDiagnosis('J18.1', { evidence })] }),
    'diagnoses.0.poa',
    /no POA indicator/,
  ],
  [
    'present-on-admission',
    'exempt but not on the list',
    aReview({ diagnoses: [aDiagnosis('J18.1', { evidence, poa: 'exempt' })] }),
    'diagnoses.0.poa',
    /not on the POA exempt list/,
  ],
  [
    'present-on-admission',
    'on the list but not exempt',
    aReview({ diagnoses: [pneumonia, aDiagnosis('Z79.4', good)] }),
    'diagnoses.1.poa',
    /is on the POA exempt list/,
  ],
  [
    'present-on-admission',
    'outside inpatient',
    aReview({}, { chart: anOfficeChart() }),
    'diagnoses.0.poa',
    /outside inpatient/,
  ],
  ['no-edit-errors', 'the same code twice', aReview({ diagnoses: [pneumonia, pneumonia] }), 'diagnoses.1', /./],
  ['citations', 'a malformed citation', citing('guideline 3'), 'diagnoses.0.cites.0', /well-formed/],
  [
    'citations',
    'a section that is not there',
    citing('OG I.C.9.a.44'),
    'diagnoses.0.cites.0',
    /no section I\.C\.9\.a\.44/,
  ],
  [
    'citations',
    'a rule of the practice set that is not there',
    { ...citing('PX rules: good sense'), practiceRules: new Set(['units', 'modifier 5E']) },
    'diagnoses.0.cites.0',
    /no rule “good sense”/,
  ],
  ['citations', 'a practice code that is not there', citing('PX PX999'), 'diagnoses.0.cites.0', /PX999/],
  [
    'order',
    'the principal diagnosis in second place',
    aReview({ diagnoses: [aDiagnosis('I10', good), aDiagnosis('J18.1', { ...good, role: 'principal' })] }),
    'diagnoses.0.role',
    /is secondary at place 1/,
  ],
  [
    'order',
    'a code before the one it follows',
    aReview({ diagnoses: [aDiagnosis('J18.1', { ...good, codeAfter: ['I10'] }), aDiagnosis('I10', good)] }),
    'diagnoses.0.codeAfter.0',
    /comes before it/,
  ],
  [
    'order',
    'a code after one that is not there',
    aReview({ diagnoses: [aDiagnosis('J18.1', { ...good, codeAfter: ['E119'] })] }),
    'diagnoses.0.codeAfter.0',
    /not a diagnosis/,
  ],
  [
    'order',
    'a group of one',
    aReview({ diagnoses: [aDiagnosis('J18.1', { ...good, principalAnyOf: 'a' })] }),
    'diagnoses',
    /one diagnosis only/,
  ],
  [
    'pointers',
    'a pointer to nothing',
    inOffice(aService('PX104', 'E11.9', { evidence })),
    'services.0.pointers.first',
    /not a diagnosis/,
  ],
  [
    'pointers',
    'a pointer twice',
    inOffice(visit({ pointers: { first: 'J181', rest: ['J181'] } })),
    'services.0.pointers.rest.0',
    /twice/,
  ],
  [
    'modifiers',
    'an unknown modifier',
    inOffice(visit(modifiersOf({ optional: ['Q9'] }))),
    'services.0.modifiers',
    /Q9 is no modifier/,
  ],
  [
    'modifiers',
    'two digits',
    inOffice(visit(modifiersOf({ requiredAnyOf: [['00']] }))),
    'services.0.modifiers',
    /two digits/,
  ],
  [
    'modifiers',
    'allowed and forbidden',
    inOffice(visit(modifiersOf({ optional: ['RT'], forbidden: ['RT'] }))),
    'services.0.modifiers',
    /both/,
  ],
  ['fits-setting', 'service lines in a stay', aReview({ services: [visit()] }), 'services', /service lines/],
  [
    'fits-setting',
    'ICD-10-PCS in an office',
    aReview(
      { diagnoses: [aDiagnosis('J18.1', { evidence })], procedures: [aProcedure('0BJ08ZZ', { evidence })] },
      { chart: anOfficeChart() },
    ),
    'procedures',
    /ICD-10-PCS/,
  ],
  [
    'fits-setting',
    'a procedure after discharge',
    aReview({ procedures: [aProcedure('0BJ08ZZ', { evidence })] }),
    'procedures.0.date',
    /outside the stay/,
  ],
  [
    'pinned-year',
    'a release of another year',
    aReview({}, { chart: aChart({ pins: { icd10cm: 'FY2025' } }) }),
    'pins.icd10cm',
    /falls into FY2026/,
  ],
  [
    'something-to-count',
    'nothing required',
    aReview({ diagnoses: [aDiagnosis('J18.1', { ...good, status: 'optional' })] }),
    'diagnoses',
    /nothing to count/,
  ],
  [
    'something-to-count',
    'coded and left out at once',
    aReview({ notCoded: [{ code: 'J181', reason: 'integral-symptom', text: 'x' }] }),
    'diagnoses.0',
    /under notCoded/,
  ],
  ['seals-the-key', 'a key code in case.yaml', aReview({}, { caseText: 'title: Cough # J18.1' }), '', /names J18\.1/],
  [
    'seals-the-key',
    'the answer in the title',
    aReview({}, { chart: aChart({ title: 'Lobar pneumonia' }) }),
    'title',
    /lobar pneumonia/,
  ],
  ['second-coding', 'no second coding', aReview({}, { hasReview: false }), '', /second coding/],
];

describe('the content check', () => {
  test('a good key passes every rule', () => {
    expect(lintKey(aReview())).toEqual([]);
    expect(lintKey(inOffice(visit(modifiersOf({ requiredAnyOf: [['RT']] }))))).toEqual([]);
  });

  test.each(BROKEN)('%s: %s', (rule, _, subject, path, message) => {
    const found = lintKey(
      subject,
      KEY_RULES.filter(({ name }) => name === rule),
    );
    expect(found.map((issue) => issue.path.join('.'))).toContain(path);
    const issue = found.find((candidate) => candidate.path.join('.') === path);
    expect(issue?.message).toMatch(message);
    expect(issue?.fix).toMatch(/^\S.*[^.]$/);
  });

  test('every rule has a test that it can fail', () => {
    expect(new Set(BROKEN.map(([rule]) => rule))).toEqual(new Set(KEY_RULES.map(({ name }) => name)));
  });

  test('a code that is wrong on purpose need not exist', () => {
    const whyNot = [{ code: 'J187', variance: 'invalid-code', text: 'x' } as const];
    expect(lintKey(aReview({ diagnoses: [aDiagnosis('J18.1', { ...good, whyNot })] }))).toEqual([]);
  });

  test('an Excludes1 pair is an error unless the key documents it as unrelated', () => {
    const notes = [{ kind: 'excludes1' as const, at: 'J18', targets: [{ from: 'I10', to: 'I10' }], text: 'made up' }];
    const catalog = aCatalog([aCode('J18.1', 'Lobar pneumonia', { notes }), aCode('I10', 'Hypertension')]);
    const both = { diagnoses: [pneumonia, aDiagnosis('I10', { ...good, evidence })] };
    const rulesOf = (subject: KeyUnderReview) => lintKey(subject, [noEditErrors]).map(({ message }) => message);
    expect(rulesOf(aReview(both, { catalog }))).not.toEqual([]);
    const excludes1Exceptions = [{ codes: ['J181', 'I10'] as [string, string], why: 'Two conditions of their own.' }];
    expect(rulesOf(aReview({ ...both, excludes1Exceptions }, { catalog }))).toEqual([]);
  });

  test('without the official text sections are not looked up', () => {
    expect(lintKey({ ...citing('OG I.C.9.a.44'), guidelineSections: undefined })).toEqual([]);
  });
});
