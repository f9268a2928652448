import { countEntries, type ListedEntry, listEntries, listFacets, type NotebookFilter } from '#db/queries/notebook';
import { SETTING_NAMES, type Setting } from '#domain/chart/encounter';
import { VARIANCE_NAMES, type VarianceKind } from '#domain/grading/variance';
import { VARIANCE_DECK } from '#domain/study/card';
import { WRONG_ANSWER } from '#domain/study/notebook';
import { findSkill } from '#domain/study/skills-of';
import { type Drill, openDrills } from './drills.ts';
import { tellEntries } from './tell-entries.ts';
import type { ToldEntry } from './told-entry.ts';

/** Entries of a page. */
export const MOST_ON_PAGE = 50;

/** An entry of the notebook as it is shown, in words. */
export interface ShownEntry extends ToldEntry {
  id: string;
  /** Milliseconds. */
  at: number;
  source: ListedEntry['entry']['source'];
  /** Where it comes from: the chart or lesson, with an address when it can be opened. */
  from: { title: string; address?: string };
  setting: string;
  skill: string;
  variance: string;
  severity: string;
  /** The controlling source. */
  cite: string;
  drill: Drill;
  rootCause: ListedEntry['entry']['rootCause'];
  note: string;
  isSettled: boolean;
}

/** Open differences from answer keys and wrong answers of exams are cards, too. */
const CARD = { title: 'your differences', address: `/study/cards/browse?deck=${VARIANCE_DECK}` };

/** Words for the values a notebook is filtered by. */
export const settingName = (setting: string | null): string =>
  setting === null ? '' : (SETTING_NAMES[setting as Setting] ?? setting);
export const kindName = (kind: string): string =>
  kind === WRONG_ANSWER ? 'Wrong answer' : (VARIANCE_NAMES[kind as VarianceKind] ?? kind);
export const skillName = (skill: string): string => findSkill(skill)?.title ?? skill;

const SEVERITY_NAMES: Record<string, string> = {
  payment: 'affects payment',
  'data-quality': 'affects data quality',
  observation: '',
};

/** Entries that fit, from a place on, told in full. A bounded number of queries, whatever the number of entries. */
export async function readEntries(
  locals: App.Locals,
  filter: NotebookFilter,
  page: { skip: number; most: number },
): Promise<ShownEntry[]> {
  const { db, actor } = locals;
  const listed = await listEntries(db, actor.personId, filter, page);
  if (listed.length === 0) return [];
  const [told, drillFor] = [await tellEntries(locals, listed), await openDrills(locals)];
  return listed.map((one) => shown(one, told, drillFor));
}

function shown(
  listed: ListedEntry,
  told: Map<string, ToldEntry>,
  drillFor: (skill: string, setting: string | null) => Drill,
): ShownEntry {
  const { id, at, source, setting, skill, kind, severity, cite, rootCause, note, settledAt } = listed.entry;
  const words = told.get(id) ?? { headline: '', sentences: [], cites: [] };
  return {
    ...words,
    id,
    at,
    source,
    from: placeOf(listed, words),
    setting: settingName(setting),
    skill: skillName(skill),
    variance: kindName(kind),
    severity: SEVERITY_NAMES[severity] ?? '',
    cite: cite ?? words.cites[0] ?? '',
    drill: {
      ...drillFor(skill, setting),
      ...(words.lesson && { lesson: words.lesson }),
      ...(source !== 'check' && settledAt === null && { card: CARD }),
    },
    rootCause,
    note: note ?? '',
    isSettled: settledAt !== null,
  };
}

function placeOf(
  { entry, slug, chartTitle, tryNumber }: ListedEntry,
  { lesson, result }: Pick<ToldEntry, 'lesson' | 'result'>,
): ShownEntry['from'] {
  const { source, ref } = entry;
  if (source === 'check') return { ...lesson, title: `Knowledge check${lesson ? `: ${lesson.title}` : ''}` };
  if (source === 'exam' || slug === null) return result ?? { title: 'Exam' };
  const title = tryNumber === 1 ? (chartTitle ?? slug) : `${chartTitle ?? slug}, try ${tryNumber}`;
  return { title, address: `/sandbox/${slug}/result/${ref}` };
}

/** How many entries there are, how many of them fit, and what they can be filtered by. Two queries. */
export async function surveyNotebook({ db, actor }: App.Locals, filter: NotebookFilter) {
  const facets = await listFacets(db, actor.personId);
  const fitting = await countEntries(db, actor.personId, filter);
  const sum = (some: typeof facets) => some.reduce((total, { entries }) => total + entries, 0);
  const choicesOf = (name: 'source' | 'setting' | 'skill' | 'kind') =>
    [...Map.groupBy(facets, (one) => one[name])].flatMap(([value, some]) =>
      value === null ? [] : [{ value: String(value), entries: sum(some) }],
    );
  return {
    all: sum(facets),
    settled: sum(facets.filter(({ isSettled }) => isSettled === 1)),
    fitting,
    choices: {
      source: choicesOf('source'),
      setting: choicesOf('setting'),
      skill: choicesOf('skill'),
      kind: choicesOf('kind'),
    },
  };
}
