import type { PrintedKind } from '#domain/codeset/catalog';

/** An entry of the tabular list, in printed order. `parent` is absent at a category. */
export interface TabularEntry {
  code: string;
  title: string;
  parent?: string;
}

/** A printed line, as far as 7th characters depend on it. */
export interface TabularLine {
  at: string;
  kind: PrintedKind;
  text: string;
}

/** A 7th character with its meaning as one printed line: `A - initial encounter`. */
export const writeSeventhCharacter = (character: string, meaning: string): string => `${character} - ${meaning}`;

const DEFINED = /^([0-9A-Z]) - (.+)$/;

/** The 7th characters that each place of the tabular list defines for itself and all below it, with their meaning. */
function definedSeventhCharacters(lines: Iterable<TabularLine>): Map<string, Record<string, string>> {
  const defined = new Map<string, Record<string, string>>();
  for (const { at, kind, text } of lines) {
    const [, character, meaning] = (kind === 'seventh-character' && DEFINED.exec(text)) || [];
    if (character && meaning) defined.set(at, { ...defined.get(at), [character]: meaning });
  }
  return defined;
}

/**
 * "7th characters D and S do not apply to codes in category S06 with 6th character 7 - death …, or 8 - death …": the one
 * way in which the tabular list limits 7th characters in prose.
 */
const LIMIT =
  /^7th characters? (.+?) do(?:es)? not apply to codes in (?:sub)?category (\S+) with ([4-6])th character (.+)$/;

interface Limit {
  within: string;
  place: number;
  among: string;
  not: string;
}

function limitOf({ kind, text }: TabularLine): Limit[] {
  const [, not, within, place, among] = (kind === 'note' && LIMIT.exec(text)) || [];
  if (!not || !within || !place || !among) return [];
  const characters = (words: string, pattern: RegExp) => [...words.matchAll(pattern)].map((match) => match[1]).join('');
  return [
    {
      within: within.replace(/[.-]/g, ''),
      place: Number(place),
      among: characters(among, /(?<![\w-])([0-9A-Z]) - /g),
      not: characters(not, /\b([0-9A-Z])\b/g),
    },
  ];
}

/** A code that the tabular list allows, worked out from its entries. */
export interface ExpandedCode {
  code: string;
  title: string;
}

/**
 * Every billable code the tabular list means (OG I.A.4, I.A.5): an entry with nothing below it is a code; where it or
 * the nearest entry above it defines 7th characters, it is one code for each, filled up to six characters with the
 * placeholder X. Prose that takes 7th characters away is honoured.
 */
export function expandTabular(entries: readonly TabularEntry[], lines: readonly TabularLine[]): ExpandedCode[] {
  const defined = definedSeventhCharacters(lines);
  const limits = lines.flatMap(limitOf);
  const parents = new Set(entries.map((entry) => entry.parent));
  const inherited = new Map<string, Record<string, string>>();
  return entries.flatMap((entry) => {
    const sevenths = defined.get(entry.code) ?? inherited.get(entry.parent ?? '');
    if (sevenths) inherited.set(entry.code, sevenths);
    if (parents.has(entry.code)) return [];
    return sevenths ? extend(entry, sevenths, limits) : [{ code: entry.code, title: entry.title }];
  });
}

function extend(
  { code, title }: TabularEntry,
  sevenths: Record<string, string>,
  limits: readonly Limit[],
): ExpandedCode[] {
  const applies = ({ within, place, among }: Limit) =>
    code.startsWith(within) && among.includes(code[place - 1] ?? '?');
  const taken = limits.filter(applies).map((limit) => limit.not);
  return Object.entries(sevenths)
    .filter(([character]) => !taken.some((not) => not.includes(character)))
    .map(([character, meaning]) => ({ code: code.padEnd(6, 'X') + character, title: `${title}, ${meaning}` }));
}
