import { type ItemFileUnderReview, type ItemRule, inFile, itemsOf } from '#domain/authoring/item-rule';
import type { Item } from '#domain/exam/items/item-file';

const PLACES = 4;
/** Chi-square with three degrees of freedom is above this by chance in one of 20 files, and in one of 100 banks. */
const MOST_IN_FILE = 7.81;
const MOST_IN_BANK = 11.34;
/** With fewer items than these the statistic says nothing. */
const FEWEST_IN_FILE = 8;
const FEWEST_IN_BANK = 40;
/** Below it, no place has more than half of the answers. */
const FEWEST_TO_HALVE = 4;
const LONGEST_RUN = 3;

/** The place of the right option of each single choice, from 0, in the order of the items. */
const placesOf = (items: readonly Item[]): number[] =>
  items.flatMap((item) => (item.type === 'single-choice' ? [item.options.findIndex(({ isRight }) => isRight)] : []));

const countsOf = (places: number[]): number[] =>
  Array.from({ length: PLACES }, (_, place) => places.filter((one) => one === place).length);

/** Pearson's chi-square against equal shares. */
function chiSquare(places: number[]): number {
  const expected = places.length / PLACES;
  return countsOf(places).reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

const sayCounts = (places: number[]): string =>
  countsOf(places)
    .map((count, place) => `${'ABCD'[place]} ${count}`)
    .join(', ');

/** Right answers are spread over the places, in every file and in the bank, and no four in a row stand in the same. */
export const answerPlaces: ItemRule = {
  name: 'answer-places',
  *check({ files }) {
    for (const file of files) yield* ofFile(file);
    const all = placesOf(itemsOf(files).map(({ item }) => item));
    const [first] = files;
    if (first && all.length >= FEWEST_IN_BANK && chiSquare(all) > MOST_IN_BANK)
      yield inFile(first, ['items'], `over the whole bank the answers stand at ${sayCounts(all)}`, SPREAD);
  },
};

function* ofFile(file: ItemFileUnderReview) {
  const places = placesOf(file.content.items);
  const most = Math.max(...countsOf(places));
  const isOften = places.length >= FEWEST_TO_HALVE && most > Math.ceil(places.length / 2);
  if (isOften || (places.length >= FEWEST_IN_FILE && chiSquare(places) > MOST_IN_FILE))
    yield inFile(file, ['items'], `the answers stand at ${sayCounts(places)}`, SPREAD);
  const run = places.findIndex((place, at) => isRun(places.slice(at, at + LONGEST_RUN + 1), place));
  if (run >= 0)
    yield inFile(
      file,
      ['items'],
      `${LONGEST_RUN + 1} answers in a row stand at ${'ABCD'[places[run] ?? 0]}`,
      'Move one of them, or the items',
    );
}

const isRun = (places: number[], place: number): boolean =>
  places.length > LONGEST_RUN && places.every((one) => one === place);

const SPREAD = 'Move right options to the places that have few';
