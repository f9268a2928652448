import { getCollection } from 'astro:content';
import { attribute, codesShown, usedComponents } from '#domain/authoring/lesson-text';
import { type CodeSystem, canonicalText } from '#domain/codeset/code';
import { lessonAddress } from '#domain/lessons/lesson';

export interface LessonLink {
  address: string;
  title: string;
}

/** Lessons by `system code` of what they show: made once, because lessons change with the build only. */
let byCode: Promise<Map<string, LessonLink[]>> | undefined;

async function readLessons(): Promise<Map<string, LessonLink[]>> {
  const links = new Map<string, LessonLink[]>();
  for (const { id, body = '', data } of await getCollection('lessons')) {
    const shown = usedComponents(body).flatMap((used) => {
      const system = attribute(used, 'system') ?? 'icd10cm';
      return codesShown(used).map((code) => `${system} ${canonicalText(code)}`);
    });
    const link = { address: lessonAddress(id), title: data.title };
    for (const key of new Set(shown)) links.set(key, [...(links.get(key) ?? []), link]);
  }
  return links;
}

/** The lessons that show this very code (canonical, without a point), in the order they are taken. */
export async function lessonsNaming(system: CodeSystem, code: string): Promise<LessonLink[]> {
  byCode ??= readLessons();
  return (await byCode).get(`${system} ${code}`) ?? [];
}
