import type { ForeignQuestion } from '#domain/exam/exchange/foreign-item';

/** How a brought question is answered, in words. */
export const QUESTION_TYPE_NAMES: Record<ForeignQuestion['type'], string> = {
  choice: 'Choice',
  order: 'Steps in order',
  text: 'Text to type',
};
