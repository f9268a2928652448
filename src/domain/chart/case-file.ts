import { z } from 'astro/zod';
import { DIFFICULTIES, DISPOSITIONS, type EncounterFacts, PAYERS, SETTINGS, SEXES } from '#domain/chart/encounter';
import { type IsoDate, parseIsoDate } from '#domain/time';

export const isoDate = z
  .string()
  .refine((text) => parseIsoDate(text) !== undefined, { message: 'a date as YYYY-MM-DD' })
  .transform((text) => text as IsoDate);

const person = {
  age: z.number().int().min(0).max(124).describe('Age in years at the encounter'),
  sex: z.enum(SEXES),
  disposition: z.enum(DISPOSITIONS),
  payer: z.enum(PAYERS),
};

/** `EncounterFacts` as a case file writes them. */
export const encounterSchema = z.union([
  z.strictObject({ ...person, admitted: isoDate, discharged: isoDate }),
  z.strictObject({
    ...person,
    serviceDate: isoDate,
    placeOfService: z
      .string()
      .regex(/^\d{2}$/)
      .optional(),
  }),
]) satisfies z.ZodType<EncounterFacts>;

const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');

/** `content/charts/<slug>/case.yaml`: what a learner may know of a case before coding it. */
export const caseFileSchema = z.strictObject({
  id: slug,
  title: z.string().min(3).max(90).describe('Neutral: never names the answer'),
  setting: z.enum(SETTINGS),
  specialty: z.string().min(3).max(60),
  difficulty: z.enum(DIFFICULTIES),
  encounter: encounterSchema,
  pins: z.strictObject({
    icd10cm: z.string(),
    icd10pcs: z.string().optional(),
    hcpcs: z.string().optional(),
    px: z.string().optional(),
    cpt: z.string().optional(),
  }),
  jobGuideline: slug,
  documents: z
    .array(z.strictObject({ id: slug, title: z.string().min(2).max(80), author: z.string().min(2).max(80) }))
    .min(1)
    .max(20),
  provenance: z.strictObject({ synthetic: z.literal(true), licence: z.literal('CC-BY-4.0'), author: z.string() }),
});
export type CaseFile = z.infer<typeof caseFileSchema>;

/** `content/job-guidelines/<id>.yaml`: the client's own coding rules; a key is right only relative to it. */
export const jobGuidelineSchema = z.strictObject({
  id: slug,
  version: z.number().int().min(1),
  title: z.string(),
  externalCauses: z.enum(['required', 'optional', 'not-reported']),
  chronicConditions: z.enum(['all-reportable', 'affecting-care']),
  secondaryOrderCounts: z.boolean(),
  rules: z.array(z.string().min(10)).min(1).describe('What the learner reads, a sentence or two each'),
});
export type JobGuideline = z.infer<typeof jobGuidelineSchema>;
