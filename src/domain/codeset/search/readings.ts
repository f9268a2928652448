import { ABBREVIATIONS, OTHER_WORDS, SERVICE_WORDS } from '#domain/codeset/abbreviations';
import type { CodeSystem } from '#domain/codeset/code';
import { CLINICAL_WORDS } from '#domain/codeset/search/clinical-words';
import { LAY_WORDS } from '#domain/codeset/search/lay-words';
import { PROCEDURE_WORDS } from '#domain/codeset/search/procedure-words';
import { STATUS_WORDS } from '#domain/codeset/search/status-words';
import { TRADE_NAMES } from '#domain/codeset/search/trade-names';
import { rawWords } from '#domain/codeset/search/words';

/** One way to understand what was typed. */
export interface Reading {
  words: string[];
  /** How far the words are other than those typed (0–1). */
  doubt: number;
  /** No further meaning was taken; what the index gives for a bare term goes by such readings. */
  isFirst: boolean;
}

type Meanings = ReadonlyMap<string, string[][]>;

const LONGEST_PHRASE = 4;
const MOST_READINGS = 3;
const DOUBT = 0.05;
const FURTHER_DOUBT = 0.03;
const MOST_SWAPPED = 3;
const SWAPPED_DOUBT = 0.03;

const inWords = ([key, readings]: [string, string[]]): [string, string[][]] => [
  rawWords(key).join(' '),
  readings.map(rawWords),
];
const alone = ([key, words]: [string, string]): [string, string[]] => [key, [words]];

/** Words as typed, in one form, to what they may mean; services and procedures have words of their own. */
const MEANINGS: Meanings = new Map([...[...ABBREVIATIONS].map(alone), ...CLINICAL_WORDS, ...LAY_WORDS].map(inWords));
/** Of diagnoses alone: what was done is a status there, and the procedure itself elsewhere. */
const DIAGNOSIS_MEANINGS: Meanings = new Map([...MEANINGS, ...[...STATUS_WORDS].map(inWords)]);
const TRADE_WORDS: Meanings = new Map(
  [...[...ABBREVIATIONS, ...SERVICE_WORDS].map(alone), ...TRADE_NAMES].map(inWords),
);
const SERVICE_MEANINGS: Meanings = new Map([...MEANINGS, ...TRADE_WORDS]);
const PROCEDURE_MEANINGS: Meanings = new Map([...MEANINGS, ...[...PROCEDURE_WORDS].map(inWords)]);
const MEANINGS_IN: Partial<Record<CodeSystem, Meanings>> = {
  hcpcs: SERVICE_MEANINGS,
  px: SERVICE_MEANINGS,
  cpt: SERVICE_MEANINGS,
  icd10cm: DIAGNOSIS_MEANINGS,
  icd10pcs: PROCEDURE_MEANINGS,
};

/** What was typed and, where it has phrases with another name, the same with their meanings put in; the likeliest first. */
export function readingsOf(system: CodeSystem, typed: readonly string[]): Reading[] {
  const meanings = MEANINGS_IN[system] ?? MEANINGS;
  const readings: Reading[] = [{ words: [...typed], doubt: 0, isFirst: true }];
  for (let choice = 0; choice < MOST_READINGS; choice++) {
    const { words, changed, choices } = reading(meanings, typed, choice);
    if (changed && choice < choices)
      readings.push({ words: [...new Set(words)], doubt: DOUBT + FURTHER_DOUBT * choice, isFirst: choice === 0 });
  }
  // Words of diagnoses may stand in the way of those of the trade: "colonoscopy biopsy".
  const trade = meanings === SERVICE_MEANINGS ? reading(TRADE_WORDS, typed, 0) : undefined;
  if (trade?.changed) readings.push({ words: [...new Set(trade.words)], doubt: DOUBT, isFirst: false });
  return readings;
}

/**
 * The words of a reading with those that titles put otherwise (a bone for its joint, a noun for its adjective), one by one
 * and all at once: to be tried where nothing has all the words.
 */
export function readingsInOtherWords({ words, doubt }: Reading): Reading[] {
  const instead = (word: string) => rawWords(OTHER_WORDS.get(word) ?? word);
  const swapped = words.filter((word) => OTHER_WORDS.has(word)).slice(0, MOST_SWAPPED);
  const attempts = swapped.map((one) => words.flatMap((word) => (word === one ? instead(word) : [word])));
  if (swapped.length > 1) attempts.push(words.flatMap(instead));
  return attempts.map((attempt) => ({ words: [...new Set(attempt)], doubt: doubt + SWAPPED_DOUBT, isFirst: false }));
}

/** The words with the meaning of that choice put in for each phrase, or its last where it has fewer. */
function reading(meanings: Meanings, typed: readonly string[], choice: number) {
  const words: string[] = [];
  let choices = 0;
  for (let at = 0; at < typed.length; ) {
    const length = phraseAt(meanings, typed, at);
    const found = meanings.get(typed.slice(at, at + length).join(' '));
    words.push(...(found?.[Math.min(choice, found.length - 1)] ?? typed.slice(at, at + length)));
    choices = Math.max(choices, found?.length ?? 0);
    at += length;
  }
  return { words, choices, changed: choices > 0 };
}

/** Length of the longest phrase with another meaning that begins at a word; 1 where there is none. */
function phraseAt(meanings: Meanings, typed: readonly string[], at: number): number {
  for (let length = Math.min(LONGEST_PHRASE, typed.length - at); length > 1; length--)
    if (meanings.has(typed.slice(at, at + length).join(' '))) return length;
  return 1;
}

/** True when a word alone has another meaning: then it is no slip. */
export const hasMeaning = (word: string): boolean => SERVICE_MEANINGS.has(word);
