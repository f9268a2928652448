import { z } from 'astro/zod';
import { multipleChoiceItem, singleChoiceItem } from './choice-item.ts';
import { formFieldItem } from './form-field-item.ts';
import { hotspotItem } from './hotspot-item.ts';
import { itemId } from './item-fields.ts';
import { orderItem } from './order-item.ts';
import { typedCodesItem } from './typed-codes-item.ts';

/** One question of the bank, with its key. */
export const itemSchema = z.discriminatedUnion('type', [
  singleChoiceItem,
  multipleChoiceItem,
  typedCodesItem,
  hotspotItem,
  orderItem,
  formFieldItem,
]);
export type Item = z.infer<typeof itemSchema>;
export type ItemType = Item['type'];

export const ITEM_TYPE_NAMES: Record<ItemType, string> = {
  'single-choice': 'Single choice',
  'multiple-choice': 'Multiple choice',
  'typed-codes': 'Codes to type',
  hotspot: 'Point at a drawing',
  order: 'Steps in order',
  'form-field': 'Box of a claim form',
};

/** A text that several items ask about: an excerpt of a record, in the small Markdown of charts. */
const scenarioSchema = z.strictObject({
  id: itemId,
  title: z.string().trim().min(4).max(90),
  text: z.string().trim().min(60).max(6000),
});

/** What is not told apart by anything else has to have names of its own. */
const isTwice = (id: string, index: number, ids: string[]): boolean => ids.indexOf(id) < index;

/** More items than these in one file, and nobody finds anything in it. */
const MOST_ITEMS = 15;

/** `db/items/<subject>/<nn>-<slug>.yaml`: items of one subject, or those that ask about one scenario. */
export const itemFileSchema = z
  .strictObject({
    scenario: scenarioSchema.optional(),
    items: z.array(itemSchema).min(1).max(MOST_ITEMS, `a file has at most ${MOST_ITEMS} items`),
  })
  .superRefine(({ items, scenario }, context) => {
    const ids = items.map(({ id }) => id);
    for (const [index, id] of ids.entries())
      if (isTwice(id, index, ids))
        context.addIssue({ code: 'custom', path: ['items', index, 'id'], message: `there is another item ${id}` });
    if (scenario && items.length < 2)
      context.addIssue({ code: 'custom', path: ['scenario'], message: 'only one item asks about this scenario' });
  });
export type ItemFile = z.infer<typeof itemFileSchema>;
