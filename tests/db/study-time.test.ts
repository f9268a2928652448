import { describe, expect, test } from 'vitest';
import { AccountGoneError } from '#db/queries/accounts';
import { openAttempt, saveDraft } from '#db/queries/attempts';
import { recordAnswer } from '#db/queries/check-answers';
import { notebookEntries, observations, studySettings, studyTime } from '#db/schema/study';
import { emptyDraft } from '#domain/chart/draft-sheet';
import { judgeAnswer } from '#domain/study/check-answer';
import { aPublishedCase, at, newId } from './a-case.ts';
import { anAccount } from './a-person.ts';
import { freshDatabase } from './fresh-database.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 26, 23, 58);
const PLAN = { newCardsADay: 10, mostReviewsADay: 100, retention: 900, decks: [] };

describe('time on a chart', () => {
  test('adds up from save to save, pauses left out, on the day it is for the person', async () => {
    const { db } = await freshDatabase();
    const wanted = { ...(await aPublishedCase(db)), personId: 'ann', attemptId: 'one', now: at(START) };
    await openAttempt(db, wanted);
    const save = (baseRevision: number, minutes: number) =>
      saveDraft(db, {
        attemptId: 'one',
        personId: 'ann',
        baseRevision,
        draft: { ...emptyDraft(), diagnoses: [{ id: `${baseRevision}`, code: 'I10' }] },
        now: at(START + minutes * MINUTE),
      });
    await save(0, 1);
    await save(1, 4);
    await save(2, 60);
    await save(3, 61);
    // Sent twice, and from another window: no time is added for what changes nothing.
    await save(3, 61.5);
    await save(0, 61.6);
    const days = async () => (await db.select().from(studyTime)).map(({ day, activeMs }) => [day, activeMs / MINUTE]);
    expect(await days()).toEqual([
      ['2026-11-26', 1],
      ['2026-11-27', 4],
    ]);
    await db.insert(studySettings).values({ ...PLAN, personId: 'ann', timeZone: 'America/Chicago' });
    await save(4, 62);
    expect(await days()).toContainEqual(['2026-11-26', 2]);
  });
});

describe('an answer to a knowledge check', () => {
  const question = { ref: 'anatomy/heart#wall', isRight: [true, false], cites: ['OG III'], lessonSkills: [] };
  const given = (chosen: number) => judgeAnswer(question, [chosen], { at: at(START), entryId: newId() });
  const now = { now: at(START), activeMs: 20_000 };

  test('counts the first time; a later one adds its time alone', async () => {
    const { db } = await freshDatabase();
    const guest = { personId: 'guest', isAccount: false };
    expect(await recordAnswer(db, guest, given(0), now)).toBe(true);
    expect(await recordAnswer(db, guest, given(1), now)).toBe(false);
    expect(await db.select().from(observations)).toEqual([expect.objectContaining({ source: 'check', credit: 1 })]);
    expect(await db.select().from(notebookEntries)).toEqual([]);
    expect(await db.select().from(studyTime)).toEqual([
      expect.objectContaining({ activity: 'check', activeMs: 40_000 }),
    ]);
    await recordAnswer(db, { personId: 'other', isAccount: false }, given(1), now);
    expect(await db.select().from(notebookEntries)).toEqual([
      expect.objectContaining({ personId: 'other', kind: 'wrong-answer', skill: 'reportable', setting: null }),
    ]);
  });

  test('of eight at once one is the first', async () => {
    const { db } = await freshDatabase();
    await anAccount(db, 'ann');
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, option) =>
        recordAnswer(db, { personId: 'ann', isAccount: true }, given(option % 2), now),
      ),
    );
    expect(all.filter(Boolean)).toHaveLength(1);
  });

  test('leaves nothing of an account that was deleted meanwhile', async () => {
    const { db } = await freshDatabase();
    const late = recordAnswer(db, { personId: 'gone', isAccount: true }, given(1), now);
    await expect(late).rejects.toThrow(AccountGoneError);
    expect(await db.select().from(observations)).toEqual([]);
  });
});
