import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { type Answer, findLastReview, recordReview, undoReview } from '#db/queries/card-reviews';
import {
  countAnswers,
  findCardState,
  listCardStates,
  postponeCard,
  resumeCards,
  suspendCards,
} from '#db/queries/card-states';
import { listObservations } from '#db/queries/observations';
import { addOwnCards, changeOwnCard, deleteOwnCard, findOwnCard, listOwnCards } from '#db/queries/own-cards';
import { findStudyPlan, saveStudyPlan } from '#db/queries/study-plan';
import { listVarianceEntries } from '#db/queries/variance-entries';
import { attempts } from '#db/schema/attempts';
import { cardReviews, notebookEntries, studyTime } from '#db/schema/study';
import { markOf } from '#domain/study/card';
import { RATINGS } from '#domain/study/review';
import type { Instant, IsoDate } from '#domain/time';
import { at, newId } from './a-case.ts';
import { aTry, submit } from './a-person.ts';
import { freshDatabase } from './fresh-database.ts';

const WHO = { personId: 'guest', isAccount: false };
const CARD = { cardId: 'glossary/heart', deck: 'glossary-anatomy', skills: ['anatomy' as const] };
const START = Date.UTC(2026, 10, 26, 12);
const MINUTE_MS = 60_000;

const anAnswer = (overrides: Partial<Answer> = {}): Answer => ({
  reviewId: newId(),
  who: WHO,
  card: CARD,
  rating: 3,
  mark: markOf(undefined),
  retention: 900,
  tookMs: 4000,
  day: '2026-11-26' as IsoDate,
  now: START as Instant,
  ...overrides,
});
const stateOf = (db: Db) => findCardState(db, WHO.personId, CARD.cardId);
const timeOf = (db: Db) => db.select().from(studyTime).where(eq(studyTime.personId, WHO.personId));

describe('an answer', () => {
  test('schedules the card, keeps what stood before, adds evidence and time', async () => {
    const { db } = await freshDatabase();
    expect(await recordReview(db, anAnswer({ reviewId: 'r1', rating: 2 }))).toBe('recorded');
    expect(await stateOf(db)).toMatchObject({ deck: CARD.deck, due: START + 6 * MINUTE_MS, isSuspended: false });
    expect(await listObservations(db, WHO.personId)).toEqual([
      { source: 'card', ref: 'r1', part: '', skills: ['anatomy'], credit: 0.5, at: START },
    ]);
    expect(await timeOf(db)).toEqual([{ personId: 'guest', day: '2026-11-26', activity: 'cards', activeMs: 4000 }]);
    expect(await countAnswers(db, WHO.personId, at(START))).toEqual({ newCards: 1, reviews: 0 });
  });

  test('to a state that is not there any more counts nothing: a double click or a second tab rates once', async () => {
    const { db } = await freshDatabase();
    const both = [recordReview(db, anAnswer()), recordReview(db, anAnswer({ rating: 1 }))];
    expect((await Promise.all(both)).toSorted()).toEqual(['recorded', 'stale']);
    expect(await db.select().from(cardReviews)).toHaveLength(1);
    expect((await stateOf(db))?.memory?.reps).toBe(1);
    expect(await timeOf(db)).toMatchObject([{ activeMs: 4000 }]);
  });

  test('to a suspended card counts nothing', async () => {
    const { db } = await freshDatabase();
    await suspendCards(db, WHO, [CARD], at(START));
    expect(await recordReview(db, anAnswer())).toBe('stale');
  });

  test('after two minutes adds no time, and a card without a skill no evidence', async () => {
    const { db } = await freshDatabase();
    const card = { ...CARD, skills: [] };
    await recordReview(db, anAnswer({ card, tookMs: 120_001 }));
    expect(await timeOf(db)).toEqual([]);
    expect(await listObservations(db, WHO.personId)).toEqual([]);
  });
});

describe('taking an answer back', () => {
  test('restores exactly what stood before, whatever was answered', async () => {
    const steps = fc.array(fc.record({ rating: fc.constantFrom(...RATINGS), days: fc.integer({ min: 0, max: 90 }) }), {
      minLength: 1,
      maxLength: 8,
    });
    const { db } = await freshDatabase();
    let person = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (answers) => {
        const who = { personId: `guest-${++person}`, isAccount: false };
        const stood = [];
        let now = START;
        for (const { rating, days } of answers) {
          const state = await findCardState(db, who.personId, CARD.cardId);
          stood.push({ state, now });
          now += days * 24 * 60 * MINUTE_MS + 1000;
          await recordReview(db, anAnswer({ who, rating, mark: markOf(state?.memory), now: at(now) }));
        }
        for (const { state } of stood.reverse()) {
          const last = await findLastReview(db, who.personId);
          expect(await undoReview(db, who.personId, last?.id ?? '')).toBe(CARD.cardId);
          expect(await findCardState(db, who.personId, CARD.cardId)).toEqual(state);
        }
        expect(await listObservations(db, who.personId)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  test('happens once, and only to the latest answer of one’s own', async () => {
    const { db } = await freshDatabase();
    await recordReview(db, anAnswer({ reviewId: 'first' }));
    const mark = markOf((await stateOf(db))?.memory);
    await recordReview(db, anAnswer({ reviewId: 'second', mark, now: at(START + MINUTE_MS) }));
    expect(await undoReview(db, WHO.personId, 'first')).toBeUndefined();
    expect(await undoReview(db, 'somebody-else', 'second')).toBeUndefined();
    expect(await undoReview(db, WHO.personId, 'second')).toBe(CARD.cardId);
    expect(await undoReview(db, WHO.personId, 'second')).toBeUndefined();
    expect((await stateOf(db))?.memory?.reps).toBe(1);
  });
});

describe('putting cards aside', () => {
  test('an old page does not bring a card forward: put off until tomorrow, it stays due when it was later', async () => {
    const { db } = await freshDatabase();
    await recordReview(db, anAnswer({ rating: 4 }));
    const due = (await stateOf(db))?.due ?? 0;
    await postponeCard(db, WHO, { ...CARD, until: at(START + 60 * MINUTE_MS) }, at(START + 1));
    expect(due).toBeGreaterThan(START + 60 * MINUTE_MS);
    expect((await stateOf(db))?.due).toBe(due);
  });

  test('a card suspended after its answer stays so when the answer is taken back', async () => {
    const { db } = await freshDatabase();
    await recordReview(db, anAnswer({ reviewId: 'first' }));
    await suspendCards(db, WHO, [CARD], at(START + 1));
    expect(await undoReview(db, WHO.personId, 'first')).toBe(CARD.cardId);
    expect(await stateOf(db)).toMatchObject({ isSuspended: true });
    expect((await stateOf(db))?.memory).toBeUndefined();
    await resumeCards(db, WHO.personId, [CARD.cardId]);
    expect(await stateOf(db)).toBeUndefined();
  });

  test('suspending keeps the memory, resuming a new card leaves nothing', async () => {
    const { db } = await freshDatabase();
    await recordReview(db, anAnswer());
    const before = await stateOf(db);
    const fresh = { cardId: 'new/one', deck: 'd' };
    await suspendCards(db, WHO, [CARD, fresh], at(START + 1));
    expect(await stateOf(db)).toEqual({ ...before, isSuspended: true });
    await resumeCards(db, WHO.personId, [CARD.cardId, fresh.cardId]);
    expect(await listCardStates(db, WHO.personId)).toEqual([before]);
  });
  test('not today moves the day and nothing else', async () => {
    const { db } = await freshDatabase();
    await recordReview(db, anAnswer());
    const before = await stateOf(db);
    await postponeCard(db, WHO, { ...CARD, until: at(START + 15 * MINUTE_MS) }, at(START));
    expect(await stateOf(db)).toEqual({ ...before, due: START + 15 * MINUTE_MS });
  });
});

describe('own cards', () => {
  const aCard = (id: string, fingerprint = id) => ({ id, deck: 'Mine', front: 'f', back: 'b', tags: [], fingerprint });

  test('the same card is added once, in one file or in two', async () => {
    const { db } = await freshDatabase();
    const first = await addOwnCards(db, WHO, [aCard('a'), aCard('b'), aCard('c', 'a')], at(1));
    expect(first.kind === 'added' && [...first.ids]).toEqual(['a', 'b']);
    const second = await addOwnCards(db, WHO, [aCard('d', 'a'), aCard('e', 'b')], at(2));
    expect(second.kind === 'added' && second.ids.size).toBe(0);
    expect(await listOwnCards(db, WHO.personId)).toHaveLength(2);
  });
  test('nobody has more decks or characters than pages can list', async () => {
    const { db } = await freshDatabase();
    const inDecks = Array.from({ length: 201 }, (_, place) => ({ ...aCard(`n${place}`), deck: `deck ${place}` }));
    expect(await addOwnCards(db, WHO, inDecks, at(1))).toEqual({ kind: 'too-many' });
    expect((await addOwnCards(db, WHO, inDecks.slice(1), at(1))).kind).toBe('added');
    const renamed = { ...aCard('n1'), deck: 'one more', fingerprint: 'z' };
    await addOwnCards(db, WHO, [{ ...aCard('twin'), deck: 'deck 1' }], at(1));
    expect(await changeOwnCard(db, WHO.personId, renamed)).toBe('too-many');
    const long = Array.from({ length: 2500 }, (_, place) => ({ ...aCard(`l${place}`), back: 'b'.repeat(4000) }));
    expect(await addOwnCards(db, { ...WHO, personId: 'other' }, long, at(1))).toEqual({ kind: 'too-many' });
  });
  test('of too many none is added', async () => {
    const { db } = await freshDatabase();
    const many = Array.from({ length: 20_001 }, (_, place) => aCard(`n${place}`));
    expect(await addOwnCards(db, WHO, many, at(1))).toEqual({ kind: 'too-many' });
    expect(await listOwnCards(db, WHO.personId)).toEqual([]);
  });
  test('are seen, changed and deleted by their person alone', async () => {
    const { db } = await freshDatabase();
    await addOwnCards(db, WHO, [aCard('a'), aCard('b')], at(1));
    await recordReview(db, anAnswer({ card: { cardId: 'own/a', deck: 'own:Mine', skills: [] } }));
    expect(await findOwnCard(db, 'other', 'a')).toBeUndefined();
    expect(await changeOwnCard(db, 'other', { ...aCard('a'), fingerprint: 'x' })).toBe('absent');
    expect(await changeOwnCard(db, WHO.personId, { ...aCard('a'), fingerprint: 'b' })).toBe('same');
    expect(await changeOwnCard(db, WHO.personId, { ...aCard('a'), deck: 'New', fingerprint: 'z' })).toBe('changed');
    expect(await findCardState(db, WHO.personId, 'own/a')).toMatchObject({ deck: 'own:New' });
    await deleteOwnCard(db, 'other', 'a');
    expect(await findOwnCard(db, WHO.personId, 'a')).toBeDefined();
    await deleteOwnCard(db, WHO.personId, 'a');
    expect(await findOwnCard(db, WHO.personId, 'a')).toBeUndefined();
    expect(await listCardStates(db, WHO.personId)).toEqual([]);
  });
});

test('a plan is kept and replaced', async () => {
  const { db } = await freshDatabase();
  const plan = { newCardsADay: 5, mostReviewsADay: 50, retention: 920, decks: ['a', 'b'], timeZone: 'Asia/Tokyo' };
  expect(await findStudyPlan(db, WHO.personId)).toBeUndefined();
  await saveStudyPlan(db, WHO, plan, at(1));
  await saveStudyPlan(db, WHO, { ...plan, decks: ['c'] }, at(2));
  expect(await findStudyPlan(db, WHO.personId)).toEqual({ ...plan, decks: ['c'] });
});

test('differences become cards only of graded attempts whose key is told, of one’s own, and until they are settled', async () => {
  const { db } = await freshDatabase();
  const mine = await aTry(db, 'me', { now: 5 });
  const open = await aTry(db, 'open', { now: 6, isSubmitted: false });
  const theirs = await aTry(db, 'they', { now: 7 });
  const sealed = await aTry(db, 'candidate', { now: 8, isSubmitted: false });
  await db.update(attempts).set({ mode: 'assessment' }).where(eq(attempts.id, sealed));
  const [{ caseVersionId } = { caseVersionId: '' }] = await db.select().from(attempts).where(eq(attempts.id, sealed));
  await submit(db, { attemptId: sealed, personId: 'candidate', caseVersionId, now: 9 });
  const entry = {
    source: 'chart',
    place: 0,
    kind: 'missed-diagnosis',
    severity: 'payment',
    skill: 'hypertension',
  } as const;
  const rows = [
    { id: 'e1', personId: 'me', ref: mine },
    { id: 'e2', personId: 'me', ref: mine, place: 1, settledAt: 9 },
    { id: 'e3', personId: 'open', ref: open },
    // Somebody else's attempt, named in one's own notebook, tells nothing.
    { id: 'e4', personId: 'me', ref: theirs, place: 2 },
    { id: 'e5', personId: 'candidate', ref: sealed },
  ];
  // What handing in wrote is another test's; here every row is a trap of its own.
  await db.delete(notebookEntries);
  await db.insert(notebookEntries).values(rows.map((row) => ({ ...entry, at: 9, ...row })));
  const found = await Promise.all(['me', 'open', 'they', 'candidate'].map((person) => listVarianceEntries(db, person)));
  expect(found.flat().map(({ id }) => id)).toEqual(['e1']);
});
