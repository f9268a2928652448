import type { Observation } from './observation.ts';
import type { Evidence } from './readiness-evidence.ts';

/** A domain of an exam and the skills whose evidence counts for it. */
export interface PractisedDomain {
  id: string;
  skills: readonly string[];
}

/** Ids of the domains of one exam that items of its sittings count for, by `sitting item`. */
export type PlacedItems = ReadonlyMap<string, readonly string[]>;

/** Of domains as items name them, `cpc/anatomy`, those of one exam, by id. */
export const placedIn = (exam: string, items: ReadonlyMap<string, readonly string[]>): PlacedItems =>
  new Map(
    [...items].map(([item, names]) => [
      item,
      names.filter((name) => name.startsWith(`${exam}/`)).map((name) => name.slice(exam.length + 1)),
    ]),
  );

/**
 * What a person showed, as evidence for the domains of an exam. An item of an exam says itself which domain it counts
 * for: the first of this exam that it names, as in a form. Everything else, and an item that names none of this exam, is
 * about every domain that names one of its skills. Observations of no domain are left out.
 */
export function examEvidence(
  domains: readonly PractisedDomain[],
  observations: readonly Observation[],
  placed: PlacedItems = new Map(),
): Evidence[] {
  const known = new Set(domains.map(({ id }) => id));
  return observations.flatMap((one) => {
    const own = one.source === 'exam' ? placed.get(`${one.ref} ${one.part}`)?.find((id) => known.has(id)) : undefined;
    const about = own === undefined ? bySkills(domains, one) : [own];
    if (about.length === 0) return [];
    const { source, credit, difficulty, at } = one;
    return { domains: about, source, unit: unitOf(one), credit, ...(difficulty !== undefined && { difficulty }), at };
  });
}

const bySkills = (domains: readonly PractisedDomain[], one: Observation): string[] =>
  domains.filter(({ skills }) => one.skills.some((skill) => skills.includes(skill))).map(({ id }) => id);

/** Rows of a chart are alike because of the chart; items of a check or an exam when it is the same item again. */
const unitOf = ({ source, ref, part }: Observation): string => (source === 'chart' ? ref : `${ref} ${part}`);
