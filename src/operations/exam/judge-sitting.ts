import type { Db } from '#db/client';
import { getCatalogs } from '#db/queries/codes';
import { makeCatalog } from '#domain/codeset/catalog';
import type { AnswerOf, ItemAnswer } from '#domain/exam/items/item-answer';
import type { Item } from '#domain/exam/items/item-file';
import { judgeItem } from '#domain/exam/items/judge-item';
import { codesOfTypedItem } from '#domain/exam/items/judge-typed-codes';
import type { Judgement } from '#domain/exam/items/judgement';
import { releasesOfItem, type TypedCodesItem } from '#domain/exam/items/typed-codes-item';

/** An item with its key and what was answered, if anything was. */
export interface AnsweredItem {
  item: Item;
  answer?: ItemAnswer;
}

/** Types other than typed codes look nothing up. */
const NO_CODES = makeCatalog({ pins: { icd10cm: '' }, entries: [] });

const isTyped = ({ item }: AnsweredItem): boolean => item.type === 'typed-codes';
const rowsOf = (answer: ItemAnswer | undefined): AnswerOf<'codes'> | undefined =>
  answer?.kind === 'codes' ? answer : undefined;

/**
 * Judges a whole paper, in its order. Codes are looked up for all items at once: one look-up for each set of installed
 * releases the items are right under, whatever the number of items. Where a release is not installed, codes are compared
 * with the key all the same and nothing is said of what only the release knows.
 */
export async function judgeSitting(catalogDb: Db, paper: readonly AnsweredItem[]): Promise<Judgement[]> {
  const typed = paper.filter(isTyped);
  const found = await getCatalogs(
    catalogDb,
    typed.map(({ item, answer }) => ({
      choice: releasesOfItem(item as TypedCodesItem),
      wanted: codesOfTypedItem(item as TypedCodesItem, rowsOf(answer)),
    })),
  );
  const catalogs = new Map(typed.map((one, index) => [one, found[index]]));
  return paper.map((one) => judgeItem(one.item, one.answer, { catalog: catalogs.get(one) ?? NO_CODES }));
}
