import { type ItemFileUnderReview, type ItemRule, inFile, inItem, itemsOf } from '#domain/authoring/item-rule';
import { optionsOf } from '#domain/authoring/item-texts';

/** How much longer than the shortest an option may be; shorter ones than the floor count as having its length. */
const MOST_TIMES = 2.2;
const FLOOR = 18;
/** The largest share of a file in which the right option may be the longest; chance alone gives 25 %. */
const MOST_LONGEST = 0.45;
const FEWEST_TO_COUNT = 3;

/** No option is known by its length, and the right one is not the longest by habit. */
export const optionLengths: ItemRule = {
  name: 'option-lengths',
  *check({ files }) {
    for (const placed of itemsOf(files)) {
      const lengths = optionsOf(placed.item).map(({ text }) => text.length);
      const shortest = Math.max(FLOOR, Math.min(...lengths));
      for (const [index, length] of lengths.entries())
        if (length > MOST_TIMES * shortest)
          yield inItem(
            placed,
            ['options', index, 'text'],
            `option ${index + 1} has ${length} characters, the shortest ${Math.min(...lengths)}`,
            'Say it shorter, or make the others as exact',
          );
    }
    for (const file of files) yield* longestByHabit(file);
  },
};

function* longestByHabit(file: ItemFileUnderReview) {
  const items = file.content.items.filter(({ type }) => type === 'single-choice');
  const longest = items.filter((item) => {
    const right = optionsOf(item).find(({ isRight }) => isRight)?.text.length ?? 0;
    return optionsOf(item).every(({ isRight, text }) => isRight || text.length < right);
  });
  if (items.length < FEWEST_TO_COUNT || longest.length <= MOST_LONGEST * items.length) return;
  yield inFile(
    file,
    ['items'],
    `the right option is the longest in ${longest.length} of ${items.length} items (${longest.map(({ id }) => id).join(', ')})`,
    'Make some wrong options longer or some right ones shorter',
  );
}
