import { getCollection } from 'astro:content';
import { listTries } from '#db/queries/attempts';
import { listCases } from '#db/queries/cases';
import { lessonAddress, lessonName } from '#domain/lessons/lesson';
import { skillsOfLesson } from '#domain/study/lesson-skills';
import { findSkill } from '#domain/study/skills-of';

/** A place to go on to. */
export interface Way {
  title: string;
  address: string;
}

/** What to do next about a skill: a lesson that treats it, and a chart that practises it and was not coded yet. */
export interface Drill {
  lesson?: Way;
  chart?: Way;
  card?: Way;
}

interface LessonOfSkill extends Way {
  /** Items of its check that are about the skill. */
  share: number;
  practise: readonly string[];
}

/** Items of a check from which a lesson treats a skill, and does not only touch it. */
const TREATS = 2;

/** Made once: lessons change with the build only. */
let bySkill: Promise<Map<string, LessonOfSkill[]>> | undefined;

async function readLessons(): Promise<Map<string, LessonOfSkill[]>> {
  const checks = new Map((await getCollection('checks')).map(({ id, data }) => [id, data.items]));
  const found = new Map<string, LessonOfSkill[]>();
  for (const { id, data } of await getCollection('lessons')) {
    const cites = (checks.get(id) ?? []).map((item) => item.cites);
    const lesson = { title: data.title, address: lessonAddress(id), practise: data.practise };
    for (const [skill, share] of skillsOfLesson({ name: lessonName(id), track: data.track, cites }))
      found.set(skill, [...(found.get(skill) ?? []), { ...lesson, share }]);
  }
  const isOfRules = ({ address }: Way) => (address.startsWith('/learn/icd-10') ? 1 : 0);
  const treats = ({ share }: LessonOfSkill) => (share >= TREATS ? 1 : 0);
  for (const lessons of found.values())
    lessons.sort(
      (one, other) => treats(other) - treats(one) || isOfRules(other) - isOfRules(one) || other.share - one.share,
    );
  return found;
}

/** The lessons of a skill; where none treats it, those of what comes before it. */
function lessonsFor(lessonsOf: Map<string, LessonOfSkill[]>, skill: string): LessonOfSkill[] {
  const treating = (id: string) => (lessonsOf.get(id) ?? []).filter(({ share }) => share >= TREATS);
  const around = [skill, ...(findSkill(skill)?.after ?? [])].map(treating).find((lessons) => lessons.length > 0);
  return around ?? lessonsOf.get(skill) ?? [];
}

/**
 * Answers, for a skill and a setting, what this person may do next. A chart comes from a lesson that names it, else it is
 * one of the setting; nothing is read of any key. Two queries, whatever is asked for.
 */
export async function openDrills({ db, actor }: App.Locals): Promise<(skill: string, setting: string | null) => Drill> {
  bySkill ??= readLessons();
  const [lessonsOf, cases, tries] = [await bySkill, await listCases(db), await listTries(db, actor.personId)];
  const coded = new Set(tries.map(({ caseSlug }) => caseSlug));
  const open = cases.filter(({ slug }) => !coded.has(slug));
  return (skill, setting) => {
    const lessons = lessonsFor(lessonsOf, skill);
    const practised = new Set(lessons.flatMap(({ practise }) => practise));
    const chart = open.find(({ slug }) => practised.has(slug)) ?? open.find((one) => one.setting === setting);
    const [lesson] = lessons;
    return {
      ...(lesson && { lesson: { title: lesson.title, address: lesson.address } }),
      ...(chart && { chart: { title: chart.title, address: `/sandbox/${chart.slug}` } }),
    };
  };
}
