import { and, eq, gte, inArray, isNull, sql } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { ensureLearner, type Learner } from '#db/queries/learner';
import { cardReviews, cardStates } from '#db/schema/study';
import type { CardState } from '#domain/study/card';
import type { Instant } from '#domain/time';

type Row = typeof cardStates.$inferSelect;
const toState = ({ cardId, deck, due, memory, suspendedAt }: Row): CardState => ({
  cardId,
  deck,
  due,
  ...(memory && { memory }),
  isSuspended: suspendedAt !== null,
});

/** Every card a person has seen, suspended or put off, in no order. One query. */
export async function listCardStates(db: Db, personId: string): Promise<CardState[]> {
  const found = await db.select().from(cardStates).where(eq(cardStates.personId, personId));
  return found.map(toState);
}

/** Where one card stands; undefined when it was never seen. One query. */
export async function findCardState(
  db: Pick<Db, 'select'>,
  personId: string,
  cardId: string,
): Promise<CardState | undefined> {
  const [found] = await db
    .select()
    .from(cardStates)
    .where(and(eq(cardStates.personId, personId), eq(cardStates.cardId, cardId)));
  return found && toState(found);
}

/** What was answered since `since`: cards that were new, and reviews of cards that were known. One query. */
export async function countAnswers(
  db: Db,
  personId: string,
  since: Instant,
): Promise<{ newCards: number; reviews: number }> {
  const [found] = await db
    .select({
      newCards: sql<number>`coalesce(sum(${cardReviews.before} is null), 0)`,
      reviews: sql<number>`coalesce(sum(json_extract(${cardReviews.before}, '$.state') = 'review'), 0)`,
    })
    .from(cardReviews)
    .where(and(eq(cardReviews.personId, personId), gte(cardReviews.at, since)));
  return { newCards: found?.newCards ?? 0, reviews: found?.reviews ?? 0 };
}

/** A card by its id and the deck it is of. */
export interface CardName {
  cardId: string;
  deck: string;
}

/** Stays below the number of values one statement of SQLite takes. */
const ROWS_AT_ONCE = 500;

/** Suspends cards: they are not shown until they are taken up again. Their memory stays. */
export const suspendCards = (db: Db, who: Learner, cards: readonly CardName[], now: Instant): Promise<void> =>
  db.transaction(async (tx) => {
    await ensureLearner(tx, who, now);
    const row = { personId: who.personId, due: now, memory: null, suspendedAt: now };
    for (let at = 0; at < cards.length; at += ROWS_AT_ONCE)
      await tx
        .insert(cardStates)
        .values(cards.slice(at, at + ROWS_AT_ONCE).map((card) => ({ ...row, ...card })))
        .onConflictDoUpdate({
          target: [cardStates.personId, cardStates.cardId],
          set: { suspendedAt: now },
          setWhere: isNull(cardStates.suspendedAt),
        });
  });

/** Takes suspended cards up again, due as they were. */
export const resumeCards = (db: Db, personId: string, cardIds: readonly string[]): Promise<void> =>
  db.transaction(async (tx) => {
    for (let at = 0; at < cardIds.length; at += ROWS_AT_ONCE) {
      const some = and(
        eq(cardStates.personId, personId),
        inArray(cardStates.cardId, cardIds.slice(at, at + ROWS_AT_ONCE)),
      );
      await tx.update(cardStates).set({ suspendedAt: null }).where(some);
      // Without a memory it is as new as one without a row.
      await tx.delete(cardStates).where(and(some, isNull(cardStates.memory)));
    }
  });

/** Puts a card off until `until`; its memory stays, and one that is due later than that stays as it is. */
export const postponeCard = (
  db: Db,
  who: Learner,
  { cardId, deck, until }: CardName & { until: Instant },
  now: Instant,
): Promise<void> =>
  db.transaction(async (tx) => {
    await ensureLearner(tx, who, now);
    await tx
      .insert(cardStates)
      .values({ personId: who.personId, cardId, deck, due: until, memory: null })
      .onConflictDoUpdate({
        target: [cardStates.personId, cardStates.cardId],
        set: { due: sql`max(${cardStates.due}, ${until})` },
      });
  });

/** Forgets where cards stand: for cards that are deleted. */
export async function forgetCardStates(tx: Transaction, personId: string, cardIds: readonly string[]): Promise<void> {
  await tx.delete(cardStates).where(and(eq(cardStates.personId, personId), inArray(cardStates.cardId, [...cardIds])));
}
