import { type ItemIssue, type ItemRule, inFile, inItem, itemsOf } from '#domain/authoring/item-rule';
import { isReviewed, reviewName } from '#domain/exam/items/review-record';

/**
 * Somebody who has not seen the keys has answered every item, and again when it became a new version: the record names
 * each, a later version as `name v2`. Warnings, because an item is written before it is answered.
 */
export const secondAnswer: ItemRule = {
  name: 'second-answer',
  *check({ files }) {
    for (const file of files) {
      if (file.review === undefined) {
        yield warning(
          inFile(file, ['items'], 'nobody has answered it unseen', `Have npm run items:blind -- ${file.id} answered`),
        );
        continue;
      }
      for (const placed of itemsOf([file])) {
        if (!isReviewed(placed.item, file.review))
          yield warning(
            inItem(
              placed,
              ['version'],
              `the record of the second pass does not name “${reviewName(placed.item)}”`,
              FIX,
            ),
          );
      }
    }
  },
};

const warning = (issue: ItemIssue): ItemIssue => ({ ...issue, isWarning: true });
const FIX = 'Have it answered unseen and write how it ended into the .review.md';
