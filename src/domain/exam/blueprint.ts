import { z } from 'astro/zod';
import type { IsoDate } from '#domain/time';

const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'small letters, digits and single hyphens');
const isoDate = z.iso.date('a date as YYYY-MM-DD, in quotes');
const sentence = z.string().trim().min(12).max(400);
const percent = z.number().min(0).max(100);

/** How sure the facts of a blueprint are. */
export const CONFIDENCES = {
  H: 'High: the organisation’s own page was read',
  M: 'Medium: good secondary sources agree',
  L: 'Low: sources are few, old or contradict each other',
} as const;

/** Kinds of questions, as item types of the question bank name them. */
export const ITEM_TYPES = ['single-choice', 'multiple-choice', 'scenario', 'typed-codes'] as const;

const domain = z
  .strictObject({
    /** Items of the question bank name a domain as `cpc/anatomy`: an id is never given to something else. */
    id: slug,
    title: z.string().trim().min(2).max(120),
    /** How many scored items come from it, where the organisation gives counts. */
    items: z.number().int().min(1).optional(),
    /** Its share of the scored items in per cent, where ranges are given. */
    percent: z.strictObject({ from: percent, to: percent }).optional(),
    /** On the day it is about CPT; here it is practised with the practice procedure set. */
    practisedWithPracticeSet: z.boolean().default(false),
    /** Skills (`src/domain/study/skills.ts`) whose evidence counts for it. Empty: nothing here practises it. */
    skills: z.array(z.string()),
  })
  .superRefine(({ items, percent: range }, context) => {
    const say = (message: string) => context.addIssue({ code: 'custom', path: [], message });
    if ((items === undefined) === (range === undefined)) say('a domain has either items or percent');
    if (range && range.from > range.to) say('percent.from is larger than percent.to');
  });

const scoring = z.discriminatedUnion('kind', [
  /** So many per cent of the scored items right. */
  z.strictObject({ kind: z.literal('raw-percent'), pass: percent }),
  /** A scale whose way from raw scores is not published: `assumed` is what this project works with instead. */
  z
    .strictObject({
      kind: z.literal('scaled'),
      from: z.number().int(),
      to: z.number().int(),
      pass: z.number().int(),
      /** Per cent right that is taken for the pass mark, and its standard deviation in points. */
      assumed: z.strictObject({
        percent: z.number().gt(0).lt(100),
        deviation: z.number().min(0).max(20),
        why: sentence,
      }),
    })
    .refine(({ from, pass, to }) => from < pass && pass < to, 'the pass mark lies inside the scale'),
]);

const shape = z.strictObject({
  id: slug,
  /** What people call it, e.g. `CPC`. */
  name: z.string().trim().min(2).max(12),
  title: z.string().trim().min(4).max(120),
  organisation: z.enum(['AAPC', 'AHIMA']),
  version: z.string().regex(/^\d{4}(?:-\d{2})?$/, 'a year, or a year and month: 2026 or 2026-05'),
  effectiveFrom: isoDate,
  sources: z
    .array(
      z.strictObject({
        title: z.string().trim().min(4).max(200),
        url: z.url({ protocol: /^https?$/ }).optional(),
        /** The examining organisation’s own words. */
        isOfficial: z.boolean(),
      }),
    )
    .min(1),
  /** The day the sources were last looked at. */
  retrieved: isoDate,
  confidence: z.enum(['H', 'M', 'L']),
  /** What the confidence rests on, and what it does not cover. */
  confidenceNote: sentence,
  minutes: z.number().int().min(10).max(600),
  items: z.strictObject({
    scored: z.number().int().min(1),
    /** Unlabelled items on trial that do not count. */
    pretest: z.number().int().min(0),
    /** Scored items the published counts do not place in any domain. */
    unplaced: z.number().int().min(0).default(0),
  }),
  itemTypes: z.array(z.enum(ITEM_TYPES)).min(1),
  /** Options of a choice item. */
  options: z.number().int().min(2).max(6),
  scoring,
  /** Empty where the weights are not known well enough: then nothing is estimated and no form is assembled. */
  domains: z.array(domain),
  /** Whether a code book may be used; the code-book pane is offered accordingly. */
  codeBookAllowed: z.boolean(),
  notes: z.array(sentence).min(1),
});

/** A published exam blueprint, `content/blueprints/<id>-<version>.yaml`. A new version is a new file. */
export const blueprintSchema = shape.superRefine((blueprint, context) => {
  const { domains, items } = blueprint;
  const say = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
  for (const [index, { id }] of domains.entries())
    if (domains.findIndex((other) => other.id === id) < index)
      say(['domains', index, 'id'], `there is another domain ${id}`);
  if (domains.length === 0) return;
  const counted = domains.filter((one) => one.items !== undefined).length;
  if (counted !== 0 && counted !== domains.length) return say(['domains'], 'either all domains have items or none has');
  if (counted > 0) {
    const sum = domains.reduce((total, one) => total + (one.items ?? 0), 0) + items.unplaced;
    if (sum !== items.scored)
      say(['domains'], `the domains hold ${sum} items, the exam has ${items.scored} scored ones`);
    return;
  }
  const from = domains.reduce((total, one) => total + (one.percent?.from ?? 0), 0);
  const to = domains.reduce((total, one) => total + (one.percent?.to ?? 0), 0);
  if (from > 100 || to < 100) say(['domains'], `the ranges add up to ${from} to ${to} per cent: 100 is not possible`);
});
export type Blueprint = z.infer<typeof blueprintSchema>;

/** `cpc-2026`: the name of its file, and how sittings point to it. */
export const blueprintKey = ({ id, version }: Pick<Blueprint, 'id' | 'version'>): string => `${id}-${version}`;

/** `cpc/anatomy`: the way items of the question bank name a domain. */
export const domainName = (
  blueprint: Pick<Blueprint, 'id'>,
  domain: Pick<Blueprint['domains'][number], 'id'>,
): string => `${blueprint.id}/${domain.id}`;

/**
 * The share of the scored items that comes from each domain, in the order of the blueprint; the shares add up to 1.
 * Ranges count with their middle; items that no count places are spread in proportion.
 */
export function domainShares({ domains }: Pick<Blueprint, 'domains'>): number[] {
  const weights = domains.map(({ items, percent: range }) => items ?? ((range?.from ?? 0) + (range?.to ?? 0)) / 2);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / whole);
}

/** Of each exam the version in force on a day, in the order given; exams that begin later are left out. */
export function inForce(blueprints: readonly Blueprint[], day: IsoDate): Blueprint[] {
  const begun = blueprints.filter(({ effectiveFrom }) => effectiveFrom <= day);
  return begun.filter((one) => !begun.some((other) => other.id === one.id && other.effectiveFrom > one.effectiveFrom));
}
