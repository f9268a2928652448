import { z } from 'astro/zod';
import { fraction } from '#domain/grading/fraction';
import type { AnswerOf } from './item-answer.ts';
import { everyItem, feedback, hasAuthority, itemId, NO_AUTHORITY } from './item-fields.ts';
import { allOrNothing, type Judgement, type Remark } from './judgement.ts';

/** Point at a part of a drawing. Parts are ids of content/lessons/diagrams. */
export const hotspotItem = z
  .strictObject({
    ...everyItem,
    type: z.literal('hotspot'),
    diagram: itemId,
    part: itemId,
    feedback,
    /** What is said to those who point at a part likely taken instead. */
    others: z
      .record(itemId, feedback)
      .refine((parts) => Object.keys(parts).length >= 2, 'says something of two other parts at least'),
  })
  .refine(hasAuthority, { message: NO_AUTHORITY, path: ['cites'] })
  .refine(({ part, others }) => !(part in others), { message: 'the right part is among the others', path: ['others'] });
export type HotspotItem = z.infer<typeof hotspotItem>;

const ANOTHER_PART = 'This is another part of the drawing.';

/** Right or wrong; `about` names parts by their ids. */
export function judgeHotspot(item: HotspotItem, { part }: AnswerOf<'part'>): Judgement {
  const isRight = part === item.part;
  const right: Remark = { about: item.part, tone: isRight ? 'right' : 'missed', texts: [item.feedback], cites: [] };
  const said = Object.hasOwn(item.others, part) ? item.others[part] : undefined;
  const wrong: Remark = { about: part, tone: 'wrong', texts: [said ?? ANOTHER_PART], cites: [] };
  return allOrNothing(fraction(isRight ? 1 : 0, 1), isRight || part === '' ? [right] : [wrong, right]);
}
