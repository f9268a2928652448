import type { Db } from '#db/client';
import type { OpenBook } from '#db/queries/code-book/open-book';
import { listDefinitions, listDefinitionsWith, type SectionDefinition } from '#db/queries/pcs/definitions';
import { type Axis, axisName, SECTIONS } from '#domain/codeset/pcs-axes';
import { ROOT_OPERATION_GROUPS } from '#domain/codeset/pcs-definitions';

export interface DefinitionGroup {
  title: string;
  definitions: (SectionDefinition & { where?: string })[];
}

/** More results than these are not read by anybody. */
const MOST_FOUND = 60;

/** What is defined about an axis of a section; the root operations of surgery in the groups they are taught in. */
export async function readDefinitionGroups(
  catalogDb: Db,
  book: OpenBook,
  section: string,
  axis: Axis,
): Promise<DefinitionGroup[]> {
  const definitions = (await listDefinitions(catalogDb, book, section)).filter((one) => one.axis === axis);
  if (section !== '0' || axis !== 3) return [{ title: axisName(section, axis), definitions }];
  const groups = ROOT_OPERATION_GROUPS.map(([title, operations]) => ({
    title,
    definitions: definitions.filter(({ term }) => operations.includes(term)),
  }));
  const grouped = new Set(ROOT_OPERATION_GROUPS.flatMap(([, operations]) => operations));
  const others = definitions.filter(({ term }) => !grouped.has(term));
  return [...groups, { title: 'Others', definitions: others }].filter((group) => group.definitions.length > 0);
}

/** What was found for some words, with the section and axis of each. */
export async function searchDefinitions(catalogDb: Db, book: OpenBook, words: string): Promise<DefinitionGroup> {
  const found = await listDefinitionsWith(catalogDb, book, words, MOST_FOUND);
  const where = ({ section, axis }: SectionDefinition) =>
    `${axisName(section, axis as Axis).toLowerCase()}, ${SECTIONS[section] ?? section}`;
  const count = found.length === MOST_FOUND ? `The first ${MOST_FOUND}` : String(found.length);
  const title =
    found.length === 0
      ? `Nothing with “${words}”`
      : `${count} ${found.length === 1 ? 'term' : 'terms'} with “${words}”`;
  return { title, definitions: found.map((one) => ({ ...one, where: where(one) })) };
}

/** Sections with the axes that something is defined about, in order. */
export async function listDefinedAxes(catalogDb: Db, book: OpenBook): Promise<{ section: string; axes: Axis[] }[]> {
  const sections = Object.keys(SECTIONS);
  const lists = await Promise.all(sections.map((section) => listDefinitions(catalogDb, book, section)));
  return sections
    .map((section, at) => ({ section, axes: [...new Set(lists[at]?.map(({ axis }) => axis as Axis))] }))
    .filter(({ axes }) => axes.length > 0);
}
