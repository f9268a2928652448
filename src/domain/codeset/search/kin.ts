import type { SearchIndex } from '#domain/codeset/search/search-index';

/** Words that one of two names of the same thing has and the other lacks, on either side. */
interface Difference {
  one: number[];
  other: number[];
}

const MOST_KIN = 6;
const WEAKEST = 0.1;
const ROUNDS = 4;
/** What a word may stand for by no word at all: keeps chance meetings weak. */
const BY_CHANCE = 0.05;
const KEY = 2 ** 20;

/**
 * Learns from names of the same thing which word stands for which: of the words that one name has and the other lacks,
 * each may stand for each, and what is seen again and again elsewhere explains away the rest (expectation maximisation,
 * as IBM model 1 does between two languages). `endocarditis` comes to mean `heart`, a little.
 */
export function learnKin(
  differences: readonly Difference[],
  stems: number,
): Pick<SearchIndex, 'kinStarts' | 'kin' | 'kinStrength'> {
  const seen = new Float64Array(stems);
  for (const { one } of differences) for (const stem of one) seen[stem] = (seen[stem] ?? 0) + 1;
  let stands = new Map<number, number>();
  for (let round = 0; round < ROUNDS; round++) stands = explained(differences, stands, seen, round === 0);
  return packed(stands, seen, stems);
}

/** One round: each word of the other name is explained by the words of the first, in proportion to the last round. */
function explained(
  differences: readonly Difference[],
  before: ReadonlyMap<number, number>,
  seen: Float64Array,
  isFirst: boolean,
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { one, other } of differences)
    for (const instead of other) {
      const shares = one.map((stem) => (isFirst ? 1 / one.length : (before.get(stem * KEY + instead) ?? 0)));
      const total = shares.reduce((sum, share) => sum + share, BY_CHANCE);
      for (const [at, stem] of one.entries()) {
        const key = stem * KEY + instead;
        counts.set(key, (counts.get(key) ?? 0) + (shares[at] ?? 0) / total);
      }
    }
  for (const [key, count] of counts) counts.set(key, count / (seen[Math.floor(key / KEY)] ?? 1));
  return counts;
}

function packed(stands: ReadonlyMap<number, number>, seen: Float64Array, stems: number) {
  const rows = Array.from({ length: stems }, (): { instead: number; strength: number }[] => []);
  for (const [key, share] of stands) {
    const stem = Math.floor(key / KEY);
    const times = seen[stem] ?? 0;
    // What was seen once proves little.
    const strength = (share * times - 0.25) / (times + 0.5);
    if (strength >= WEAKEST) rows[stem]?.push({ instead: key % KEY, strength });
  }
  const starts = new Uint32Array(stems + 1);
  const kin: number[] = [];
  const strengths: number[] = [];
  for (const [stem, row] of rows.entries()) {
    row.sort((one, other) => other.strength - one.strength);
    for (const { instead, strength } of row.slice(0, MOST_KIN)) {
      kin.push(instead);
      strengths.push(Math.round(100 * Math.min(1, strength)));
    }
    starts[stem + 1] = kin.length;
  }
  return { kinStarts: starts, kin: Uint32Array.from(kin), kinStrength: Uint8Array.from(strengths) };
}

/** Where a code has more names than this, they are a list of substances, not words for one thing. */
const MOST_NAMES = 20;
const MOST_WORDS = 7;
/** Below this rarity a word is too common to stand for anything. */
const TELLING = 1.5;

/** What kin are learned from: each name beside the title of its unit, both ways, reduced to what differs. */
export function differencesOf(titles: number[][], names: number[][][], rarity: Float32Array): Difference[] {
  const telling = (stems: readonly number[], except: readonly number[]) =>
    [...new Set(stems)].filter((stem) => (rarity[stem] ?? 0) > TELLING && !except.includes(stem));
  return titles.flatMap((title, at) =>
    ((names[at]?.length ?? 0) > MOST_NAMES ? [] : (names[at] ?? [])).flatMap((name) => {
      const [one, other] = [telling(name, title), telling(title, name)];
      const [fewer, more] = [Math.min(one.length, other.length), Math.max(one.length, other.length)];
      return fewer === 0 || more > MOST_WORDS
        ? []
        : [
            { one, other },
            { one: other, other: one },
          ];
    }),
  );
}
