import { z } from 'astro/zod';
import { fraction } from '#domain/grading/fraction';
import type { AnswerOf } from './item-answer.ts';
import { everyItem, feedback, hasAuthority, NO_AUTHORITY } from './item-fields.ts';
import { allOrNothing, type Judgement, type Remark } from './judgement.ts';

const option = z.strictObject({
  text: z.string().trim().min(1).max(240),
  /** Said of every option, so that none is right by accident. */
  isRight: z.boolean(),
  feedback,
});
export type ItemOption = z.infer<typeof option>;

const countRight = (options: ItemOption[]): number => options.filter(({ isRight }) => isRight).length;

/** One of four. */
export const singleChoiceItem = z
  .strictObject({ ...everyItem, type: z.literal('single-choice'), options: z.array(option).length(4) })
  .refine(hasAuthority, { message: NO_AUTHORITY, path: ['cites'] })
  .refine(({ options }) => countRight(options) === 1, { message: 'exactly one option is right', path: ['options'] });

/** Several of five or six; the stem says how many. */
export const multipleChoiceItem = z
  .strictObject({
    ...everyItem,
    type: z.literal('multiple-choice'),
    rightAnswers: z.number().int().min(2).max(3),
    options: z.array(option).min(5).max(6),
  })
  .refine(hasAuthority, { message: NO_AUTHORITY, path: ['cites'] })
  .refine(({ options, rightAnswers }) => countRight(options) === rightAnswers, {
    message: 'as many options are right as rightAnswers says',
    path: ['options'],
  });

/**
 * Judges choices. The exams score a question whole or not at all, and so does this; shown is the number of right
 * choices less the wrong ones, of those that are right, so that choosing everything shows no share.
 */
export function judgeChoice({ options }: { options: ItemOption[] }, { chosen }: AnswerOf<'options'>): Judgement {
  const picked = new Set(chosen);
  const remarks = options.map((one, index) => remarkOn(one, picked.has(index)));
  const count = (tone: Remark['tone']) => remarks.filter((remark) => remark.tone === tone).length;
  // A number beyond the options is a choice, too, and a wrong one.
  const beyond = [...picked].filter((index) => options[index] === undefined).length;
  const hits = Math.max(0, count('right') - count('wrong') - beyond);
  return allOrNothing(fraction(hits, countRight(options)), remarks);
}

function remarkOn({ text, isRight, feedback: said }: ItemOption, isChosen: boolean): Remark {
  const tone = isRight ? (isChosen ? 'right' : 'missed') : isChosen ? 'wrong' : 'note';
  return { about: text, tone, texts: [said], cites: [] };
}
