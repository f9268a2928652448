import { getCollection } from 'astro:content';
import type { CheckItem } from '#domain/lessons/knowledge-check';
import { lessonAddress, lessonName } from '#domain/lessons/lesson';
import type { CheckQuestion } from '#domain/study/check-answer';
import { skillsOfLesson } from '#domain/study/lesson-skills';

/** An item of a knowledge check with what people read of it. */
export interface Question extends CheckQuestion {
  item: CheckItem;
  lesson: { title: string; address: string };
}

/** By `track/lesson#item`, made once: lessons change with the build only. */
let byRef: Promise<Map<string, Question>> | undefined;

async function readQuestions(): Promise<Map<string, Question>> {
  const titles = new Map((await getCollection('lessons')).map(({ id, data }) => [id, data.title]));
  const questions = (await getCollection('checks')).flatMap(({ id, data }) => {
    const name = lessonName(id);
    const [track = ''] = name.split('/');
    const lesson = { title: titles.get(id) ?? name, address: `${lessonAddress(id)}#knowledge-check` };
    const lessonSkills = [...skillsOfLesson({ name, track, cites: [] }).keys()];
    return data.items.map((item) => questionOf(`${name}#${item.id}`, item, { lesson, lessonSkills }));
  });
  return new Map(questions.map((question) => [question.ref, question]));
}

const questionOf = (ref: string, item: CheckItem, of: Pick<Question, 'lesson' | 'lessonSkills'>): Question => ({
  ...of,
  ref,
  item,
  isRight: item.options.map(({ isRight }) => isRight),
  cites: item.cites,
});

/** The item of a knowledge check by `track/lesson#item`; undefined when no lesson has it (any more). */
export async function findQuestion(ref: string): Promise<Question | undefined> {
  byRef ??= readQuestions();
  return (await byRef).get(ref);
}
