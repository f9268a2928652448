import { INDEX_DEFAULTS } from '#domain/codeset/abbreviations';
import { type CodeSystem, canonicalText, formatCode } from '#domain/codeset/code';
import { withPlaceholder } from '#domain/codeset/lookalikes';
import { BARE_TERMS } from '#domain/codeset/search/bare-terms';
import type { Ranked } from '#domain/codeset/search/judging';
import { membersShown } from '#domain/codeset/search/members';
import { nearWords, placeOf } from '#domain/codeset/search/near-words';
import { rank } from '#domain/codeset/search/ranking';
import { hasMeaning, type Reading, readingsInOtherWords, readingsOf } from '#domain/codeset/search/readings';
import {
  afterPrefix,
  BILLABLE,
  codeNumber,
  codeOfNumber,
  type SearchIndex,
  textAt,
} from '#domain/codeset/search/search-index';
import { type Slot, slotsOf } from '#domain/codeset/search/slots';
import { rawWords, SIDES } from '#domain/codeset/search/words';

/** A code that answers. `code` is formatted; `path` holds the headers above it, widest first. */
export interface FoundCode {
  system: CodeSystem;
  code: string;
  title: string;
  billable: boolean;
  path: string[];
  /** The name that was found, when it was not the title. */
  matched?: string;
  /** Whether every word typed was found with it; a code that was typed has them all. */
  hasAllWords: boolean;
  /** How well it answers: 0 to a little over 1; a code that was typed itself is beyond that. */
  points: number;
}

/** Terms that have no code, nor a default in the index, so that the provider is asked (OG I.C.1.d.1.a.ii): no near word will do. */
const WITHOUT_CODE = new Set(['urosepsis']);

const MOST_WORDS = 12;
const TYPED = { points: 2, hasAllWords: true };
const IS_DEFAULT = 1.5;
const CLEARLY_MEANT = 0.7;
const SLIPPED = 0.03;
const MOST_ATTEMPTS = 4;

interface View {
  limit: number;
  isToTake: boolean;
}

/**
 * Up to `limit` codes of a system for a code, its beginning, or words in any order, best first. Never throws; answers []
 * for nothing. Of codes that differ by a side nobody named, or by a 7th character nobody named, one is shown; with `isToTake`
 * those without a header of their own stand one by one, so that each can be taken.
 */
export function search(index: SearchIndex, text: string, limit: number, isToTake = false): FoundCode[] {
  const byCode = rowsByCode(index, text, limit).map((row) => found(index, row, TYPED));
  // What is a code, or the beginning of one, is not a word as well.
  if (byCode.length > 0) return byCode;
  const typed = typedWords(text);
  if (WITHOUT_CODE.has(typed.join(' '))) return [];
  const shown = new Set<string>();
  const answers: FoundCode[] = [];
  const { units, slots } = rankUnits(index, typed, { limit, isToTake });
  for (const ranked of units)
    for (const row of ranked.row === undefined ? membersShown(index, ranked.unit, slots, isToTake) : [ranked.row]) {
      const answer = found(index, row, ranked);
      if (answers.length < limit && !shown.has(answer.code)) answers.push(answer);
      shown.add(answer.code);
    }
  return answers;
}

const typedWords = (text: string) => [...new Set(rawWords(text))].slice(0, MOST_WORDS);

/** Rows whose code begins so, in order; `W03A` gives the code it stands for, written with its placeholder. */
function rowsByCode(index: SearchIndex, text: string, limit: number): number[] {
  const prefix = canonicalText(text);
  if (!/^[0-9A-Z]{1,7}$/.test(prefix) || !/\d/.test(prefix.slice(0, 3) + (prefix.length === 1 ? '0' : ''))) return [];
  const rows = rowsBetween(index, codeNumber(prefix), afterPrefix(prefix), limit);
  const padded = rows.length === 0 && index.system === 'icd10cm' ? withPlaceholder(prefix) : undefined;
  return padded === undefined ? rows : rowsBetween(index, codeNumber(padded), codeNumber(padded) + 1, 1);
}

function rowsBetween({ sortedCodes, rowsByCode }: SearchIndex, from: number, to: number, limit: number): number[] {
  let low = 0;
  for (let high = sortedCodes.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((sortedCodes[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const rows: number[] = [];
  for (let at = low; rows.length < limit && at < sortedCodes.length && (sortedCodes[at] ?? 0) < to; at++)
    rows.push(rowsByCode[at] ?? 0);
  return rows;
}

/** What the readings tried so far have found: of each unit the best answer, and how their words were understood. */
interface Findings {
  best: Map<number, Ranked>;
  slots: Slot[];
}

/** Units that answer, best first, and how the words were understood. The best of several readings counts. */
function rankUnits(index: SearchIndex, typed: readonly string[], view: View): { units: Ranked[]; slots: Slot[] } {
  const findings: Findings = { best: new Map(), slots: [] };
  const readings = allReadings(index, typed);
  for (const reading of readings) tryReading(index, reading, findings);
  const hasAll = [...findings.best.values()].some(({ hasAllWords }) => hasAllWords);
  // The further a reading is from what was typed, the nearer it is to the words of titles.
  const inOtherWords = hasAll ? [] : readings.toReversed().flatMap(readingsInOtherWords);
  for (const reading of inOtherWords.slice(0, MOST_ATTEMPTS)) tryReading(index, reading, findings);
  const units = [...findings.best.values()].sort((one, other) => other.points - one.points || one.unit - other.unit);
  const hasSide = typed.some((word) => SIDES.has(word));
  return {
    units: hasSide ? units.slice(0, view.limit) : oneOfEachSide(index, units, view),
    slots: findings.slots,
  };
}

/** Adds what one reading finds; what the index gives for a bare term leads. */
function tryReading(index: SearchIndex, reading: Reading, { best, slots }: Findings): void {
  const keep = (ranked: Ranked) => {
    const points = ranked.points - reading.doubt;
    if (points > (best.get(ranked.unit)?.points ?? 0)) best.set(ranked.unit, { ...ranked, points });
  };
  const wanted = slotsOf(index, reading.words);
  slots.push(...wanted);
  for (const ranked of rank(index, wanted)) keep(ranked);
  const row = defaultRow(index, reading);
  if (row === undefined) return;
  const unit = index.rowUnits[row] ?? 0;
  keep({ unit, row, points: IS_DEFAULT, entry: index.entryStarts[unit] ?? 0, hasAllWords: true });
}

function allReadings(index: SearchIndex, typed: readonly string[]): Reading[] {
  const readings = readingsOf(index.system, typed);
  const corrected = correctedWords(index, typed);
  const again = corrected ? readingsOf(index.system, corrected) : [];
  return [...readings, ...again.map((one) => ({ ...one, doubt: one.doubt + SLIPPED }))];
}

/** The words with slips of the keys taken back where one word is clearly meant; undefined where there are none. */
function correctedWords(index: SearchIndex, typed: readonly string[]): string[] | undefined {
  const corrected = typed.map((word) => {
    if (word.length < 4 || hasMeaning(word) || placeOf(index.words, word) >= 0) return word;
    const [surest] = nearWords(index, word);
    return surest && surest.surety >= CLEARLY_MEANT ? (index.words[surest.word] ?? word) : word;
  });
  return corrected.some((word, at) => word !== typed[at]) ? corrected : undefined;
}

const inOrder = (words: readonly string[]) => [...words].sort().join(' ');
const byWords = (defaults: ReadonlyMap<string, string>) =>
  new Map([...defaults].map(([words, code]) => [inOrder(words.split(' ')), code]));
const TERMS = byWords(BARE_TERMS);
const DEFAULTS = byWords(INDEX_DEFAULTS);

function defaultRow(index: SearchIndex, { words, isFirst }: Reading): number | undefined {
  if (index.system !== 'icd10cm') return undefined;
  const key = inOrder(words);
  const code = DEFAULTS.get(key) ?? (isFirst ? TERMS.get(key) : undefined);
  if (code === undefined) return undefined;
  return rowsBetween(index, codeNumber(code), codeNumber(code) + 1, 1)[0];
}

function oneOfEachSide(index: SearchIndex, ordered: readonly Ranked[], { limit, isToTake }: View): Ranked[] {
  const shown = new Set<number>();
  const kept: Ranked[] = [];
  for (const ranked of ordered) {
    if (kept.length === limit) break;
    const side = index.sideOf[ranked.unit] ?? -1;
    const isBelow = side >= 0 && side === index.unitParents[ranked.unit];
    const unit = isBelow ? side : ranked.unit;
    const group = side >= 0 && (isBelow || !isToTake) ? side : ranked.unit;
    if (shown.has(group) || shown.has(unit)) continue;
    shown.add(group).add(unit);
    kept.push(isBelow ? { points: ranked.points, entry: ranked.entry, hasAllWords: ranked.hasAllWords, unit } : ranked);
  }
  return kept;
}

function found(
  index: SearchIndex,
  row: number,
  { points, hasAllWords, entry }: { points: number; hasAllWords: boolean; entry?: number },
): FoundCode {
  const { system } = index;
  const codeAt = (at: number) => formatCode({ system, code: codeOfNumber(index.codes[at] ?? 0) });
  const path: string[] = [];
  for (let above = index.rowParents[row] ?? -1; above >= 0; above = index.rowParents[above] ?? -1)
    path.unshift(`${codeAt(above)} ${textAt(index.titles, above)}`);
  const matched = entry === undefined ? '' : textAt(index.names, entry);
  return {
    system,
    code: codeAt(row),
    title: textAt(index.titles, row),
    billable: ((index.rowFlags[row] ?? 0) & BILLABLE) > 0,
    path,
    ...(matched !== '' && { matched }),
    hasAllWords,
    points,
  };
}
