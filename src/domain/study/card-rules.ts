import type { AuthoredCard } from './card-file.ts';

/** One thing to put right in a card; `path` leads from the card to the place. Sentences without full stop. */
export interface CardFlaw {
  path: PropertyKey[];
  message: string;
  fix: string;
}

/** A card that was read before, by what it asks. */
export interface AskedCard {
  id: string;
  words: ReadonlySet<string>;
}

/** Words that carry no content of a question. */
const EMPTY_WORDS =
  /^(?:a|an|the|is|are|was|of|or|and|to|in|on|at|for|by|with|from|as|it|its|that|which|what|how|who|when|where|does|do|be|has|have|one|says?|means?|codes?|coded|case|patient|under|this|then)$/;
/** Fronts that share this part of their words ask the same. */
const SAME_QUESTION = 0.85;
/** An answer that is given by this part of its words on the front is given away. */
const GIVEN_AWAY = 0.75;
/** Answers of fewer words choose among what the front names; that gives nothing away. */
const LEAST_WORDS = 3;
/** Commas of a sentence from which on it enumerates rather than explains. */
const MOST_COMMAS = 4;
/** A question that begins so can be answered by a nod. */
const YES_OR_NO = /^(?:is|are|was|were|do|does|did|can|may|might|should|must|will|would|has|have)\b/i;
const EVERYTHING = /\b(?:all|none|both|any) of the above\b/i;

const wordsOf = (text: string): Set<string> =>
  new Set(
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}.-]+/u)
      .map((word) => word.replace(/^[.-]+|[.-]+$/g, ''))
      .filter((word) => word !== '' && !EMPTY_WORDS.test(word)),
  );

const firstSentence = (text: string): string => /^.+?[.?](?=\s+\p{Lu}|$)/u.exec(text)?.[0] ?? text;

/** Part of the words of `some` that are among `others`, 0 to 1. */
function shareOf(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  if (some.size === 0) return 0;
  return [...some].filter((word) => others.has(word)).length / some.size;
}

/**
 * What one card says wrongly by itself or beside the cards in `asked`. `flawsOf` enters what it reads there, so one list
 * serves all decks.
 */
export function flawsOf(card: AuthoredCard, asked: AskedCard[]): CardFlaw[] {
  const words = wordsOf(card.front);
  const flaws = [...twice(card, words, asked), ...questionFlaws(card), ...answerFlaws(card, words)];
  asked.push({ id: card.id, words });
  return flaws;
}

function twice({ id }: AuthoredCard, words: ReadonlySet<string>, asked: readonly AskedCard[]): CardFlaw[] {
  const namesake = asked.some((other) => other.id === id);
  const twin = asked.find(
    (other) => Math.min(shareOf(words, other.words), shareOf(other.words, words)) >= SAME_QUESTION,
  );
  return [
    ...(namesake ? [{ path: ['id'], message: 'another card has this id', fix: 'Give it a name of its own' }] : []),
    ...(twin
      ? [{ path: ['front'], message: `it asks what ${twin.id} asks`, fix: 'Keep one, or ask what tells them apart' }]
      : []),
  ];
}

function questionFlaws({ front }: AuthoredCard): CardFlaw[] {
  const asked = front.split(/[.:;…]\s+/).at(-1) ?? '';
  if (!YES_OR_NO.test(asked)) return [];
  return [{ path: ['front'], message: 'a nod would answer it', fix: 'Ask what, which, when or why' }];
}

function answerFlaws({ front, back }: AuthoredCard, asked: ReadonlySet<string>): CardFlaw[] {
  const path = ['back'];
  const flaws: CardFlaw[] = [];
  const answer = wordsOf(firstSentence(back));
  if (front === back || (answer.size >= LEAST_WORDS && shareOf(answer, asked) >= GIVEN_AWAY))
    flaws.push({ path, message: 'the front gives this answer away', fix: 'Ask without the words of the answer' });
  if (EVERYTHING.test(`${front} ${back}`))
    flaws.push({ path, message: '“of the above” is for tests', fix: 'Say what is meant' });
  const listed = back.split(/[.?;:](?:\s|$)/).some((part) => part.split(', ').length - 1 > MOST_COMMAS);
  if (listed) flaws.push({ path, message: 'this is a list', fix: 'Make a card of each fact, four members at most' });
  return flaws;
}
