import { canonicalText } from '#domain/codeset/code';
import { assertUnreachable } from '#domain/result';
import type { AnswerOf, ItemAnswer } from './item-answer.ts';

/** Apart from the schema of answers, so that a browser can ask without loading a validation library. */
export const EMPTY_ANSWERS: { [Kind in ItemAnswer['kind']]: AnswerOf<Kind> } = {
  options: { kind: 'options', chosen: [] },
  codes: { kind: 'codes', rows: [] },
  part: { kind: 'part', part: '' },
  order: { kind: 'order', order: [] },
  text: { kind: 'text', text: '' },
};

/** True of an answer in which nothing was chosen or typed. */
export function isEmptyAnswer(answer: ItemAnswer): boolean {
  switch (answer.kind) {
    case 'options':
      return answer.chosen.length === 0;
    case 'codes':
      return answer.rows.every(({ code }) => canonicalText(code) === '');
    case 'part':
      return answer.part === '';
    case 'order':
      return answer.order.length === 0;
    case 'text':
      return answer.text.trim() === '';
    default:
      return assertUnreachable(answer);
  }
}
