import { inHead, type LessonRule } from '#domain/authoring/lesson-rule';
import { lessonName } from '#domain/lessons/lesson';

/** Charts and lessons a lesson leads to are there. */
export const waysOn: LessonRule = {
  name: 'ways-on',
  *check({ id, lesson, charts, lessons }) {
    for (const [index, slug] of lesson.practise.entries())
      if (!charts.has(slug))
        yield inHead(['practise', index], `there is no chart ${slug}`, 'Name a folder of content/charts');
    for (const [index, name] of lesson.related.entries())
      if (!lessons.has(name) || name === lessonName(id))
        yield inHead(
          ['related', index],
          `there is no other lesson ${name}`,
          'Write its track and its file name without number and ending',
        );
  },
};
