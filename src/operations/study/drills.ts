import { listTries } from '#db/queries/attempts';
import { listCases } from '#db/queries/cases';
import { type LessonOfSkill, lessonsBySkill } from '#operations/study/lessons-by-skill';

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

/** The lessons about a skill; none rather than one that is about something else and comes across it. */
export const lessonsFor = (lessonsOf: ReadonlyMap<string, LessonOfSkill[]>, skill: string): LessonOfSkill[] =>
  (lessonsOf.get(skill) ?? []).filter(({ isAbout }) => isAbout);

/**
 * Answers, for a skill and a setting, what this person may do next. A chart comes from a lesson that names it, else it is
 * one of the setting; nothing is read of any key. Two queries, whatever is asked for.
 */
export async function openDrills({ db, actor }: App.Locals): Promise<(skill: string, setting: string | null) => Drill> {
  const lessonsOf: ReadonlyMap<string, LessonOfSkill[]> = await lessonsBySkill();
  const [cases, tries] = [await listCases(db), await listTries(db, actor.personId)];
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
