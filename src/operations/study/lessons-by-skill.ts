import { getCollection } from 'astro:content';
import { lessonAddress, lessonName } from '#domain/lessons/lesson';
import { isAbout, lessonsToName, skillsOfLesson } from '#domain/study/lesson-skills';
import type { Place } from '#domain/study/next-steps';
import type { SkillId } from '#domain/study/skills';

/** A lesson that treats a skill. */
export interface LessonOfSkill extends Place {
  /** `track/slug`. */
  name: string;
  /** The part of it that the skill is, from 0 to 1. */
  part: number;
  /** Whether who missed the skill is sent there, or it only comes across it. */
  isAbout: boolean;
  /** Its place among those that treat a skill as much: lessons on code sets first, then in the order of the track. */
  place: number;
  /** Charts that practise it. */
  practise: readonly string[];
}

/** Made once: lessons change with the build only. */
let bySkill: Promise<Map<SkillId, LessonOfSkill[]>> | undefined;

async function readLessons(): Promise<Map<SkillId, LessonOfSkill[]>> {
  const checks = new Map((await getCollection('checks')).map(({ id, data }) => [id, data.items]));
  const found = new Map<SkillId, LessonOfSkill[]>();
  for (const { id, data } of await getCollection('lessons')) {
    const cites = (checks.get(id) ?? []).map((item) => item.cites);
    const lesson = {
      name: lessonName(id),
      title: data.title,
      address: lessonAddress(id),
      place: data.order + (data.track.startsWith('icd-10') ? 0 : 100),
      practise: data.practise,
    };
    const facts = { name: lesson.name, track: data.track, cites };
    for (const [skill, part] of skillsOfLesson(facts))
      found.set(skill, [...(found.get(skill) ?? []), { ...lesson, part, isAbout: isAbout(facts, skill) }]);
  }
  return new Map([...found].map(([skill, lessons]) => [skill, lessonsToName(lessons)]));
}

/** The lessons that treat each skill, those that treat it most first. */
export function lessonsBySkill(): Promise<Map<SkillId, LessonOfSkill[]>> {
  bySkill ??= readLessons();
  return bySkill;
}
