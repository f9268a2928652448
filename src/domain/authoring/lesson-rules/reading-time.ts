import { inHead, type LessonRule } from '#domain/authoring/lesson-rule';
import { countWords } from '#domain/authoring/lesson-text';

/** Words a minute of somebody who reads to learn; code tables and drawings take their time too. */
const WORDS_A_MINUTE = { slow: 180, fast: 230 };

/** The lesson takes as long as it says. */
export const readingTime: LessonRule = {
  name: 'reading-time',
  *check({ lesson: { minutes }, body }) {
    const words = countWords(body);
    const { slow, fast } = WORDS_A_MINUTE;
    if (words >= minutes * slow && words <= minutes * fast) return;
    const usual = Math.round((2 * words) / (slow + fast));
    yield inHead(
      ['minutes'],
      `${words} words take about ${usual} minutes, not ${minutes}`,
      `Say how long it takes at ${slow} to ${fast} words a minute, or bring the text to ${minutes * slow} to ${minutes * fast} words`,
    );
  },
};
