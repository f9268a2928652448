/**
 * Bounds of what a candidate can leave on one item; a hostile client cannot store more than a person would. Apart from
 * the schema, so that a browser knows them without loading a validation library.
 */
export const ITEM_STATE_LIMITS = { places: 300, note: 2000, highlights: 60, struck: 10, changes: 60 } as const;

/** What of an item a candidate sets; time spent grows by itself. */
export const STATE_FIELDS = ['answer', 'isFlagged', 'struck', 'note', 'highlights'] as const;
export type StateField = (typeof STATE_FIELDS)[number];
