import { z } from 'astro/zod';

const sentence = z.string().trim().min(8).max(700);

const option = z.strictObject({
  /** What is offered. */
  text: z.string().trim().min(1).max(240),
  /** Whether it is right; said of every option, so that none is right by accident. */
  isRight: z.boolean(),
  /** Why it is right, or what makes it wrong and how one comes to think so. */
  feedback: sentence,
});

const item = z
  .strictObject({
    /** Its name within the lesson; it stays when items move, so that answers keep their meaning. */
    id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'small letters, digits and single hyphens'),
    /** A question or a short case with one. */
    question: z.string().trim().min(12).max(900),
    /** How many options are right, where it is more than one; the question says the number too. */
    rightAnswers: z.number().int().min(2).max(4).optional(),
    options: z.array(option).min(3).max(5),
    /** The rules that decide it, as answer keys cite them: `OG I.A.12.a`. Empty only where no rule book does. */
    cites: z.array(z.string()).default([]),
  })
  .superRefine(({ options, rightAnswers = 1 }, context) => {
    const right = options.filter(({ isRight }) => isRight).length;
    if (right !== rightAnswers)
      context.addIssue({
        code: 'custom',
        path: ['options'],
        message: `${right} options are right where ${rightAnswers} should be; say rightAnswers if more than one is`,
      });
  });

/**
 * The knowledge check at the end of a lesson, `<nn-slug>.check.yaml` beside it. It is for learning: its answers are in
 * the page.
 */
export const knowledgeCheckSchema = z
  .strictObject({ items: z.array(item).min(5).max(12) })
  .superRefine(({ items }, context) => {
    for (const [index, { id }] of items.entries())
      if (items.findIndex((other) => other.id === id) < index)
        context.addIssue({ code: 'custom', path: ['items', index, 'id'], message: `there is another item ${id}` });
  });
export type KnowledgeCheck = z.infer<typeof knowledgeCheckSchema>;
export type CheckItem = KnowledgeCheck['items'][number];
