import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { AccountGoneError } from '#db/queries/accounts';
import { countAnswered, handIn, saveChanges, setBreak } from '#db/queries/sitting-answers';
import { getSittingForm } from '#db/queries/sitting-form';
import { findJudgements, getSittingPaper } from '#db/queries/sitting-results';
import { findOpenSitting, findSitting, listSeenItems, listSittings } from '#db/queries/sittings';
import { auditEvents } from '#db/schema/audit';
import { sittings } from '#db/schema/sittings';
import { studyTime } from '#db/schema/study';
import { GRACE_MS } from '#domain/exam/sittings/sitting-clock';
import type { Instant } from '#domain/time';
import { KINDS, PARTS } from '../domain/exam/items/an-item.ts';
import { aChange, anItemPool, aSitting, closeIt, MINUTE, OUTCOME, START } from './a-sitting.ts';
import { freshDatabase } from './fresh-database.ts';

const moment = (milliseconds: number) => (START + milliseconds) as Instant;
const HOUR = 60 * MINUTE;

/** A database with one sitting of Ann's, and the calls about it. */
async function begun(overrides: Parameters<typeof aSitting>[2] = {}) {
  const { db } = await freshDatabase();
  const who = { sittingId: await aSitting(db, 'ann', overrides), personId: 'ann' };
  return {
    db,
    who,
    save: (changes: Parameters<typeof saveChanges>[1]['changes'], afterMs: number) =>
      saveChanges(db, { ...who, changes, now: moment(afterMs) }),
    pause: (isBreak: boolean, afterMs: number) => setBreak(db, { ...who, isBreak, now: moment(afterMs) }),
    stored: async (place: number) => (await getSittingPaper(db, who.sittingId))[place],
  };
}

describe('beginning', () => {
  test('a form is frozen as it was asked for; a second start finds the first', async () => {
    const { db, who } = await begun();
    expect(await aSitting(db, 'ann', { mode: 'practice', blueprint: 'ccs-2026-05' })).toBe(who.sittingId);
    const found = await findSitting(db, who);
    expect(found).toMatchObject({
      ...{ id: who.sittingId, personId: 'ann', blueprint: 'cpc-2026', mode: 'exam', scope: 'mock', seed: 7 },
      ...{ minutes: 60, items: KINDS.length, time: { startedAt: START, breakMs: 0, breaks: [] } },
    });
    expect(found).not.toHaveProperty('closedAt');
    expect(await findOpenSitting(db, 'ann')).toEqual(found);
    expect((await getSittingPaper(db, who.sittingId)).map(({ place, isPretest }) => [place, isPretest])).toEqual(
      KINDS.map((_, place) => [place, place === 1]),
    );
  });

  test('fifty starts at once make one sitting', async () => {
    const { db } = await freshDatabase();
    await anItemPool(db);
    const ids = await Promise.all(Array.from({ length: 50 }, () => aSitting(db, 'ann')));
    expect(new Set(ids).size).toBe(1);
    expect(await db.$count(sittings)).toBe(1);
  });

  test('somebody else’s is as absent as one that never was', async () => {
    const { db, who } = await begun();
    const tom = { ...who, personId: 'tom', now: moment(1) };
    expect(await findSitting(db, tom)).toBeUndefined();
    expect(await saveChanges(db, { ...tom, changes: [aChange(0, 1)] })).toEqual({ kind: 'not-found' });
    expect(await setBreak(db, { ...tom, isBreak: true })).toEqual({ kind: 'not-found' });
    expect(await handIn(db, tom)).toBe(false);
    expect(await listSittings(db, 'tom')).toEqual([]);
    expect((await findSitting(db, who))?.time).toMatchObject({ breaks: [] });
  });

  test('nothing begins for an account that is gone', async () => {
    const { db } = await freshDatabase();
    await expect(aSitting(db, 'gone', { isAccount: true })).rejects.toBeInstanceOf(AccountGoneError);
    expect(await db.$count(sittings)).toBe(0);
  });

  test('every item that was asked is seen, with the last time', async () => {
    const { db, who } = await begun();
    await closeIt(db, who, START + 1);
    await aSitting(db, 'ann', { now: moment(HOUR) });
    const seen = await listSeenItems(db, 'ann');
    expect([...seen.keys()].sort()).toEqual(KINDS.map((kind) => `of-${kind}`).sort());
    expect(new Set(seen.values())).toEqual(new Set([moment(HOUR)]));
    expect((await listSeenItems(db, 'tom')).size).toBe(0);
    expect((await listSittings(db, 'ann')).map(({ time }) => time.startedAt)).toEqual([moment(HOUR), START]);
  });
});

describe('the form', () => {
  test('holds neither key nor name, and what was done so far', async () => {
    const { db, who, save } = await begun();
    await save([aChange(2, 5, { note: 'mine' })], 6);
    const form = await getSittingForm(db, who.sittingId);
    expect(form.items.map(({ place }) => place)).toEqual(KINDS.map((_, place) => place));
    expect(form.items[2]?.stored).toMatchObject({ at: moment(5), order: 5, state: { note: 'mine' } });
    expect(form.items[3]).not.toHaveProperty('stored');
    const text = JSON.stringify(form);
    expect(text).not.toMatch(/of-|isRight|feedback|Because|isPretest|alsoRight|accept|mitral/);
  });

  test('steps stand in an order of the sitting’s own, the same each time', async () => {
    const { db, who } = await begun();
    const steps = async (sittingId: string) => {
      const { items } = await getSittingForm(db, sittingId);
      const item = items.find((one) => one.item.type === 'order')?.item;
      return item?.type === 'order' ? item.steps.map(({ id }) => id) : [];
    };
    const first = await steps(who.sittingId);
    expect(await steps(who.sittingId)).toEqual(first);
    expect(first.toSorted()).toEqual(PARTS.order.steps.map(({ id }) => id));
    const orders = new Set<string>();
    for (let seed = 0; seed < 12; seed += 1)
      orders.add((await steps(await aSitting(db, `guest-${seed}`, { seed }))).join());
    expect(orders.size).toBeGreaterThan(4);
  });
});

describe('saving', () => {
  test('keeps what was made last, says what stands instead of the rest, and stores both times', async () => {
    const { save, stored } = await begun();
    expect(await save([aChange(0, 10, { note: 'second' })], 12)).toMatchObject({
      kind: 'saved',
      outcomes: [{ place: 0, order: 10, kind: 'kept' }],
      clock: { phase: 'running', remainingMs: HOUR - 12 },
    });
    const late = await save([aChange(0, 5, { note: 'first' }), aChange(1, 11)], 20);
    expect(late).toMatchObject({
      outcomes: [{ kind: 'older', stored: { at: moment(10), state: { note: 'second' } } }, { kind: 'kept' }],
    });
    expect(await stored(0)).toMatchObject({ state: { note: 'second' }, changedAt: moment(10), savedAt: moment(12) });
    expect(await stored(1)).toMatchObject({ changedAt: moment(11), savedAt: moment(20) });
  });

  test('several changes of one item in one request, in any order, and sent again', async () => {
    const { save, stored } = await begun();
    const changes = [aChange(0, 30, { note: 'c' }), aChange(0, 10, { note: 'a' }), aChange(0, 20, { note: 'b' })];
    await save(changes, 40);
    const first = await stored(0);
    expect(first?.state?.note).toBe('c');
    expect(await save(changes, 50)).toMatchObject({
      outcomes: [{ kind: 'kept' }, { kind: 'older' }, { kind: 'older' }],
    });
    expect(await stored(0)).toEqual(first);
  });

  test('two tabs at once lose nothing', async () => {
    const { save, stored } = await begun();
    const sends = Array.from({ length: 40 }, (_, index) =>
      save([aChange(index % 2, index + 1, { note: String(index) })], 100),
    );
    await Promise.all(sends.toReversed());
    expect([(await stored(0))?.state?.note, (await stored(1))?.state?.note]).toEqual(['38', '39']);
  });

  test('an item the form does not have: nothing of the request is saved', async () => {
    const { save, stored } = await begun();
    expect(await save([aChange(0, 1), aChange(KINDS.length, 1)], 2)).toEqual({ kind: 'no-such-place' });
    expect(await stored(0)).not.toHaveProperty('state');
  });

  test('what was given in time is taken for a day after the end, and not when it was judged or a day is over', async () => {
    const { db, who, save } = await begun();
    const inTime = [aChange(0, HOUR - 1)];
    expect(await save([aChange(0, HOUR + 1)], HOUR + 2)).toMatchObject({ outcomes: [{ kind: 'late' }] });
    expect(await save(inTime, HOUR + GRACE_MS)).toMatchObject({
      outcomes: [{ kind: 'kept' }],
      clock: { phase: 'grace', remainingMs: 0 },
    });
    expect(await save([aChange(1, 5)], HOUR + GRACE_MS + 1)).toEqual({ kind: 'closed' });
    await handIn(db, { ...who, now: moment(2 * HOUR) });
    expect(await save([aChange(1, 5)], HOUR)).toEqual({ kind: 'closed' });
  });

  test('counts what is answered, not what is only marked', async () => {
    const { db, who, save } = await begun();
    await save([aChange(0, 1), aChange(1, 1, { answer: null, isFlagged: true }), aChange(2, 1)], 2);
    await save([aChange(3, 1, { answer: { kind: 'options', chosen: [] } })], 2);
    expect(await countAnswered(db, who.sittingId)).toBe(2);
  });

  test('adds the working time between changes to the day, once, without long gaps and breaks', async () => {
    const { db, save, pause } = await begun({ mode: 'practice' });
    const studied = async () => (await db.select().from(studyTime))[0]?.activeMs;
    await save([aChange(0, 20_000), aChange(1, 50_000)], 60_000);
    expect(await studied()).toBe(50_000);
    await save([aChange(0, 20_000), aChange(1, 50_000)], 61_000);
    expect(await studied()).toBe(50_000);
    await save([aChange(0, 10 * MINUTE)], 10 * MINUTE);
    expect(await studied()).toBe(50_000);
    await pause(true, 10 * MINUTE + 5000);
    await pause(false, 12 * MINUTE + 5000);
    await save([aChange(0, 12 * MINUTE + 15_000)], 12 * MINUTE + 15_000);
    expect(await studied()).toBe(65_000);
    expect((await db.select().from(studyTime)).map(({ activity }) => activity)).toEqual(['exam']);
  });
});

describe('breaks', () => {
  const granted = {
    accommodations: { timeMultiplier: 1.5, breakMinutes: 10, largeText: false, screenReader: false },
  } as const;

  test('an exam without breaks granted has none', async () => {
    const { pause } = await begun();
    expect(await pause(true, MINUTE)).toEqual({ kind: 'no-break-left' });
  });

  test('stop the clock, take nothing, and end by themselves', async () => {
    const { pause, save, db, who } = await begun(granted);
    expect(await pause(true, 10 * MINUTE)).toMatchObject({
      clock: { phase: 'break', remainingMs: 80 * MINUTE, breakLeftMs: 10 * MINUTE },
    });
    expect(await pause(true, 11 * MINUTE)).toMatchObject({ clock: { phase: 'break', breakLeftMs: 9 * MINUTE } });
    expect(await save([aChange(0, 12 * MINUTE)], 13 * MINUTE)).toMatchObject({ outcomes: [{ kind: 'break' }] });
    expect(await save([aChange(0, 9 * MINUTE)], 13 * MINUTE)).toMatchObject({ outcomes: [{ kind: 'kept' }] });
    expect(await pause(false, 14 * MINUTE)).toMatchObject({ clock: { phase: 'running', remainingMs: 80 * MINUTE } });
    expect(await pause(false, 14 * MINUTE)).toMatchObject({ clock: { phase: 'running' } });
    await pause(true, 20 * MINUTE);
    expect(await pause(true, 40 * MINUTE)).toEqual({ kind: 'no-break-left' });
    expect(await pause(false, 40 * MINUTE)).toMatchObject({
      clock: { phase: 'running', remainingMs: 60 * MINUTE, breakLeftMs: 0 },
    });
    expect((await findSitting(db, who))?.time.breaks).toHaveLength(2);
  });

  test('while practising a pause is free', async () => {
    const { pause, save } = await begun({ mode: 'practice' });
    expect(await pause(true, MINUTE)).toMatchObject({ clock: { phase: 'break' } });
    const clock = await pause(false, 500 * HOUR);
    expect(clock).toMatchObject({ clock: { phase: 'running', remainingMs: HOUR - MINUTE } });
    expect(await save([aChange(0, 500 * HOUR + 1)], 500 * HOUR + 2)).toMatchObject({ outcomes: [{ kind: 'kept' }] });
  });

  test('when time is up or it is handed in there is none', async () => {
    const { db, who, pause } = await begun(granted);
    expect(await pause(true, 90 * MINUTE)).toEqual({ kind: 'over' });
    await handIn(db, { ...who, now: moment(91 * MINUTE) });
    expect(await pause(true, 92 * MINUTE)).toEqual({ kind: 'closed' });
  });

  test('a program that pauses for ever comes to an end', async () => {
    const { db, who, pause } = await begun({ mode: 'practice' });
    for (let round = 0; round < 110; round += 1) {
      await pause(true, 1000 + round * 10);
      await pause(false, 1005 + round * 10);
    }
    expect((await findSitting(db, who))?.time.breaks).toHaveLength(100);
  });
});

describe('closing', () => {
  test.each([
    ['before the end', 10 * MINUTE, 10 * MINUTE],
    ['after it: the end is what counts', 2 * HOUR, HOUR],
  ])('handed in %s', async (_, when, settled) => {
    const { db, who } = await begun();
    expect(await handIn(db, { ...who, now: moment(when) })).toBe(true);
    expect(await handIn(db, { ...who, now: moment(when + 5) })).toBe(true);
    expect((await findSitting(db, who))?.time.handedInAt).toBe(START + settled);
  });

  test('handed in during a pause: the pause is over', async () => {
    const { db, who, pause } = await begun({ mode: 'practice' });
    await pause(true, 10 * MINUTE);
    await handIn(db, { ...who, now: moment(30 * MINUTE) });
    expect((await findSitting(db, who))?.time).toMatchObject({
      handedInAt: moment(30 * MINUTE),
      breaks: [{ from: moment(10 * MINUTE), to: moment(30 * MINUTE) }],
    });
  });

  test('is stored once, with what it shows and with rows of the log; the next one may begin then', async () => {
    const { db, who } = await begun();
    expect(await findJudgements(db, who.sittingId)).toEqual([]);
    const closed = await Promise.all([closeIt(db, who, START + HOUR), closeIt(db, who, START + HOUR)]);
    expect(closed.sort()).toEqual([false, true]);
    expect(await findSitting(db, who)).toMatchObject({ closedAt: moment(HOUR), outcome: OUTCOME });
    expect(await findJudgements(db, who.sittingId)).toHaveLength(KINDS.length);
    expect((await db.select().from(auditEvents)).map(({ action, subjectId }) => [action, subjectId])).toEqual(
      expect.arrayContaining([
        ['sitting-closed', who.sittingId],
        ['key-shown', who.sittingId],
      ]),
    );
    expect(await db.$count(auditEvents, sql`action = 'sitting-closed'`)).toBe(1);
    expect(await aSitting(db, 'ann')).not.toBe(who.sittingId);
  });

  test('nothing is stored of one that was not handed in, or by somebody else', async () => {
    const { db, who } = await begun();
    expect(await closeIt(db, { ...who, personId: 'tom' }, START + 1)).toBe(false);
    expect((await findSitting(db, who))?.closedAt).toBeUndefined();
    expect(await count(db, 'sitting_judgements')).toBe(0);
  });
});

const count = async (db: Db, table: string) =>
  (await db.get<{ n: number }>(sql.raw(`select count(*) as n from ${table}`)))?.n;
