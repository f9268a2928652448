import { isEmptyAnswer } from '#domain/exam/items/empty-answer';
import type { ItemAnswer } from '#domain/exam/items/item-answer';
import { citesOf } from '#domain/exam/items/item-authority';
import type { Item } from '#domain/exam/items/item-file';
import type { Judgement } from '#domain/exam/items/judgement';
import { type ExamAnswer, skillOfAnswer } from '#domain/study/exam-answer';
import type { SkillId } from '#domain/study/skills';

/** One item of a sitting with its key, what was answered, and the verdict on it. */
export interface JudgedItem {
  place: number;
  item: Item;
  answer?: ItemAnswer | undefined;
  judgement: Judgement;
  isPretest: boolean;
}

/** A judged item as far as it is evidence. `known` are places of items whose key was shown after an earlier sitting. */
export function examAnswer(judged: JudgedItem, known: ReadonlySet<number>): ExamAnswer {
  const { place, item, answer, judgement, isPretest } = judged;
  return {
    place,
    name: item.id,
    cites: citesOf(item),
    skills: item.skills,
    codes: codesAskedFor(item),
    ...(item.type === 'typed-codes' && { setting: item.encounter.setting }),
    expected: item.difficulty,
    isAnswered: answer !== undefined && !isEmptyAnswer(answer),
    credit: judgement.credit,
    isPretest,
    isKnown: known.has(place),
  };
}

/** The skill an item belongs to first, whatever was answered. */
export const skillOfItem = (item: Item): SkillId =>
  skillOfAnswer({ cites: citesOf(item), codes: codesAskedFor(item), skills: item.skills });

function codesAskedFor(item: Item): ExamAnswer['codes'] {
  if (item.type !== 'typed-codes') return [];
  const required = item.key.filter(({ status }) => status === 'required');
  return required.map(({ code }) => ({ list: item.list, code }));
}
