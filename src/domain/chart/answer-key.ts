import { z } from 'astro/zod';
import { isoDate } from '#domain/chart/case-file';
import { type CodingSheet, POA_INDICATORS, POINTER_LETTERS } from '#domain/chart/coding-sheet';
import { canonicalText } from '#domain/codeset/code';

/** Reasons an author may give for a code being wrong: the variance kinds that can hang on one code. */
export const WRONG_CODE_REASONS = [
  'wrong-principal',
  'unsupported-diagnosis',
  'integral-symptom',
  'uncertain-diagnosis-outpatient',
  'specificity',
  'laterality',
  'seventh-character',
  'combination-code',
  'code-first',
  'manifestation-first',
  'excludes1',
  'external-cause',
  'unsupported-procedure',
  'pcs-axis',
  'em-over',
  'em-under',
  'unbundled',
  'units',
  'invalid-code',
  'not-billable',
  'outdated-code',
  'demographic-conflict',
] as const;
export type WrongCodeReason = (typeof WRONG_CODE_REASONS)[number];

/** Whether a key entry is counted: required; optional (never wrong, never missed); observation (noted only). */
export const KEY_STATUSES = ['required', 'optional', 'observation'] as const;
export type KeyStatus = (typeof KEY_STATUSES)[number];

/** `OG I.C.9.a.3`, `OG Appendix I`, `PCS-OG B3.2`, `Tabular I13: …`, `PCS table 0SR`, `HCPCS J3301: …`, `PX rules: …`, `MCE: …`, `NUCC 1500 item 24E`, `45 CFR 162.1000`, `42 CFR 424.44(a)(1)`. */
export const CITATION =
  /^(?:OG (?:I|II|III|IV)(?:\.[A-Za-z0-9]{1,2})*|OG Appendix I|UHDDS|MCE: .{3,200}|PCS-OG [A-D]\d{1,2}(?:\.\d{1,2}[a-z]?)?(?:\.[a-z])?|Tabular [A-Z][0-9A-Z.]{1,7}(?:-[A-Z][0-9A-Z.]{1,7})?: .{5,200}|PCS table [0-9A-Z]{3}(?:: .{5,200})?|HCPCS [A-V]\d{4}(?:: .{3,200})?|HCPCS modifier [A-Z0-9]{2}(?:: .{3,200})?|PX rules: .{3,200}|PX PX\d{3}(?:: .{3,200})?|NUCC 1500 item \d{1,2}[A-J]?|4[25] CFR \d{1,4}\.\d{1,4}(?:\([A-Za-z0-9]{1,5}\)){0,6})$/;

const code = z.string().min(3).max(10).transform(canonicalText);
const sentence = z.string().trim().min(8).max(600);
/** Citations of a key entry, each of a form `CITATION` knows. */
const citations = z.array(z.string().regex(CITATION, 'not a well-formed citation, e.g. OG I.C.9.a.3')).min(1);

const evidence = z.strictObject({ document: z.string(), quote: z.string().min(3).max(300) });
const alternate = z.strictObject({ code, credit: z.number().min(0).max(1), why: sentence });
const whyNot = z.strictObject({ code, variance: z.enum(WRONG_CODE_REASONS), text: sentence });

const everyEntry = {
  code,
  status: z.enum(KEY_STATUSES),
  anyOf: z.array(alternate).default([]),
  evidence: z.array(evidence).default([]),
  cites: citations,
  rationale: sentence,
  whyNot: z.array(whyNot).default([]),
};

/** One diagnosis a key wants; questions of the item bank with typed codes use the same shape. */
export const expectedDiagnosis = z.strictObject({
  ...everyEntry,
  role: z.enum(['principal', 'secondary']),
  /** Entries with the same letter: any of them may stand first (OG II.C). */
  principalAnyOf: z.string().optional(),
  poa: z.enum(POA_INDICATORS).optional(),
  /** Codes that have to stand somewhere before this one: etiology before manifestation, condition before sequela. */
  codeAfter: z.array(code).default([]),
});

/** One inpatient procedure a key wants. */
export const expectedProcedure = z.strictObject({
  ...everyEntry,
  date: isoDate,
  role: z.enum(['principal', 'secondary']).default('secondary'),
  /** Per PCS axis (1–7) the further values that are as right as the key's own. */
  axisAlternates: z
    .partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), z.array(z.string().length(1)))
    .default({}),
});

const mdmLevel = z.enum(['straightforward', 'minimal', 'low', 'limited', 'moderate', 'high', 'extensive']);
const emBasis = z.discriminatedUnion('basis', [
  z.strictObject({ basis: z.literal('mdm'), problems: mdmLevel, data: mdmLevel, risk: mdmLevel }),
  z.strictObject({ basis: z.literal('time'), minutes: z.number().int().min(1).max(1440) }),
]);

/** One service line a key wants. */
export const expectedService = z.strictObject({
  ...everyEntry,
  modifiers: z
    .strictObject({
      /** One modifier of each inner list has to be there. */
      requiredAnyOf: z.array(z.array(z.string().length(2)).min(1)).default([]),
      optional: z.array(z.string().length(2)).default([]),
      forbidden: z.array(z.string().length(2)).default([]),
      /** True where the payer prices by the order of modifiers. */
      orderCounts: z.boolean().default(false),
    })
    .default({ requiredAnyOf: [], optional: [], forbidden: [], orderCounts: false }),
  units: z.number().int().min(1).max(9999),
  /** Diagnoses of this key: the first pointer in place, the rest as a set. */
  pointers: z.strictObject({
    first: code,
    rest: z.array(code).default([]),
    /** Of `rest`, those that may as well stand first where the rules leave the choice. */
    orFirst: z.array(code).default([]),
    /** Diagnoses that support the line too: pointing at them is never wrong, leaving them out neither. */
    optional: z.array(code).default([]),
  }),
  em: emBasis.optional(),
});

/** What a good coder leaves out, and why. */
export const notCoded = z
  .array(z.strictObject({ code, reason: z.enum(WRONG_CODE_REASONS), text: sentence }))
  .default([]);

/** `db/keys/<slug>.yaml`. A key has at least one required entry (the content check insists). */
export const answerKeySchema = z.strictObject({
  version: z.number().int().min(1),
  turnsOn: sentence,
  diagnoses: z.array(expectedDiagnosis).min(1),
  procedures: z.array(expectedProcedure).default([]),
  services: z.array(expectedService).default([]),
  /** Pairs that an Excludes1 note separates although the record shows two unrelated conditions (OG I.A.12.a). */
  excludes1Exceptions: z.array(z.strictObject({ codes: z.tuple([code, code]), why: sentence })).default([]),
  notCoded,
});
export type AnswerKey = z.infer<typeof answerKeySchema>;
export type ExpectedDiagnosis = AnswerKey['diagnoses'][number];
export type ExpectedProcedure = AnswerKey['procedures'][number];
export type ExpectedService = AnswerKey['services'][number];
export type Evidence = z.infer<typeof evidence>;

/** True when the key documents that these two codes may stand together in spite of an Excludes1 note. */
export const isExcludes1Exception = (key: Pick<AnswerKey, 'excludes1Exceptions'>, a: string, b: string): boolean =>
  key.excludes1Exceptions.some(({ codes }) => codes.includes(a) && codes.includes(b) && a !== b);

/** The sheet of a coder who agrees with the key in everything: used to prove that a key passes its own grading. */
export function modelAnswer(key: AnswerKey): CodingSheet {
  // Claim forms have no letter for a thirteenth diagnosis.
  const letterOf = (diagnosis: string) =>
    POINTER_LETTERS[key.diagnoses.findIndex((entry) => entry.code === diagnosis)] ?? [];
  return {
    diagnoses: key.diagnoses.map((entry) => ({ code: entry.code, poa: entry.poa })),
    procedures: key.procedures.map((entry) => ({ code: entry.code, date: entry.date })),
    services: key.services.map((entry) => ({
      code: entry.code,
      modifiers: entry.modifiers.requiredAnyOf.flatMap((choice) => choice.slice(0, 1)),
      units: entry.units,
      pointers: [entry.pointers.first, ...entry.pointers.rest].flatMap(letterOf),
    })),
  };
}
