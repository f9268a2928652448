import { v7 as newId } from 'uuid';
import { recordReview, undoReview } from '#db/queries/card-reviews';
import { postponeCard, suspendCards } from '#db/queries/card-states';
import { findStudyPlan } from '#db/queries/study-plan';
import { DEFAULT_PLAN } from '#domain/study/daily-plan';
import { dayIn, startOfNextDay } from '#domain/study/day';
import type { ReviewFields } from '#operations/study/card-fields';
import { learnerOf } from '#operations/study/desk';
import { findCard } from '#operations/study/find-card';
import { refuseWriting } from '#operations/study/refuse-writing';

type Locals = App.Locals;
type Rate = Extract<ReviewFields, { act: 'rate' }>;

/** What the review page says next. `stale`: the card was not as the page showed it, and nothing was counted. */
export type ReviewOutcome =
  | { kind: 'done'; done: 'rated' | 'stale' | 'suspended' | 'later' | 'undone' | 'not-undone'; card?: string }
  | { kind: 'refused'; status: 404 | 429; sentence: string };

const NO_CARD = 'This card is not there any more. Nothing was changed.';
const A_DAY_MS = 24 * 60 * 60 * 1000;

/** Does what a form of the review page asks for. */
export async function answerCard(locals: Locals, fields: ReviewFields): Promise<ReviewOutcome> {
  const sentence = await refuseWriting(locals);
  if (sentence) return { kind: 'refused', status: 429, sentence };
  if (fields.act === 'undo') {
    const card = await undoReview(locals.db, locals.actor.personId, fields.review);
    return card === undefined ? { kind: 'done', done: 'not-undone' } : { kind: 'done', done: 'undone', card };
  }
  const card = await findCard(locals, fields.card);
  if (!card) return { kind: 'refused', status: 404, sentence: NO_CARD };
  const { id: cardId, deck, skills } = card;
  if (fields.act === 'rate') return rate(locals, fields, { cardId, deck, skills });
  return putAside(locals, fields.act, { cardId, deck });
}

async function rate(
  locals: Locals,
  { rating, mark, shownAt }: Rate,
  card: Parameters<typeof recordReview>[1]['card'],
): Promise<ReviewOutcome> {
  const { db, actor, now } = locals;
  const { retention, timeZone } = (await findStudyPlan(db, actor.personId)) ?? DEFAULT_PLAN;
  const took = now - shownAt;
  const isKnown = took >= 0 && took < A_DAY_MS;
  const done = await recordReview(db, {
    reviewId: newId(),
    who: learnerOf(locals),
    card,
    rating,
    mark,
    retention,
    ...(isKnown && { tookMs: took }),
    day: dayIn(now, timeZone),
    now,
  });
  return { kind: 'done', done: done === 'recorded' ? 'rated' : 'stale' };
}

async function putAside(
  locals: Locals,
  act: 'suspend' | 'later',
  card: { cardId: string; deck: string },
): Promise<ReviewOutcome> {
  const { db, actor, now } = locals;
  if (act === 'suspend') {
    await suspendCards(db, learnerOf(locals), [card], now);
    return { kind: 'done', done: 'suspended' };
  }
  const { timeZone } = (await findStudyPlan(db, actor.personId)) ?? DEFAULT_PLAN;
  await postponeCard(db, learnerOf(locals), { ...card, until: startOfNextDay(now, timeZone) }, now);
  return { kind: 'done', done: 'later' };
}
