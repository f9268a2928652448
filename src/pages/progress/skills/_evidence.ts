import { SOURCE_NAMES } from '#components/progress/skill-words.ts';
import type { Observation } from '#domain/study/observation';
import type { SkillId } from '#domain/study/skills';
import type { Instant } from '#domain/time';
import { resultAddress } from '#operations/exam/addresses';
import { findBlueprint } from '#operations/exam/find-blueprint';
import { platformDecks } from '#operations/study/platform-decks';
import type { MasteryMap } from '../_mastery-map.ts';

/** One piece of evidence as a page lists it. */
export interface EvidenceRow {
  at: Instant;
  /** Where it comes from: the chart's title, the lesson's, or what kind of thing it was. */
  from: string;
  href?: string;
  /** Which part of it. */
  part: string;
  verdict: 'right' | 'partly' | 'wrong';
}

/** The evidence of a skill, the newest first. */
export function evidenceOf(skill: SkillId, map: MasteryMap): EvidenceRow[] {
  const places = placesOf(map);
  const own = map.observations.filter(({ skills }) => skills.includes(skill));
  return own.reverse().map((one) => ({
    at: one.at,
    part: one.source === 'card' ? (platformDecks().byId.get(one.part)?.front ?? '') : partText(one),
    verdict: one.credit >= 1 ? 'right' : one.credit > 0 ? 'partly' : 'wrong',
    ...(places.get(keyOf(one)) ?? { from: SOURCE_NAMES[one.source] }),
  }));
}

const keyOf = ({ source, ref }: Observation): string => `${source} ${ref.split('#', 1)[0]}`;

/** Where evidence leads: results of charts and exams and lessons of checks, by source and reference. */
function placesOf({ tries, cases, lessons, sittings }: MasteryMap): Map<string, { from: string; href: string }> {
  const titles = new Map(cases.map(({ slug, title }) => [slug, title]));
  const charts = tries.map(({ id, caseSlug }): [string, { from: string; href: string }] => [
    `chart ${id}`,
    { from: titles.get(caseSlug) ?? caseSlug, href: `/sandbox/${caseSlug}/result/${id}` },
  ]);
  const checks = [...lessons.values()]
    .flat()
    .map(({ name, title, address }): [string, { from: string; href: string }] => [
      `check ${name}`,
      { from: `Knowledge check: ${title}`, href: address },
    ]);
  const exams = sittings.map(({ id, blueprint }): [string, { from: string; href: string }] => [
    `exam ${id}`,
    { from: `Exam: ${findBlueprint(blueprint)?.name ?? blueprint}`, href: resultAddress(id) },
  ]);
  return new Map([...charts, ...checks, ...exams]);
}

const PART_WORDS: Record<string, string> = {
  diagnoses: 'diagnoses',
  procedures: 'procedures',
  services: 'service lines',
  first: 'which comes first',
  order: 'their order',
  added: 'nothing added without support',
  valid: 'valid codes',
  after: 'after its cause',
  notCoded: 'left out where it should be',
  poa: 'present on admission',
};
const ONE_OF: Record<string, string> = { diagnoses: 'diagnosis', procedures: 'procedure', services: 'service line' };

/** `diagnoses.0.seventh-character` as `diagnosis 1, seventh character`; of a check the name of its item. */
function partText({ ref, part }: Observation): string {
  const item = ref.split('#')[1];
  const steps = part.split('.').filter((step) => step !== '');
  const words = steps.flatMap((step, index): string[] => {
    if (!/^\d+$/.test(step)) return /^\d+$/.test(steps[index + 1] ?? '') ? [] : [PART_WORDS[step] ?? step];
    const list = steps[index - 1] ?? '';
    return [ONE_OF[list] ? `${ONE_OF[list]} ${Number(step) + 1}` : (PART_WORDS[list] ?? `${list} ${Number(step) + 1}`)];
  });
  return [item, ...words]
    .filter((word) => word !== undefined)
    .join(', ')
    .replaceAll('-', ' ');
}
