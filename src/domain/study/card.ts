import type { SheetList } from '#domain/chart/coding-sheet';
import type { CardMemory } from './card-memory.ts';
import type { SkillId } from './skills.ts';
import { inOrder, skillsOfCites, skillsOfCode } from './skills-of.ts';

/** A card with its two sides, as plain text. */
export interface StudyCard {
  /** `deck/card`; `variance/<notebook entry>`; `own/<own card>`. */
  id: string;
  /** Id of its deck. */
  deck: string;
  front: string;
  back: string;
  /** What shows it at work. */
  example?: string;
  cites: readonly string[];
  skills: readonly SkillId[];
  /** Where more of it is told. */
  more?: { address: string; title: string };
}

/** Cards that belong together. */
export interface Deck {
  id: string;
  title: string;
  /** What is in it, in a sentence. */
  about: string;
  /** New cards are taken from it before a person has chosen decks. */
  isOnAtFirst: boolean;
  cards: readonly StudyCard[];
}

/** Where a card stands with a person. */
export interface CardState {
  cardId: string;
  deck: string;
  due: number;
  /** Absent when it was suspended or put off before it was ever seen. */
  memory?: CardMemory;
  isSuspended: boolean;
}

/** The deck of a person's own differences from answer keys, and what its cards' ids begin with. */
export const VARIANCE_DECK = 'variance';
/** What ids of decks that a person made begin with; their name follows. */
const OWN_DECK = 'own:';
export const ownDeckId = (name: string): string => `${OWN_DECK}${name}`;
/** What ids of decks begin with that hold what a person put into their plan after an exam; the sitting follows. */
const EXAM_DECK = 'exam:';
export const examDeckId = (sittingId: string): string => `${EXAM_DECK}${sittingId}`;
/** The sitting of such a deck; undefined of any other. */
export const sittingOfDeck = (deck: string): string | undefined =>
  deck.startsWith(EXAM_DECK) ? deck.slice(EXAM_DECK.length) : undefined;
export const isOwnDeck = (deck: string): boolean => deck.startsWith(OWN_DECK);
export const ownCardId = (id: string): string => `own/${id}`;
export const varianceCardId = (entryId: string): string => `${VARIANCE_DECK}/${entryId}`;

/** The part of a card's id behind its deck; undefined when it is of another kind. */
export const idBehind = (kind: 'own' | 'variance', cardId: string): string | undefined =>
  cardId.startsWith(`${kind}/`) ? cardId.slice(kind.length + 1) : undefined;

/** Skills a card is evidence of: those of its rules and codes, else those of its deck. */
export function skillsOfCard(
  { cites, codes }: { cites: readonly string[]; codes: readonly { list: SheetList; code: string }[] },
  ofDeck: readonly SkillId[],
): SkillId[] {
  const own = inOrder([...skillsOfCites(cites), ...codes.flatMap(({ list, code }) => skillsOfCode(list, code))]);
  return own.length > 0 ? own : [...ofDeck];
}

/**
 * Says which state of a card a page showed, so that an answer to an older one counts nothing: the number of answers and
 * the moment of the last.
 */
export const markOf = (memory: CardMemory | undefined): string => `${memory?.reps ?? 0}.${memory?.lastReview ?? 0}`;
