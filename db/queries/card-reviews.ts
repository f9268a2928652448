import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { findCardState } from '#db/queries/card-states';
import { ensureLearner, type Learner } from '#db/queries/learner';
import { recordObservations } from '#db/queries/observations';
import { cardReviews, cardStates, observations, studyTime } from '#db/schema/study';
import { type CardState, markOf } from '#domain/study/card';
import { RATING_CREDITS, type Rating, type Reviewed, review } from '#domain/study/review';
import type { SkillId } from '#domain/study/skills';
import type { Instant, IsoDate } from '#domain/time';

/** An answer to a card. */
export interface Answer {
  /** UUIDv7 of the review, made by the caller. */
  reviewId: string;
  who: Learner;
  card: { cardId: string; deck: string; skills: readonly SkillId[] };
  rating: Rating;
  /** Which state the page showed (`markOf`). */
  mark: string;
  /** In thousandths. */
  retention: number;
  /** From showing the card to the answer; undefined where it is not known. */
  tookMs?: number;
  /** The day of the person's time zone. */
  day: IsoDate;
  now: Instant;
}

/** Longer than this nobody thought about one card: the person was away. */
const LONGEST_THOUGHT_MS = 2 * 60 * 1000;

/**
 * Rates a card once: schedules it, keeps what stood before, adds the evidence and the time, all or nothing. `stale`, and
 * nothing changed, when the card is not as the page showed it: it was answered in another tab, or suspended.
 */
export const recordReview = (db: Db, answer: Answer): Promise<'recorded' | 'stale'> =>
  db.transaction(async (tx) => {
    const { who, card, rating, mark, retention, now } = answer;
    await ensureLearner(tx, who, now);
    const before = await findCardState(tx, who.personId, card.cardId);
    if (before?.isSuspended || markOf(before?.memory) !== mark) return 'stale';
    await saveAnswer(tx, answer, before, review(before?.memory, rating, now, { retention }));
    const evidence = {
      source: 'card',
      ref: answer.reviewId,
      part: '',
      credit: RATING_CREDITS[rating],
      at: now,
    } as const;
    if (card.skills.length > 0) await recordObservations(tx, who.personId, [{ ...evidence, skills: [...card.skills] }]);
    await addTime(tx, answer);
    return 'recorded';
  });

async function saveAnswer(
  tx: Transaction,
  { reviewId, who: { personId }, card: { cardId, deck }, rating, tookMs, now }: Answer,
  before: CardState | undefined,
  { memory, due }: Reviewed,
): Promise<void> {
  await tx.insert(cardReviews).values({
    id: reviewId,
    personId,
    cardId,
    deck,
    rating,
    before: before?.memory ? { ...before.memory, due: before.due } : null,
    at: now,
    tookMs: tookMs ?? null,
  });
  await tx
    .insert(cardStates)
    .values({ personId, cardId, deck, due, memory })
    .onConflictDoUpdate({ target: [cardStates.personId, cardStates.cardId], set: { deck, due, memory } });
}

/** A gap over two minutes is left out. */
async function addTime(tx: Transaction, { who: { personId }, tookMs = 0, day }: Answer): Promise<void> {
  if (tookMs <= 0 || tookMs > LONGEST_THOUGHT_MS) return;
  await tx
    .insert(studyTime)
    .values({ personId, day, activity: 'cards', activeMs: tookMs })
    .onConflictDoUpdate({
      target: [studyTime.personId, studyTime.day, studyTime.activity],
      set: { activeMs: sql`${studyTime.activeMs} + ${tookMs}` },
    });
}

/** The latest answer of a person; undefined when there is none. One query. */
export async function findLastReview(
  db: Pick<Db, 'select'>,
  personId: string,
): Promise<typeof cardReviews.$inferSelect | undefined> {
  const [found] = await db
    .select()
    .from(cardReviews)
    .where(eq(cardReviews.personId, personId))
    .orderBy(desc(cardReviews.at), desc(cardReviews.id))
    .limit(1);
  return found;
}

/**
 * Takes the latest answer back: the card stands as it stood, and the evidence is gone. The time stays, it was spent; so
 * does a suspension that came after it.
 * Answers the card; undefined, and nothing changed, when `reviewId` is not the latest any more: a second click does nothing.
 */
export const undoReview = (db: Db, personId: string, reviewId: string): Promise<string | undefined> =>
  db.transaction(async (tx) => {
    const last = await findLastReview(tx, personId);
    if (last?.id !== reviewId) return undefined;
    const isState = and(eq(cardStates.personId, personId), eq(cardStates.cardId, last.cardId));
    const { due, ...memory } = last.before ?? { due: last.at };
    await tx
      .update(cardStates)
      .set({ due, memory: 'state' in memory ? memory : null })
      .where(isState);
    // Without a memory it is as new as one without a row; suspending it was an act of its own, which stays.
    const isNew = and(isState, isNull(cardStates.memory), isNull(cardStates.suspendedAt));
    await tx.delete(cardStates).where(isNew);
    await tx.delete(cardReviews).where(eq(cardReviews.id, reviewId));
    const isEvidence = and(eq(observations.source, 'card'), eq(observations.ref, reviewId));
    await tx.delete(observations).where(and(eq(observations.personId, personId), isEvidence));
    return last.cardId;
  });
