import type { Catalog } from '#domain/codeset/catalog';
import { assertUnreachable } from '#domain/result';
import { judgeChoice } from './choice-item.ts';
import { EMPTY_ANSWERS, isEmptyAnswer } from './empty-answer.ts';
import { judgeFormField } from './form-field-item.ts';
import { judgeHotspot } from './hotspot-item.ts';
import type { AnswerOf, ItemAnswer } from './item-answer.ts';
import type { Item, ItemType } from './item-file.ts';
import { judgeTypedCodes } from './judge-typed-codes.ts';
import type { Judgement } from './judgement.ts';
import { judgeOrder } from './order-item.ts';

/** How each type of item is answered. */
export const ANSWER_KINDS = {
  'single-choice': 'options',
  'multiple-choice': 'options',
  'typed-codes': 'codes',
  hotspot: 'part',
  order: 'order',
  'form-field': 'text',
} as const satisfies Record<ItemType, ItemAnswer['kind']>;

/** What an answer is judged with besides the item: of typed codes the releases they are looked up in. */
export interface JudgingContext {
  /** The item's releases, at least for `codesOfTypedItem`; nothing is looked up for other types. */
  catalog: Catalog;
}

/**
 * Judges an answer. Pure: the same arguments give the same verdict. An empty answer, none, and one of another kind than
 * the item's are unanswered: no credit. Never throws on anything `itemAnswerSchema` accepts.
 */
export function judgeItem(item: Item, answer: ItemAnswer | undefined, context: JudgingContext): Judgement {
  const kind = ANSWER_KINDS[item.type];
  if (answer?.kind === kind && !isEmptyAnswer(answer)) return judge(item, answer, context);
  return { ...judge(item, EMPTY_ANSWERS[kind], context), verdict: 'unanswered', credit: 0 };
}

function judge(item: Item, answer: ItemAnswer, { catalog }: JudgingContext): Judgement {
  switch (item.type) {
    case 'single-choice':
    case 'multiple-choice':
      return judgeChoice(item, answer as AnswerOf<'options'>);
    case 'typed-codes':
      return judgeTypedCodes(item, answer as AnswerOf<'codes'>, catalog);
    case 'hotspot':
      return judgeHotspot(item, answer as AnswerOf<'part'>);
    case 'order':
      return judgeOrder(item, answer as AnswerOf<'order'>);
    case 'form-field':
      return judgeFormField(item, answer as AnswerOf<'text'>);
    default:
      return assertUnreachable(item);
  }
}
