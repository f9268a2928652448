import type { CodeSystem } from '#domain/codeset/code';
import type { SearchDocument } from '#domain/codeset/search/document';
import { differencesOf, learnKin } from '#domain/codeset/search/kin';
import { concatenated, inverted } from '#domain/codeset/search/packed-lists';
import {
  BILLABLE,
  codeNumber,
  IN_MEMBER,
  type SearchIndex,
  type TextTable,
  TOXIC,
  textTable,
  UNSPECIFIED,
} from '#domain/codeset/search/search-index';
import { groupUnits, type Unit } from '#domain/codeset/search/units';
import { FILLERS, GRAM_BUCKETS, gramsOf, rawWords, stemOf } from '#domain/codeset/search/words';

/** How firmly a word belongs to a unit, by where it stands. */
const IN_TITLE = 100;
const IN_NAME = 90;
const ABOVE = [45, 35, 30, 25];

/** Builds the index of one system; parents have to be documents too. One to two seconds for the largest. */
export function buildIndex(system: CodeSystem, documents: readonly SearchDocument[]): SearchIndex {
  const { units, unitOf } = groupUnits(system, documents);
  const words = new Words();
  const titles = units.map(({ title }) => words.stems(title));
  const names = units.map((unit) => unit.names.map((name) => words.stems(name)));
  const further = units.map((unit, at) => furtherStems(unit, documents, titles[at] ?? [], words));
  const postings = post(units, titles, names, further, words.count);
  const entries = titles.flatMap((title, at) => [title, ...(names[at] ?? [])]);
  const rarity = rarityOf(entries, words);
  return {
    system,
    ...rowsOf(documents, unitOf),
    ...unitArrays(units),
    ...furtherArrays(further),
    ...entryArrays(units, titles, names),
    ...words.arrays(),
    rarity,
    ...postings,
    ...learnKin(differencesOf(titles, names, rarity), words.count),
  };
}

/** Numbers stems and words as they are met. */
class Words {
  private readonly stemNumbers = new Map<string, number>();
  private readonly wordStem = new Map<string, number>();
  readonly fillers = new Set<number>();
  get count(): number {
    return this.stemNumbers.size;
  }
  stems(text: string): number[] {
    return rawWords(text).map((word) => this.wordStem.get(word) ?? this.add(word));
  }
  private add(word: string): number {
    const stem = stemOf(word);
    const number = this.stemNumbers.get(stem) ?? this.stemNumbers.size;
    this.stemNumbers.set(stem, number);
    this.wordStem.set(word, number);
    if (FILLERS.has(word)) this.fillers.add(number);
    return number;
  }
  arrays(): Pick<SearchIndex, 'words' | 'wordStems' | 'gramStarts' | 'gramWords'> {
    const words = [...this.wordStem.keys()].sort();
    const wordStems = Uint32Array.from(words, (word) => this.wordStem.get(word) ?? 0);
    const grams = inverted(
      words.map((word) => gramsOf(word)),
      GRAM_BUCKETS,
    );
    return { words, wordStems, gramStarts: grams.starts, gramWords: grams.items };
  }
}

/** Stems of each code of a unit that the unit's title does not have: devices, approaches, encounters. */
function furtherStems(unit: Unit, documents: readonly SearchDocument[], title: number[], words: Words): number[][] {
  const own = new Set(title);
  return unit.members.map((row) =>
    unit.members.length < 2
      ? []
      : [...new Set(words.stems(documents[row]?.title ?? ''))].filter((stem) => !own.has(stem)),
  );
}

function furtherArrays(further: readonly number[][][]): Pick<SearchIndex, 'memberStemStarts' | 'memberStems'> {
  const { starts, items } = concatenated(further.flat());
  return { memberStemStarts: starts, memberStems: items };
}

const IS_TOXIC = /^(?:poisoning by|toxic effect|adverse effect of|underdosing of)\b/i;

function rowsOf(documents: readonly SearchDocument[], unitOf: Uint32Array) {
  const rowOf = new Map(documents.map(({ code }, at) => [code, at]));
  const codes = Float64Array.from(documents, ({ code }) => codeNumber(code));
  const rowsByCode = Uint32Array.from(documents.keys()).sort((one, other) => (codes[one] ?? 0) - (codes[other] ?? 0));
  return {
    codes,
    titles: textTable(documents.map(({ title }) => title)),
    rowFlags: Uint8Array.from(
      documents,
      ({ title, billable }) =>
        (billable ? BILLABLE : 0) |
        (/\bunspecified\b/i.test(title) ? UNSPECIFIED : 0) |
        (IS_TOXIC.test(title) ? TOXIC : 0),
    ),
    rowParents: Int32Array.from(documents, ({ parent }) => rowOf.get(parent ?? '') ?? -1),
    rowUnits: unitOf,
    rowsByCode,
    sortedCodes: rowsByCode.reduce((sorted, row, at) => {
      sorted[at] = codes[row] ?? 0;
      return sorted;
    }, new Float64Array(documents.length)),
  };
}

function unitArrays(units: readonly Unit[]) {
  const members = concatenated(units.map((unit) => unit.members));
  return {
    unitRows: Uint32Array.from(units, ({ row }) => row),
    memberStarts: members.starts,
    members: members.items,
    unitParents: Int32Array.from(units, ({ parent }) => parent),
    sideOf: Int32Array.from(units, ({ sideOf }) => sideOf),
  };
}

function entryArrays(units: readonly Unit[], titles: number[][], names: number[][][]) {
  const entryStarts = new Uint32Array(units.length + 1);
  for (const [at, unit] of units.entries()) entryStarts[at + 1] = (entryStarts[at] ?? 0) + 1 + unit.names.length;
  const stems = concatenated(titles.flatMap((title, at) => [title, ...(names[at] ?? [])]));
  const texts: TextTable = textTable(units.flatMap((unit) => ['', ...unit.names]));
  return { entryStarts, stemStarts: stems.starts, entryStems: stems.items, names: texts };
}

/** Rarer words weigh more; fillers hardly anything. */
function rarityOf(entries: readonly number[][], words: Words): Float32Array {
  const seen = new Uint32Array(words.count);
  for (const entry of entries) for (const stem of new Set(entry)) seen[stem] = (seen[stem] ?? 0) + 1;
  return Float32Array.from(seen, (count, stem) => {
    const rare = Math.log(1 + (entries.length - count + 0.5) / (count + 0.5));
    return words.fillers.has(stem) ? Math.min(0.3, rare * 0.1) : Math.max(0.5, rare);
  });
}

function post(
  units: readonly Unit[],
  titles: number[][],
  names: number[][][],
  further: number[][][],
  stems: number,
): Pick<SearchIndex, 'postingStarts' | 'postings' | 'firmness'> {
  const perUnit = units.map((_, at) => {
    const firm = new Map<number, number>();
    const raise = (found: Iterable<number>, to: number) => {
      for (const stem of found) if ((firm.get(stem) ?? 0) < to) firm.set(stem, to);
    };
    raise(titles[at] ?? [], IN_TITLE);
    for (const name of names[at] ?? []) raise(name, IN_NAME);
    for (const stems of further[at] ?? []) raise(stems, IN_MEMBER);
    let above = units[at]?.parent ?? -1;
    for (const worth of ABOVE) {
      if (above < 0) break;
      raise(titles[above] ?? [], worth);
      for (const name of names[above] ?? []) raise(name, worth - 10);
      above = units[above]?.parent ?? -1;
    }
    return firm;
  });
  const lists = inverted(
    perUnit.map((firm) => firm.keys()),
    stems,
  );
  const firmness = new Uint8Array(lists.items.length);
  const next = lists.starts.slice();
  for (const firm of perUnit)
    for (const [stem, worth] of firm) {
      const place = next[stem] ?? 0;
      firmness[place] = worth;
      next[stem] = place + 1;
    }
  return { postingStarts: lists.starts, postings: lists.items, firmness };
}
