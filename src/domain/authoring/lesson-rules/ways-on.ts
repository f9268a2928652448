import { inHead, inText, type LessonRule } from '#domain/authoring/lesson-rule';
import { attribute, usedComponents } from '#domain/authoring/lesson-text';
import { lessonName } from '#domain/lessons/lesson';

/** More codes than these in one excerpt are the answer to a chart whose key has them too. */
const MOST_IN_COMMON = 2;

/** Charts and lessons a lesson leads to are there, and still hold something to find out. */
export const waysOn: LessonRule = {
  name: 'ways-on',
  *check({ id, lesson, body, charts, lessons }) {
    for (const [index, slug] of lesson.practise.entries()) {
      const key = charts.get(slug);
      if (!key) yield inHead(['practise', index], `there is no chart ${slug}`, 'Name a folder of content/charts');
      for (const { line, codes } of excerptsOf(body)) {
        const common = [...codes].filter((code) => key?.has(code));
        if (common.length > MOST_IN_COMMON)
          yield inText(
            line,
            `this excerpt answers the chart ${slug}: its key has ${common.join(', ')} too`,
            'Change the excerpt, or do not lead to this chart',
          );
      }
    }
    for (const [index, name] of lesson.related.entries())
      if (!lessons.has(name) || name === lessonName(id))
        yield inHead(
          ['related', index],
          `there is no other lesson ${name}`,
          'Write its track and its file name without number and ending',
        );
  },
};

/** Every excerpt with the codes its marks support. */
function excerptsOf(body: string): { line: number; codes: Set<string> }[] {
  const excerpts: { line: number; codes: Set<string> }[] = [];
  for (const used of usedComponents(body)) {
    if (used.name === 'Excerpt') excerpts.push({ line: used.line, codes: new Set() });
    if (used.name === 'Supports') excerpts.at(-1)?.codes.add(attribute(used, 'code') ?? '');
  }
  return excerpts;
}
