import { z } from 'astro/zod';
import {
  type AnswerKey,
  expectedDiagnosis,
  expectedProcedure,
  expectedService,
  notCoded,
} from '#domain/chart/answer-key';
import { isoDate } from '#domain/chart/case-file';
import { needsPoa, PAYERS, SETTINGS, SEXES } from '#domain/chart/encounter';
import type { ReleaseChoice } from '#domain/codeset/catalog';
import { everyItem } from './item-fields.ts';

/** The encounter the stem tells of, as far as rules depend on it. `to` is the day of discharge of an inpatient stay. */
const encounter = z
  .strictObject({
    setting: z.enum(SETTINGS),
    from: isoDate,
    to: isoDate.optional(),
    age: z.number().int().min(0).max(124),
    sex: z.enum(SEXES),
    payer: z.enum(PAYERS).default('commercial'),
  })
  .refine(({ setting, to }) => (setting === 'inpatient') === (to !== undefined), {
    message: 'an inpatient stay has from and to, everything else only from',
    path: ['to'],
  })
  .refine(({ from, to }) => to === undefined || from <= to, { message: 'to is before from', path: ['to'] });

const shared = { ...everyItem, type: z.literal('typed-codes'), encounter, notCoded };
const entries = <Entry extends z.ZodType>(entry: Entry) => z.array(entry).min(1).max(8);

/**
 * Codes typed into empty rows. The entries are those of an answer key without evidence: the stem is all there is to
 * quote, and each entry cites what decides it. Procedures are of the encounter's first day and lines point nowhere: neither is asked for.
 */
export const typedCodesItem = z
  .discriminatedUnion('list', [
    z.strictObject({
      ...shared,
      list: z.literal('diagnoses'),
      key: entries(expectedDiagnosis.omit({ evidence: true })),
    }),
    z.strictObject({
      ...shared,
      list: z.literal('procedures'),
      key: entries(expectedProcedure.omit({ evidence: true, date: true })),
    }),
    z.strictObject({
      ...shared,
      list: z.literal('services'),
      key: entries(expectedService.omit({ evidence: true, pointers: true })),
    }),
  ])
  .refine(({ key }) => key.some(({ status }) => status === 'required'), {
    message: 'no entry is required',
    path: ['key'],
  });
export type TypedCodesItem = z.infer<typeof typedCodesItem>;

/** Whether the item asks for present-on-admission indicators: where its key has one. */
export const asksPoa = (item: TypedCodesItem): boolean =>
  item.list === 'diagnoses' && needsPoa(item.encounter.setting) && item.key.some(({ poa }) => poa !== undefined);

/** The releases of code sets that items are right under, besides the fiscal year that each says itself. */
export const ITEM_RELEASES = { hcpcs: '2025Q1', px: '2026' } as const;

/** The releases an item's codes are of. */
export const releasesOfItem = ({ codeSetYear, encounter: { from, to } }: TypedCodesItem): ReleaseChoice => ({
  pins: { icd10cm: codeSetYear, icd10pcs: codeSetYear, ...ITEM_RELEASES },
  on: to ?? from,
});

/** The item's key as the grading engine takes it. */
export function keyOf(item: TypedCodesItem): AnswerKey {
  const key: AnswerKey = {
    version: item.version,
    turnsOn: item.objective,
    diagnoses: [],
    procedures: [],
    services: [],
    excludes1Exceptions: [],
    notCoded: item.notCoded,
  };
  if (item.list === 'diagnoses') return { ...key, diagnoses: item.key.map((entry) => ({ ...entry, evidence: [] })) };
  if (item.list === 'procedures') {
    const date = item.encounter.from;
    return { ...key, procedures: item.key.map((entry) => ({ ...entry, date, evidence: [] })) };
  }
  // No diagnosis of the key has this code, so the engine judges no pointer.
  const pointers = { first: '', rest: [], orFirst: [], optional: [] };
  return { ...key, services: item.key.map((entry) => ({ ...entry, pointers, evidence: [] })) };
}
