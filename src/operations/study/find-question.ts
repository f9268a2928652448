import { getCollection } from 'astro:content';
import type { CheckItem } from '#domain/lessons/knowledge-check';
import { lessonName } from '#domain/lessons/lesson';
import type { CheckQuestion } from '#domain/study/check-answer';
import { skillsOfLesson } from '#domain/study/lesson-skills';

/** An item of a knowledge check with what people read of it. */
export interface Question extends CheckQuestion {
  item: CheckItem;
  /** `track/slug`. */
  lesson: string;
}

/** By `track/lesson#item`, made once: lessons change with the build only. */
let byRef: Promise<Map<string, Question>> | undefined;

async function readQuestions(): Promise<Map<string, Question>> {
  const checks = await getCollection('checks');
  const questions = checks.flatMap(({ id, data }) => {
    const lesson = lessonName(id);
    const [track = ''] = lesson.split('/');
    const lessonSkills = [...skillsOfLesson({ name: lesson, track, cites: [] }).keys()];
    return data.items.map((item) => questionOf(item, lesson, lessonSkills));
  });
  return new Map(questions.map((question) => [question.ref, question]));
}

const questionOf = (item: CheckItem, lesson: string, lessonSkills: Question['lessonSkills']): Question => ({
  ref: `${lesson}#${item.id}`,
  isRight: item.options.map(({ isRight }) => isRight),
  cites: item.cites,
  lessonSkills,
  item,
  lesson,
});

/** The item of a knowledge check by `track/lesson#item`; undefined when no lesson has it (any more). */
export async function findQuestion(ref: string): Promise<Question | undefined> {
  byRef ??= readQuestions();
  return (await byRef).get(ref);
}
