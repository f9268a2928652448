import type { LessonIssue, LessonRule, LessonUnderReview } from '#domain/authoring/lesson-rule';
import { checkBalance } from './lesson-rules/check-balance.ts';
import { checkOptions } from './lesson-rules/check-options.ts';
import { codesNamed } from './lesson-rules/codes-named.ts';
import { components } from './lesson-rules/components.ts';
import { lessonCitations } from './lesson-rules/lesson-citations.ts';
import { place } from './lesson-rules/place.ts';
import { readingTime } from './lesson-rules/reading-time.ts';
import { waysOn } from './lesson-rules/ways-on.ts';

/** Every rule a lesson has to pass before it is offered. A new rule is a new file and a line here. */
const LESSON_RULES: readonly LessonRule[] = [
  place,
  readingTime,
  components,
  codesNamed,
  lessonCitations,
  checkOptions,
  checkBalance,
  waysOn,
];

/** All issues of a lesson under all rules at once. */
export const lintLesson = (subject: LessonUnderReview): LessonIssue[] =>
  LESSON_RULES.flatMap((rule) => [...rule.check(subject)]);
