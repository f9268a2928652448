/** Characters of each side of a card a person writes or brings along, and of its deck's name. */
export const MOST_IN_FIELD = { front: 1000, back: 4000, deck: 100 } as const;
/** Tags of one card, and characters of each. */
export const MOST_TAGS = { tags: 20, characters: 60 } as const;
/** Where own cards go when no deck is named. */
export const OWN_DECK_NAME = 'My cards';

/** A card somebody wrote, before it has an id. Plain text. */
export interface WrittenCard {
  deck: string;
  front: string;
  back: string;
  tags: string[];
}

/** What makes two cards the same: both sides, whatever the case and the spaces. A fingerprint is made of it. */
export const sameCard = ({ front, back }: Pick<WrittenCard, 'front' | 'back'>): string =>
  [front, back].map((text) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()).join('\u0000');
