import { type ItemRule, inItem, itemsOf } from '#domain/authoring/item-rule';
import { optionsOf } from '#domain/authoring/item-texts';

/** One code and nothing else. */
const CODE = /^`?((?=[A-Z0-9.]*\d)[A-Z0-9][0-9A-Z.]{2,7})`?$/;
/** A number, with what it counts. */
const NUMBER = /^\$?(\d+(?:,\d{3})*(?:\.\d+)?)(?!\d)(\D*)$/;

/** Options that have an order of their own, single codes or numbers, stand in it: place says nothing then. */
export const optionOrder: ItemRule = {
  name: 'option-order',
  *check({ files }) {
    for (const placed of itemsOf(files)) {
      const texts = optionsOf(placed.item).map(({ text }) => text.trim());
      if (texts.length > 0 && !(isSorted(codesOf(texts)) && isEitherWay(numbersOf(texts))))
        yield inItem(
          placed,
          ['options'],
          'the options have an order of their own and do not stand in it',
          'Sort the codes by the alphabet, or the numbers by size',
        );
    }
  },
};

const codesOf = (texts: string[]): string[] => allOrNone(texts.map((text) => CODE.exec(text)?.[1]));

function numbersOf(texts: string[]): number[] {
  const read = texts.map((text) => NUMBER.exec(text));
  const units = new Set(read.map((match) => match?.[2]?.trim().replace(/s$/, '')));
  return units.size > 1
    ? []
    : allOrNone(read.map((match) => (match ? Number(match[1]?.replaceAll(',', '')) : undefined)));
}

const allOrNone = <Value>(values: (Value | undefined)[]): Value[] =>
  values.every((value) => value !== undefined) ? (values as Value[]) : [];
const isSorted = <Value>(values: Value[]): boolean =>
  values.every((value, at) => at === 0 || (values[at - 1] as Value) <= value);
const isEitherWay = (values: number[]): boolean => isSorted(values) || isSorted([...values].reverse());
