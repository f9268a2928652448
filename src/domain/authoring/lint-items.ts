import type { BankUnderReview, ItemIssue, ItemRule } from '#domain/authoring/item-rule';
import { answerPlaces } from './item-rules/answer-places.ts';
import { difficulty } from './item-rules/difficulty.ts';
import { domainsAndSkills } from './item-rules/domains-and-skills.ts';
import { drawings } from './item-rules/drawings.ts';
import { feedback } from './item-rules/feedback.ts';
import { itemCitations } from './item-rules/item-citations.ts';
import { itemCodes } from './item-rules/item-codes.ts';
import { names } from './item-rules/names.ts';
import { nearDuplicates } from './item-rules/near-duplicates.ts';
import { noCpt } from './item-rules/no-cpt.ts';
import { notAChart } from './item-rules/not-a-chart.ts';
import { objectiveAndLevel } from './item-rules/objective-and-level.ts';
import { optionLengths } from './item-rules/option-lengths.ts';
import { optionOrder } from './item-rules/option-order.ts';
import { optionTexts } from './item-rules/option-texts.ts';
import { secondAnswer } from './item-rules/second-answer.ts';
import { stems } from './item-rules/stems.ts';
import { typedKeys } from './item-rules/typed-keys.ts';

/** Every rule the bank has to pass before it is offered. A new rule is a new file and a line here. */
const ITEM_RULES: readonly ItemRule[] = [
  names,
  domainsAndSkills,
  objectiveAndLevel,
  difficulty,
  stems,
  optionTexts,
  optionLengths,
  optionOrder,
  answerPlaces,
  feedback,
  nearDuplicates,
  itemCodes,
  typedKeys,
  itemCitations,
  noCpt,
  notAChart,
  drawings,
  secondAnswer,
];

/** All issues of the bank under all rules at once. */
export const lintItems = (bank: BankUnderReview): ItemIssue[] => ITEM_RULES.flatMap((rule) => [...rule.check(bank)]);
