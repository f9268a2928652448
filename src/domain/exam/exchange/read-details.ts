import type { z } from 'astro/zod';
import { everyItem } from '../items/item-fields.ts';
import type { ItemDetails } from './foreign-item.ts';
import { normalLine } from './normal-text.ts';

export type DetailField = keyof ItemDetails;

/** What each detail has to be, as items of the bank have it, and how that is said. */
const SHAPES: Record<DetailField, { shape: z.ZodType; isList?: true; isNumber?: true; expected: string }> = {
  version: { shape: everyItem.version, isNumber: true, expected: 'a whole number from 1 to 999' },
  domains: { shape: everyItem.domains, isList: true, expected: 'one to six of blueprint/domain, like cpc/anatomy' },
  skills: { shape: everyItem.skills, isList: true, expected: 'six skills at most' },
  objective: { shape: everyItem.objective, expected: '12 to 160 characters' },
  level: { shape: everyItem.level, expected: 'recall, application or analysis' },
  difficulty: { shape: everyItem.difficulty, isNumber: true, expected: 'a number from 0.3 to 0.95' },
  codeSetYear: { shape: everyItem.codeSetYear, expected: 'a fiscal year like FY2026' },
  cites: { shape: everyItem.cites, isList: true, expected: 'six citations at most' },
  source: { shape: everyItem.source, expected: '8 to 240 characters' },
};
export const DETAIL_FIELDS = Object.keys(SHAPES) as DetailField[];

export const isListField = (field: DetailField): boolean => SHAPES[field].isList === true;

/** A detail that a file has, and that no item can have. */
export interface DetailProblem {
  field: DetailField;
  /** As it stands in the file. */
  found: string;
  expected: string;
}

/** Reads details out of the texts a file has for them; what is not there is not there. */
export function readDetails(found: ReadonlyMap<DetailField, readonly string[]>): {
  details: ItemDetails;
  problems: DetailProblem[];
} {
  const problems: DetailProblem[] = [];
  const details: Record<string, unknown> = {};
  for (const [field, raw] of found) {
    const texts = raw.map(normalLine).filter((text) => text !== '');
    if (texts.length === 0) continue;
    const value = readValue(field, texts);
    if (value === undefined) problems.push({ field, found: texts.join('; '), expected: SHAPES[field].expected });
    else details[field] = value;
  }
  return { details, problems };
}

function readValue(field: DetailField, texts: readonly string[]): unknown {
  const { shape, isList, isNumber } = SHAPES[field];
  if (!isList && texts.length > 1) return undefined;
  const text = texts[0] ?? '';
  // A spreadsheet program of a country with decimal commas writes 0,8.
  const read = shape.safeParse(isList ? texts : isNumber ? Number(text.replace(',', '.')) : text);
  return read.success ? read.data : undefined;
}
