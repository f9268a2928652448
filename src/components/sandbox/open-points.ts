import { parseCodingSheet } from '#domain/chart/draft-sheet';
import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import { needsPcs, needsPoa, type Setting } from '#domain/chart/encounter';

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/**
 * What is still empty on a sheet, one sentence each, for the person about to hand it in. It says nothing about right or
 * wrong, and an empty list may be the right answer.
 */
export function openPoints(draft: DraftSheet, setting: Setting): string[] {
  const sheet = parseCodingSheet(draft);
  const blank = [...draft.diagnoses, ...draft.procedures, ...draft.services].filter((row) => !row.code.trim()).length;
  const noPoa = sheet.diagnoses.filter((line) => !line.poa).length;
  const noDate = sheet.procedures.filter((line) => !line.date).length;
  const noUnits = sheet.services.filter((line) => line.units === undefined).length;
  const noPointers = sheet.services.filter((line) => line.pointers.length === 0).length;
  const points = [
    sheet.diagnoses.length === 0 && 'There is no diagnosis.',
    needsPcs(setting) && sheet.procedures.length === 0 && 'There is no procedure.',
    !needsPcs(setting) && sheet.services.length === 0 && 'There is no service line.',
    blank > 0 && `${count(blank, 'row has', 'rows have')} no code and will be left out.`,
    needsPoa(setting) && noPoa > 0 && `${count(noPoa, 'diagnosis has', 'diagnoses have')} no POA indicator.`,
    noDate > 0 && `${count(noDate, 'procedure has', 'procedures have')} no date.`,
    noUnits > 0 && `${count(noUnits, 'service line has', 'service lines have')} no units.`,
    noPointers > 0 && `${count(noPointers, 'service line points', 'service lines point')} to no diagnosis.`,
  ];
  return points.filter((point) => point !== false);
}
