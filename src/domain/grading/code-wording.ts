import type { SheetList } from '#domain/chart/coding-sheet';
import type { Catalog, CodeEntry } from '#domain/codeset/catalog';
import { formatCode } from '#domain/codeset/code';
import { findCode, systemOf } from './subject.ts';

/** A code as people write it: ICD-10-CM with its point. */
export const written = (list: SheetList, code: string): string => formatCode({ system: systemOf(list, code), code });

/** `Type 2 diabetes mellitus with … (E11.22)`, or the code alone when the pinned release does not have it. */
export function named(catalog: Catalog, list: SheetList, code: string): string {
  const title = findCode(catalog, list, code)?.title;
  return title === undefined ? written(list, code) : `${shortened(title)} (${written(list, code)})`;
}

const LONGEST_TITLE = 200;

/** Some HCPCS titles run over half a page; their beginning tells them apart. */
export const shortened = (title: string): string =>
  title.length <= LONGEST_TITLE ? title : `${title.slice(0, title.lastIndexOf(' ', LONGEST_TITLE))} …`;

/** `A`, `A and B`, `A, B and C`; or with `or`. */
export function listed(words: readonly string[], word: 'and' | 'or' = 'and'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** The meaning of a code's 7th character, from the nearest header above it that defines one. */
export function seventhMeaning(catalog: Catalog, code: string): string | undefined {
  const character = code[6];
  let entry: CodeEntry | undefined = findCode(catalog, 'diagnoses', code);
  // Bounded: a release has six levels, and a broken parent must not loop.
  for (let level = 0; entry !== undefined && character !== undefined && level < 8; level += 1) {
    const meaning = entry.facts.seventhCharacters?.[character];
    if (meaning !== undefined) return meaning;
    entry = entry.parent === undefined ? undefined : catalog.find('icd10cm', entry.parent);
  }
  return undefined;
}

const AXES = ['Section', 'Body system', 'Root operation', 'Body part', 'Approach', 'Device', 'Qualifier'] as const;
/** Sections of ICD-10-PCS that name their axes otherwise, from the third axis on. */
const OTHER_AXES: Record<string, readonly string[]> = {
  '1': ['Root operation', 'Body part', 'Approach', 'Device', 'Qualifier'],
  '3': ['Root operation', 'Body system or region', 'Approach', 'Substance', 'Qualifier'],
  '4': ['Root operation', 'Body system', 'Approach', 'Function or device', 'Qualifier'],
  '5': ['Root operation', 'Body system', 'Duration', 'Function', 'Qualifier'],
  '6': ['Root operation', 'Body system', 'Duration', 'Qualifier', 'Qualifier'],
  B: ['Root type', 'Body part', 'Contrast', 'Qualifier', 'Qualifier'],
};

/** The name of an ICD-10-PCS axis (1–7) in the section of `code`. */
export function axisName(code: string, axis: number): string {
  return (axis > 2 ? OTHER_AXES[code[0] ?? '']?.[axis - 3] : undefined) ?? AXES[axis - 1] ?? `Axis ${axis}`;
}
