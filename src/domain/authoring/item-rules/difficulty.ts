import { type ItemRule, inFile } from '#domain/authoring/item-rule';

const MEAN = { least: 0.6, most: 0.75 };
/** A file with fewer items has no mean to speak of. */
const FEWEST_TO_COUNT = 4;

/** Difficulties of a file are spread around what an exam needs. */
export const difficulty: ItemRule = {
  name: 'difficulty',
  *check({ files }) {
    for (const file of files) {
      const all = file.content.items.map((item) => item.difficulty);
      if (all.length < FEWEST_TO_COUNT) continue;
      const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
      if (mean < MEAN.least - 1e-9 || mean > MEAN.most + 1e-9)
        yield inFile(
          file,
          ['items'],
          `the mean difficulty is ${mean.toFixed(2)}`,
          `Bring it between ${MEAN.least} and ${MEAN.most}: make items easier or harder, do not only change the number`,
        );
      if (new Set(all).size === 1)
        yield inFile(file, ['items'], `every difficulty is ${all[0]}`, 'Say which items are easier and which harder');
    }
  },
};
