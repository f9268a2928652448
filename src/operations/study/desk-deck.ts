import type { Deck } from '#domain/study/card';

/** A deck as a person has it: the ids of its cards, and whether new ones are taken from it. */
export interface DeskDeck extends Omit<Deck, 'cards' | 'isOnAtFirst'> {
  cardIds: readonly string[];
  isOn: boolean;
}
