import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import { mergeRows } from '#domain/chart/merge-rows';
import { mergeText } from '#domain/chart/merge-text';

/**
 * Joins two drafts that grew from the same one: `mine` (this page) and `theirs` (what the server or another page holds),
 * both begun from `base`. Nothing either side entered is lost. Merging equal drafts gives that draft, and merging with
 * a side that changed nothing gives the other side.
 */
export function mergeDrafts(base: DraftSheet, mine: DraftSheet, theirs: DraftSheet): DraftSheet {
  return {
    diagnoses: mergeRows(base.diagnoses, mine.diagnoses, theirs.diagnoses),
    procedures: mergeRows(base.procedures, mine.procedures, theirs.procedures),
    services: mergeRows(base.services, mine.services, theirs.services),
    highlights: mergeRows(base.highlights, mine.highlights, theirs.highlights),
    note: mergeText(base.note, mine.note, theirs.note),
  };
}
