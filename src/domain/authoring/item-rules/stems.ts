import { type ItemIssue, type ItemRule, inItem, itemsOf, type PlacedItem } from '#domain/authoring/item-rule';
import { optionsOf, textsOf } from '#domain/authoring/item-texts';
import { wordsOf } from '#domain/authoring/shingles';

/** A not that turns the question itself round, and is not in *italics*. */
const TURNED =
  /\b(?:which|what|who|where|when|how)\b[^.,;:?“”]*\b(?:is|are|was|were|does|do|did|may|can|must|should|would|will)\s+(?:not|never)\b[^.?“”]*\?|\bexcept\b[^.?“”]*\?/i;
const SHOUTED = /\b(?:NOT|EXCEPT|LEAST|NEVER)\b/;
const NUMBER_WORDS: Record<number, RegExp> = { 2: /\btwo\b/i, 3: /\bthree\b/i };
const LEAST_LETTERS = 6;
/** Words that stand in any question and any answer. */
const COMMON =
  /^(?:patient|patients|provider|record|report|reported|documented|documents|diagnosis|diagnoses|procedure|procedures|service|services|coding|coded|before|during|without|because|should|medicare|hospital|physician|practice|office|encounter|condition|claims|payment|covered|second|secondary|principal)$/;

/** What the words of a question give away: that it is turned round, how many are right, or which one is. */
export const stems: ItemRule = {
  name: 'stems',
  *check({ files }) {
    for (const placed of itemsOf(files)) {
      const { item } = placed;
      if (TURNED.test(item.stem.replace(/\*+[^*]+\*+/g, '')) || SHOUTED.test(item.stem.replace(/“[^”]*”/g, '')))
        yield inItem(placed, ['stem'], 'the question is turned round by a not', 'Ask for what is so, or write *not*');
      if (item.type === 'multiple-choice' && !NUMBER_WORDS[item.rightAnswers]?.test(item.stem))
        yield inItem(placed, ['stem'], 'the stem does not say how many options are right', 'Write e.g. “Which two …”');
      yield* givenAway(placed);
      yield* unbalanced(placed);
    }
  },
};

const tellingWords = (text: string): Set<string> =>
  new Set(wordsOf(text).filter((word) => word.length >= LEAST_LETTERS && /^\p{L}+$/u.test(word) && !COMMON.test(word)));

/** The right option of a single choice repeats words of the stem, and no wrong one repeats any. */
function* givenAway(placed: PlacedItem): Iterable<ItemIssue> {
  if (placed.item.type !== 'single-choice') return;
  const asked = tellingWords(placed.item.stem);
  const repeated = optionsOf(placed.item).map(({ text }) => [...tellingWords(text)].filter((word) => asked.has(word)));
  const right = optionsOf(placed.item).findIndex(({ isRight }) => isRight);
  const own = repeated[right] ?? [];
  if (own.length === 0 || repeated.some((words, index) => index !== right && words.length > 0)) return;
  yield inItem(
    placed,
    ['options', right, 'text'],
    `only the right option repeats “${own.join(' ')}” of the stem`,
    'Use the word in a wrong option, too, or another word here',
  );
}

/** Signs of Markdown come in pairs, and nothing else of it is shown. */
function* unbalanced(placed: PlacedItem): Iterable<ItemIssue> {
  for (const { path, text } of textsOf(placed.item)) {
    if ((text.match(/`/g)?.length ?? 0) % 2 || (text.match(/\*/g)?.length ?? 0) % 2)
      yield inItem(placed, path, 'a * or ` has no partner', 'Close it, or write × for times');
    if (/<[a-z/!]|\]\(|^#{1,6} /im.test(text))
      yield inItem(placed, path, 'only *italics* and **bold** are shown here', 'Leave out tags, links and headings');
  }
}
