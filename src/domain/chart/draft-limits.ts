/**
 * Bounds of a coding sheet as it is typed, more than any person enters. They stand apart from the schema so that the
 * browser can say "too many" without loading a validation library.
 */
export const DRAFT_LIMITS = { rowsPerList: 200, cell: 200, note: 10_000, highlights: 200 } as const;
