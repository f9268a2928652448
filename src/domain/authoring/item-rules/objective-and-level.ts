import { type ItemRule, inFile, inItem, itemsOf } from '#domain/authoring/item-rule';
import { NO_VERB_TO_SHOW } from '#domain/lessons/lesson';

/** A file with fewer items says nothing about how its author asks. */
const FEWEST_TO_COUNT = 4;

/** Objectives can be shown; at least half of a file asks for more than memory. */
export const objectiveAndLevel: ItemRule = {
  name: 'objective-and-level',
  *check({ files }) {
    for (const placed of itemsOf(files))
      if (NO_VERB_TO_SHOW.test(placed.item.objective))
        yield inItem(
          placed,
          ['objective'],
          `“${placed.item.objective}” names nothing one can be seen doing`,
          'Begin with a verb, e.g. “Tell”, “Choose”, “Code”',
        );
    for (const file of files) {
      const { items } = file.content;
      const recalled = items.filter(({ level }) => level === 'recall').length;
      if (items.length >= FEWEST_TO_COUNT && recalled * 2 > items.length)
        yield inFile(
          file,
          ['items'],
          `${recalled} of ${items.length} items ask for recall`,
          'Make cases of some, so that at least half asks for application or analysis',
        );
    }
  },
};
