/** How the record of a second pass names an item: `anatomy-volar-laceration`, a later version as `anatomy-volar-laceration v2`. */
export const reviewName = ({ id, version }: { id: string; version: number }): string =>
  version === 1 ? id : `${id} v${version}`;

/** True when the record of the second pass names this version of the item, by itself. */
export const isReviewed = (item: { id: string; version: number }, record: string): boolean =>
  new RegExp(`(?<![\\w-])${reviewName(item)}(?![\\w-])`).test(record);
