import type { SheetList } from '#domain/chart/coding-sheet';
import type { Catalog } from '#domain/codeset/catalog';
import { seventhMeaning } from './code-wording.ts';
import { findCode, isExternalCause } from './subject.ts';
import type { VarianceKind } from './variance.ts';

const SIDES = /\b(?:right|left|bilateral|unilateral)\b/g;
const SIDE_WORDS = /\b(?:right|left|bilateral|unilateral|unspecified|side)\b/g;

const plain = (text: string): string => text.toLowerCase().replace(/[,;]/g, ' ').replace(/\s+/g, ' ').trim();
const withoutSides = (title: string): string => plain(plain(title).replace(SIDE_WORDS, ' '));
const sidesIn = (title: string): string[] => plain(title).match(SIDES) ?? [];

/** True when two titles say the same about different sides, one of them perhaps leaving the side open. */
export function differInSide(entered: string, wanted: string): boolean {
  const sides = [sidesIn(entered).join(), sidesIn(wanted).join()];
  return sides[0] !== sides[1] && withoutSides(entered) === withoutSides(wanted);
}

/**
 * True when two ICD-10-CM codes are the same up to their 7th character (OG I.A.5). A last place that only divides a
 * code further, as in Z86.0101 and Z86.0102, is none: the release knows such codes and gives the place no meaning.
 */
export function differInSeventh(catalog: Catalog, entered: string, wanted: string): boolean {
  const isLastOnly =
    entered.length === 7 && wanted.length === 7 && entered.slice(0, 6) === wanted.slice(0, 6) && entered !== wanted;
  const onlyDivides = (code: string) =>
    findCode(catalog, 'diagnoses', code) !== undefined && seventhMeaning(catalog, code) === undefined;
  return isLastOnly && !(onlyDivides(entered) && onlyDivides(wanted));
}

/** The ICD-10-PCS axes, from 1 to 7, in which two codes differ. */
export function differingAxes(entered: string, wanted: string): number[] {
  return [1, 2, 3, 4, 5, 6, 7].filter((axis) => entered[axis - 1] !== wanted[axis - 1]);
}

/** What kind of difference lies between an entered code and the key's code that is near to it. */
export function contrastKind(catalog: Catalog, list: SheetList, entered: string, wanted: string): VarianceKind {
  if (list === 'procedures') return 'pcs-axis';
  if (list === 'services') return contrastServices(catalog, entered, wanted);
  if (differInSeventh(catalog, entered, wanted)) return 'seventh-character';
  const titles = [entered, wanted].map((code) => findCode(catalog, list, code)?.title);
  if (titles[0] !== undefined && titles[1] !== undefined && differInSide(titles[0], titles[1])) return 'laterality';
  return isExternalCause(wanted) ? 'external-cause' : 'specificity';
}

function contrastServices(catalog: Catalog, entered: string, wanted: string): VarianceKind {
  const [given, right] = [entered, wanted].map((code) => findCode(catalog, 'services', code)?.facts.procedure);
  if (given?.level === undefined || right?.level === undefined || given.family !== right.family) return 'specificity';
  if (given.level === right.level) return 'specificity';
  return given.level > right.level ? 'em-over' : 'em-under';
}

/** Near enough for a near miss: same ICD-10-CM category, same ICD-10-PCS table, same family of the practice set. */
export function isNear(catalog: Catalog, list: SheetList, entered: string, wanted: string): boolean {
  if (list !== 'services') return entered.length >= 3 && entered.slice(0, 3) === wanted.slice(0, 3);
  const family = findCode(catalog, list, entered)?.facts.procedure?.family;
  return family !== undefined && family === findCode(catalog, list, wanted)?.facts.procedure?.family;
}
