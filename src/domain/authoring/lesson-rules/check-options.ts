import { inCheck, type LessonRule } from '#domain/authoring/lesson-rule';
import type { CheckItem } from '#domain/lessons/knowledge-check';

const ABOVE = /\b(?:all|none|both|any) of (?:the above|these|them)\b|\bboth [A-E] and [A-E]\b/i;
const NUMBER_WORDS: Record<number, RegExp> = { 2: /\btwo\b/i, 3: /\bthree\b/i, 4: /\bfour\b/i };

const lengths = (options: CheckItem['options']) =>
  options.map(({ text }) => text.length).sort((one, other) => one - other);
function median(sorted: number[]): number {
  const middle = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** Nothing but knowledge leads to the right option: not its length, not the words of the others. */
export const checkOptions: LessonRule = {
  name: 'check-options',
  *check({ check }) {
    for (const [at, item] of check.items.entries()) {
      const path = ['items', at];
      const usual = median(lengths(item.options.filter(({ isRight }) => !isRight)));
      for (const [index, { text, isRight, feedback }] of item.options.entries()) {
        const here = [...path, 'options', index];
        if (isRight && text.length > 2 * usual)
          yield inCheck(
            here,
            `the right option has ${text.length} characters, the others about ${usual}: its length gives it away`,
            'Say it shorter, or make the wrong ones as exact',
          );
        if (ABOVE.test(text))
          yield inCheck(here, `“${text}” points at other options`, 'Offer something in its own words');
        if (item.options.findIndex((other) => other.feedback === feedback) < index)
          yield inCheck(here, 'two options have the same feedback', 'Say what is wrong with this one');
      }
      const wanted = item.rightAnswers && NUMBER_WORDS[item.rightAnswers];
      if (wanted && !wanted.test(item.question))
        yield inCheck(
          [...path, 'question'],
          'the question does not say how many options are right',
          `Write e.g. “Which two …”`,
        );
    }
  },
};
