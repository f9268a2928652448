import { z } from 'astro/zod';
import { fraction } from '#domain/grading/fraction';
import type { AnswerOf } from './item-answer.ts';
import { everyItem, feedback, hasAuthority, itemId, NO_AUTHORITY } from './item-fields.ts';
import { allOrNothing, type Judgement } from './judgement.ts';

const step = z.strictObject({ id: itemId, text: z.string().trim().min(2).max(200) });

const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && new Set(one).size === one.length && one.every((id) => other.includes(id));

/** Steps to be put into their order. */
export const orderItem = z
  .strictObject({
    ...everyItem,
    type: z.literal('order'),
    /** In the right order. */
    steps: z.array(step).min(3).max(6),
    feedback,
    /** Further orders of all the steps that are as good. */
    alsoRight: z.array(z.array(itemId)).max(6).default([]),
  })
  .refine(hasAuthority, { message: NO_AUTHORITY, path: ['cites'] })
  .refine(({ steps }) => new Set(steps.map(({ id }) => id)).size === steps.length, {
    message: 'two steps have the same id',
    path: ['steps'],
  })
  .refine(
    ({ steps, alsoRight }) =>
      alsoRight.every((order) =>
        isSameSet(
          order,
          steps.map(({ id }) => id),
        ),
      ),
    { message: 'another right order names every step once', path: ['alsoRight'] },
  );
export type OrderItem = z.infer<typeof orderItem>;

/** How many steps are followed by the step that follows them in `wanted`. */
const neighboursRight = (given: readonly string[], wanted: readonly string[]): number =>
  wanted.slice(1).filter((id, at) => given.some((one, index) => one === wanted[at] && given[index + 1] === id)).length;

/**
 * All or nothing; shown is how many pairs of neighbours are right, beside the accepted order that fits best. A list
 * that is not made of all the steps has no right pair more than it can show.
 */
export function judgeOrder(item: OrderItem, { order }: AnswerOf<'order'>): Judgement {
  const ids = item.steps.map(({ id }) => id);
  const right = Math.max(...[ids, ...item.alsoRight].map((wanted) => neighboursRight(order, wanted)));
  const pairs = ids.length - 1;
  const isWhole = right === pairs && isSameSet(order, ids);
  const texts = item.steps.map(({ text }) => text).join(' → ');
  return allOrNothing(fraction(isWhole ? pairs : Math.min(right, pairs - 1), pairs), [
    { about: texts, tone: isWhole ? 'right' : 'missed', texts: [item.feedback], cites: [] },
  ]);
}
