import { readFileSync } from 'node:fs';
import type { ItemToPublish } from '#db/queries/publish-items';
import { readAllItems } from '#db/read-items';
import { isReviewed } from '#domain/exam/items/review-record';

/** Every item under `root` as it is published. Throws `BrokenContentError` with all issues of all files. */
export function listItemsToPublish(root: string): ItemToPublish[] {
  return readAllItems(root).flatMap(({ source, scenario: blocks, reviewFile }) => {
    const { items, scenario } = source.value;
    const record = reviewFile === undefined ? '' : readFileSync(reviewFile, 'utf8');
    return items.map((item) => ({
      item,
      scenario: scenario && { id: scenario.id, title: scenario.title, blocks },
      isReviewed: isReviewed(item, record),
    }));
  });
}
