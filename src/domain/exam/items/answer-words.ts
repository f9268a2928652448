import { formatCode } from '#domain/codeset/code';
import { assertUnreachable } from '#domain/result';
import type { AnswerOf, ItemAnswer } from './item-answer.ts';
import type { Item } from './item-file.ts';
import { rightAnswer } from './right-answer.ts';
import type { TypedCodesItem } from './typed-codes-item.ts';

/** Ids of parts of a drawing by their names; a part without one is told by its id. */
export type PartNames = ReadonlyMap<string, string>;

const NO_NAMES: PartNames = new Map();

/**
 * An answer in words, one text for each thing chosen or typed, in small Markdown where the item has it. Empty where
 * nothing was answered, or an answer of another kind than the item's.
 */
export function answerWords(item: Item, answer: ItemAnswer | undefined, parts: PartNames = NO_NAMES): string[] {
  switch (answer?.kind) {
    case undefined:
      return [];
    case 'options':
      return 'options' in item ? [...answer.chosen].sort().flatMap((at) => item.options[at]?.text ?? []) : [];
    case 'codes':
      return item.type === 'typed-codes' ? rowsInWords(item, answer) : [];
    case 'part':
      return answer.part === '' ? [] : [parts.get(answer.part) ?? answer.part.replaceAll('-', ' ')];
    case 'order':
      return item.type === 'order' ? answer.order.flatMap((id) => textOfStep(item.steps, id)) : [];
    case 'text':
      return answer.text.trim() === '' ? [] : [answer.text.trim()];
    default:
      return assertUnreachable(answer);
  }
}

/** The right answer in words; of a box of a form everything that is right. */
export const rightWords = (item: Item, parts: PartNames = NO_NAMES): string[] =>
  item.type === 'form-field' ? [item.accept.join(' or ')] : answerWords(item, rightAnswer(item), parts);

const textOfStep = (steps: readonly { id: string; text: string }[], wanted: string): string[] =>
  steps.filter(({ id }) => id === wanted).map(({ text }) => text);

/** `E11.22, POA Y`; `PX231-RT × 2`. */
function rowsInWords({ list }: TypedCodesItem, { rows }: AnswerOf<'codes'>): string[] {
  return rows
    .filter(({ code }) => code.trim() !== '')
    .map(({ code, poa, modifiers, units }) => {
      const typed = code.trim().toUpperCase();
      const written = list === 'diagnoses' ? formatCode({ system: 'icd10cm', code: typed.replace('.', '') }) : typed;
      const more =
        modifiers.trim() === ''
          ? ''
          : `-${modifiers
              .trim()
              .toUpperCase()
              .replace(/[\s,]+/g, '-')}`;
      const times = units.trim() === '' || units.trim() === '1' ? '' : ` × ${units.trim()}`;
      return `${written}${more}${times}${poa === undefined ? '' : `, POA ${poa}`}`;
    });
}
