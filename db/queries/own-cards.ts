import { and, asc, eq, sql } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { forgetCardStates } from '#db/queries/card-states';
import { ensureLearner, type Learner } from '#db/queries/learner';
import { cardStates, ownCards } from '#db/schema/study';
import { ownCardId, ownDeckId } from '#domain/study/card';
import type { Instant } from '#domain/time';

/** A card a person wrote or brought along; `deck` is the name they gave it. */
export interface OwnCard {
  id: string;
  deck: string;
  front: string;
  back: string;
  tags: string[];
  /** Of front and back. */
  fingerprint: string;
}

const columns = {
  id: ownCards.id,
  deck: ownCards.deck,
  front: ownCards.front,
  back: ownCards.back,
  tags: ownCards.tags,
  fingerprint: ownCards.fingerprint,
};
const inOrderOfMaking = [asc(ownCards.createdAt), asc(ownCards.id)] as const;

/** All own cards of a person in the order they were made. One query. */
export const listOwnCards = (db: Db, personId: string): Promise<OwnCard[]> =>
  db
    .select(columns)
    .from(ownCards)
    .where(eq(ownCards.personId, personId))
    .orderBy(...inOrderOfMaking);

/** Their ids and decks alone, for plans. One query. */
export const listOwnCardNames = (db: Db, personId: string): Promise<{ id: string; deck: string }[]> =>
  db
    .select({ id: ownCards.id, deck: ownCards.deck })
    .from(ownCards)
    .where(eq(ownCards.personId, personId))
    .orderBy(...inOrderOfMaking);

/** An own card of this person; somebody else's and none answer the same. One query. */
export async function findOwnCard(db: Db, personId: string, id: string): Promise<OwnCard | undefined> {
  const [found] = await db
    .select(columns)
    .from(ownCards)
    .where(and(eq(ownCards.personId, personId), eq(ownCards.id, id)));
  return found;
}

/** More own cards than this nobody has use for; pages that list them read all of them. */
export const MOST_OWN_CARDS = 20_000;
/** Decks they may be in: each is a row of a form and has a turn in every day. */
export const MOST_OWN_DECKS = 200;
/** Characters of all fronts and backs together; SQLite counts them. */
export const MOST_OWN_CHARACTERS = 10_000_000;
/** Stays below the number of values one statement of SQLite takes. */
const ROWS_AT_ONCE = 400;

export type Added = { kind: 'added'; ids: ReadonlySet<string> } | { kind: 'too-many' };

/**
 * Adds cards; one that is there already, by its fingerprint, is left as it is. Answers the ids of those that are new. All
 * or nothing: when there would be more cards, decks or characters than one person may have, none is added.
 */
export const addOwnCards = (db: Db, who: Learner, cards: readonly OwnCard[], now: Instant): Promise<Added> =>
  db.transaction(async (tx) => {
    await ensureLearner(tx, who, now);
    const { personId } = who;
    const isMine = eq(ownCards.personId, personId);
    const known = await tx.select({ fingerprint: ownCards.fingerprint }).from(ownCards).where(isMine);
    const marks = new Set(known.map(({ fingerprint }) => fingerprint));
    const fresh = cards.filter(({ fingerprint }) => !marks.has(fingerprint) && marks.add(fingerprint));
    if (marks.size > MOST_OWN_CARDS) return { kind: 'too-many' };
    if (fresh.length > 0 && !(await hasRoomFor(tx, personId, fresh))) return { kind: 'too-many' };
    for (let at = 0; at < fresh.length; at += ROWS_AT_ONCE)
      await tx
        .insert(ownCards)
        .values(fresh.slice(at, at + ROWS_AT_ONCE).map((card) => ({ ...card, personId, createdAt: now })));
    return { kind: 'added', ids: new Set(fresh.map(({ id }) => id)) };
  });

/** One query. */
async function hasRoomFor(
  tx: Transaction,
  personId: string,
  fresh: readonly Pick<OwnCard, 'deck' | 'front' | 'back'>[],
): Promise<boolean> {
  const characters = sql<number>`sum(length(${ownCards.front}) + length(${ownCards.back}))`;
  const known = await tx
    .select({ deck: ownCards.deck, characters })
    .from(ownCards)
    .where(eq(ownCards.personId, personId))
    .groupBy(ownCards.deck);
  const decks = new Set([...known, ...fresh].map(({ deck }) => deck));
  const before = known.reduce((sum, one) => sum + one.characters, 0);
  const all = fresh.reduce((sum, { front, back }) => sum + front.length + back.length, before);
  return decks.size <= MOST_OWN_DECKS && all <= MOST_OWN_CHARACTERS;
}

/** What became of a change: `same` when another card says the same, `absent` when the card is not there. */
export type Changed = 'changed' | 'same' | 'too-many' | 'absent';

/** Changes an own card; where it stands stays. */
export const changeOwnCard = (db: Db, personId: string, card: Omit<OwnCard, 'tags'>): Promise<Changed> =>
  db.transaction(async (tx) => {
    const { id, fingerprint, deck, front, back } = card;
    const [same] = await tx
      .select({ id: ownCards.id })
      .from(ownCards)
      .where(and(eq(ownCards.personId, personId), eq(ownCards.fingerprint, fingerprint)));
    if (same && same.id !== id) return 'same';
    if (!(await hasRoomFor(tx, personId, [card]))) return 'too-many';
    const isCard = and(eq(ownCards.personId, personId), eq(ownCards.id, id));
    const changed = await tx
      .update(ownCards)
      .set({ deck, front, back, fingerprint })
      .where(isCard)
      .returning({ id: ownCards.id });
    const isState = and(eq(cardStates.personId, personId), eq(cardStates.cardId, ownCardId(id)));
    await tx
      .update(cardStates)
      .set({ deck: ownDeckId(deck) })
      .where(isState);
    return changed.length > 0 ? 'changed' : 'absent';
  });

/** Deletes an own card and where it stands. What its answers showed stays. */
export const deleteOwnCard = (db: Db, personId: string, id: string): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.delete(ownCards).where(and(eq(ownCards.personId, personId), eq(ownCards.id, id)));
    await forgetCardStates(tx, personId, [ownCardId(id)]);
  });
