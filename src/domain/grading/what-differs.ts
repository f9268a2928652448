import type { SheetList } from '#domain/chart/coding-sheet';
import type { Catalog } from '#domain/codeset/catalog';
import { axisName, seventhMeaning, shortened, written } from './code-wording.ts';
import { differInSeventh, differingAxes } from './contrast.ts';
import { findCode } from './subject.ts';

/**
 * What tells an entered code from the wanted one, read from the tabular list or the tables: the meaning of the 7th
 * character, the axes of an ICD-10-PCS code, else both titles, whole: single words of a title say too little or, as
 * in “without”, the wrong thing. Empty when the release does not have both codes.
 */
export function whatDiffers(catalog: Catalog, list: SheetList, entered: string, wanted: string): string[] {
  if (entered === wanted) return [];
  if (list === 'procedures') return axesThatDiffer(catalog, entered, wanted);
  if (list === 'diagnoses' && differInSeventh(catalog, entered, wanted))
    return seventhThatDiffers(catalog, entered, wanted);
  const titles = [entered, wanted].map((code) => findCode(catalog, list, code)?.title);
  if (titles[0] === undefined || titles[1] === undefined) return [];
  return [sayOf(written(list, entered), titles[0]), sayOf(written(list, wanted), titles[1])];
}

const sayOf = (code: string, title: string): string => `${code} is “${shortened(title)}”.`;

function seventhThatDiffers(catalog: Catalog, entered: string, wanted: string): string[] {
  return [entered, wanted].map((code) => {
    const meaning = seventhMeaning(catalog, code);
    return meaning === undefined
      ? `${written('diagnoses', code)} has the 7th character ${code[6]}.`
      : `The 7th character ${code[6]} is for ${meaning.charAt(0).toLowerCase()}${meaning.slice(1)}.`;
  });
}

function axesThatDiffer(catalog: Catalog, entered: string, wanted: string): string[] {
  const meaningOf = (code: string, axis: number) => {
    const value = code[axis - 1];
    if (value === undefined) return 'nothing';
    return catalog.pcsValue(code.slice(0, 3), axis, value) ?? value;
  };
  return differingAxes(entered, wanted).map(
    (axis) => `${axisName(wanted, axis)}: ${meaningOf(wanted, axis)}, not ${meaningOf(entered, axis)}.`,
  );
}
