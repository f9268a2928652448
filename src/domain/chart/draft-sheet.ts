import { type CodingSheet, POINTER_LETTERS } from '#domain/chart/coding-sheet';
import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import { canonicalText } from '#domain/codeset/code';
import { parseIsoDate } from '#domain/time';

export const emptyDraft = (): DraftSheet => ({ diagnoses: [], procedures: [], services: [], highlights: [], note: '' });

/** Pieces of a cell that holds several short values: `LT 5E`, `lt,5e` and `LT;5E` are the same. */
const splitCell = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .split(/[\s,;/]+/u)
    .map((part) => part.replace(/\p{C}/gu, ''))
    .filter(Boolean);

/** `AB`, `A B` and `a,b` are the pointers A and B; other characters are kept so that an edit can name them. */
function parsePointers(text: string): string[] {
  return splitCell(text).flatMap((part) =>
    [...part].every((letter) => POINTER_LETTERS.includes(letter)) ? [...part] : [part],
  );
}

function parseUnits(text: string): number | undefined {
  const trimmed = text.normalize('NFKC').trim();
  const units = /^\d{1,4}$/.test(trimmed) ? Number(trimmed) : undefined;
  return units !== undefined && units >= 1 ? units : undefined;
}

/**
 * What the typed rows mean. Rows without a code are left out; everything else is kept, however wrong, because grading
 * and edits have to speak about it. Never fails on a value that `draftSheetSchema` accepts.
 */
export function parseCodingSheet(draft: DraftSheet): CodingSheet {
  const hasCode = (row: { code: string }) => canonicalText(row.code) !== '';
  return {
    diagnoses: draft.diagnoses.filter(hasCode).map(({ code, poa }) => ({ code: canonicalText(code), poa })),
    procedures: draft.procedures
      .filter(hasCode)
      .map(({ code, date }) => ({ code: canonicalText(code), date: parseIsoDate(date.trim()) })),
    services: draft.services.filter(hasCode).map(({ code, modifiers, units, pointers }) => ({
      code: canonicalText(code),
      modifiers: splitCell(modifiers),
      units: parseUnits(units),
      pointers: parsePointers(pointers),
    })),
  };
}
