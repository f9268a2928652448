import type { ItemDetails } from './foreign-item.ts';
import { type DetailField, type DetailProblem, readDetails } from './read-details.ts';

/** What a tag begins with that carries a detail. Objective, citations and source are too long for a tag of 50 characters. */
const PREFIXES = {
  version: 'version',
  domains: 'domain',
  skills: 'skill',
  level: 'level',
  difficulty: 'difficulty',
  codeSetYear: 'year',
} as const satisfies Partial<Record<DetailField, string>>;
type TaggedField = keyof typeof PREFIXES;
const FIELDS = Object.keys(PREFIXES) as TaggedField[];

/** The details of an item as tags of another program: `domain:cpc/anatomy`, `level:recall` … */
export const tagsOf = (details: ItemDetails): string[] =>
  FIELDS.flatMap((field) => [details[field] ?? []].flat().map((value) => `${PREFIXES[field]}:${value}`));

/** Tags that carry a detail, and all the others. */
export function sortTags(tags: readonly string[]): { found: Map<DetailField, string[]>; others: string[] } {
  const found = new Map<DetailField, string[]>();
  const others: string[] = [];
  for (const tag of tags) {
    const field = FIELDS.find((one) => tag.startsWith(`${PREFIXES[one]}:`));
    if (field === undefined) others.push(tag);
    else found.set(field, [...(found.get(field) ?? []), tag.slice(PREFIXES[field].length + 1)]);
  }
  return { found, others };
}

/** Reads details out of tags. */
export function detailsOfTags(tags: readonly string[]): {
  details: ItemDetails;
  problems: DetailProblem[];
  others: string[];
} {
  const { found, others } = sortTags(tags);
  return { ...readDetails(found), others };
}
