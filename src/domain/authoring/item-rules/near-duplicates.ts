import { type ItemRule, inItem, itemsOf, type PlacedItem } from '#domain/authoring/item-rule';
import { rightText } from '#domain/authoring/item-texts';
import { jaccard, shinglesOf, wordsOf } from '#domain/authoring/shingles';

/** From this share of word triples, or of telling words, on two questions are one. */
const SAME_SHINGLES = 0.4;
const SAME_WORDS = 0.7;
/** Words below this length tell little. */
const LEAST_LETTERS = 4;

interface Fingerprint {
  placed?: PlacedItem;
  /** How it is named in messages. */
  at: string;
  shingles: Set<string>;
  words: Set<string>;
  /** The same with the scenario the question is about. */
  whole?: Fingerprint;
}

function fingerprint(text: string, at: string, placed?: PlacedItem): Fingerprint {
  const words = new Set(wordsOf(text).filter((word) => word.length >= LEAST_LETTERS));
  return { ...(placed && { placed }), at, shingles: shinglesOf(text), words };
}

function ofItem(placed: PlacedItem): Fingerprint {
  const { item, file } = placed;
  const text = `${item.stem} ${rightText(item)}`;
  const scenario = file.content.scenario?.text;
  const own = fingerprint(text, `${item.id} (db/items/${file.id}.yaml)`, placed);
  return scenario === undefined ? own : { ...own, whole: fingerprint(`${scenario} ${text}`, own.at) };
}

function isNear(one: Fingerprint, other: Fingerprint): boolean {
  const isSameFile = one.placed !== undefined && one.placed.file === other.placed?.file;
  // “Which code is principal?” is another question about another text.
  const [a, b] = isSameFile ? [one, other] : [one.whole ?? one, other.whole ?? other];
  return jaccard(a.shingles, b.shingles) >= SAME_SHINGLES || jaccard(a.words, b.words) >= SAME_WORDS;
}

/** No question of the bank is nearly another one, of the bank or of a lesson's knowledge check. */
export const nearDuplicates: ItemRule = {
  name: 'near-duplicates',
  *check({ files, lessonQuestions }) {
    const known = lessonQuestions.map(({ at, text }) => fingerprint(text, at));
    const byWord = new Map<string, Set<Fingerprint>>();
    for (const one of known) remember(byWord, one);
    for (const placed of itemsOf(files)) {
      const own = ofItem(placed);
      for (const other of candidates(byWord, own))
        if (isNear(own, other))
          yield inItem(placed, ['stem'], `it is nearly ${other.at}`, 'Ask for something else, or about another case');
      remember(byWord, own);
    }
  },
};

function remember(byWord: Map<string, Set<Fingerprint>>, one: Fingerprint): void {
  for (const word of one.words) byWord.set(word, (byWord.get(word) ?? new Set()).add(one));
}

/** Those that share enough telling words to be looked at; near ones do in any case. */
function candidates(byWord: ReadonlyMap<string, Set<Fingerprint>>, one: Fingerprint): Fingerprint[] {
  const shared = new Map<Fingerprint, number>();
  for (const word of one.words)
    for (const other of byWord.get(word) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
  return [...shared]
    .filter(([other, count]) => count * 4 >= Math.min(one.words.size, other.words.size))
    .map(([other]) => other);
}
