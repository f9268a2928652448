import { z } from 'astro/zod';
import { fraction } from '#domain/grading/fraction';
import type { AnswerOf } from './item-answer.ts';
import { everyItem, feedback, hasAuthority, NO_AUTHORITY } from './item-fields.ts';
import { allOrNothing, type Judgement, type Remark } from './judgement.ts';

export const CLAIM_FORMS = ['cms-1500', 'ub-04'] as const;
export const CLAIM_FORM_NAMES: Record<(typeof CLAIM_FORMS)[number], string> = {
  'cms-1500': 'CMS-1500',
  'ub-04': 'UB-04',
};

/** Two entries are the same in a box of a form: spaces, case and invisible characters do not count. */
export const boxText = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{C}]/gu, '');

const entry = z.string().trim().min(1).max(60);

/** Fill in one box of a claim form. */
export const formFieldItem = z
  .strictObject({
    ...everyItem,
    type: z.literal('form-field'),
    form: z.enum(CLAIM_FORMS),
    /** Item number of the CMS-1500 (`24E`) or form locator of the UB-04 (`67A`). */
    field: z.string().regex(/^\d{1,2}[A-Za-z]?$/, 'number and letter of the box, e.g. "24E"'),
    /** Everything that is right, in the form people would see it. */
    accept: z.array(entry).min(1).max(12),
    feedback,
    wrong: z
      .array(z.strictObject({ value: entry, feedback }))
      .min(1)
      .max(8),
  })
  .refine(hasAuthority, { message: NO_AUTHORITY, path: ['cites'] })
  .refine(({ accept, wrong }) => wrong.every(({ value }) => !accept.map(boxText).includes(boxText(value))), {
    message: 'an entry is both accepted and wrong',
    path: ['wrong'],
  });
export type FormFieldItem = z.infer<typeof formFieldItem>;

const ANOTHER_ENTRY = 'This is not what belongs into the box here.';

/** Right or wrong. */
export function judgeFormField(item: FormFieldItem, { text }: AnswerOf<'text'>): Judgement {
  const typed = boxText(text);
  const isRight = item.accept.some((value) => boxText(value) === typed);
  const right: Remark = {
    about: item.accept.join(' or '),
    tone: isRight ? 'right' : 'missed',
    texts: [item.feedback],
    cites: [],
  };
  const said = item.wrong.find(({ value }) => boxText(value) === typed)?.feedback;
  const wrong: Remark = { about: text.trim(), tone: 'wrong', texts: [said ?? ANOTHER_ENTRY], cites: [] };
  return allOrNothing(fraction(isRight ? 1 : 0, 1), isRight || typed === '' ? [right] : [wrong, right]);
}
