import { sql } from 'drizzle-orm';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Db } from '#db/client';
import { listObservations } from '#db/queries/observations';
import { publishItems } from '#db/queries/publish-items';
import { handIn, saveChanges } from '#db/queries/sitting-answers';
import { countKnownItems, listDomainsOfExamItems } from '#db/queries/sitting-evidence';
import { findJudgements } from '#db/queries/sitting-results';
import { findSitting } from '#db/queries/sittings';
import { auditEvents } from '#db/schema/audit';
import { notebookEntries } from '#db/schema/study';
import type { ItemAnswer } from '#domain/exam/items/item-answer';
import type { Instant } from '#domain/time';
import { closeOverdueSittings } from '#operations/exam/close-overdue';
import { closeSitting } from '#operations/exam/close-sitting';
import { readResult } from '#operations/exam/read-result';
import { listUnanswered } from '#operations/exam/unanswered';
import { tellExamCards, tellWrongAnswers } from '#operations/study/tell-wrong-answers';
import { at, newId } from '../../db/a-case.ts';
import { aChange, aSitting, MINUTE, START } from '../../db/a-sitting.ts';
import { freshDatabase } from '../../db/fresh-database.ts';
import { anItem, type Kind } from '../../domain/exam/items/an-item.ts';
import { openEmptyCatalog } from '../../releases/open-catalog.ts';
import { aGuest } from './a-bank.ts';

const DAY = 24 * 60 * MINUTE;
const moment = (afterMs: number) => (START + afterMs) as Instant;

/** Name, kind, answer and what is to come of it. Names are in the order of the form. */
const PAPER: [name: string, kind: Kind, answer: ItemAnswer | null, verdict: string][] = [
  ['a-right', 'single-choice', { kind: 'options', chosen: [1] }, 'right'],
  ['b-wrong', 'single-choice', { kind: 'options', chosen: [0] }, 'wrong'],
  ['c-half', 'multiple-choice', { kind: 'options', chosen: [1] }, 'partly'],
  ['d-typed', 'diagnoses', { kind: 'codes', rows: [row('e11.22', 'Y'), row('I10', 'N')] }, 'right'],
  ['e-typed-half', 'diagnoses', { kind: 'codes', rows: [row('E1122', 'Y')] }, 'partly'],
  ['f-pointed', 'hotspot', { kind: 'part', part: 'aorta' }, 'wrong'],
  ['g-order', 'order', { kind: 'order', order: ['a', 'c', 'b', 'd'] }, 'right'],
  ['h-box', 'form-field', { kind: 'text', text: 'ba' }, 'wrong'],
  ['i-left', 'single-choice', null, 'unanswered'],
  ['j-trial', 'single-choice', { kind: 'options', chosen: [2] }, 'wrong'],
];
function row(code: string, poa: 'Y' | 'N') {
  return { code, poa, modifiers: '', units: '' };
}

/** A database with the paper sat by Ann and not handed in, and what closes it. */
async function sat(personId = 'ann') {
  const { db } = await freshDatabase();
  const catalog = await openEmptyCatalog();
  onTestFinished(catalog.close);
  const items = PAPER.map(([id, kind]) => ({
    item: anItem(kind, { id, ...(kind === 'single-choice' && { cites: ['OG I.C.1.d'] }) }),
    scenario: undefined,
    isReviewed: true,
  }));
  await publishItems(db, items, 'the paper', { now: at(1), newId });
  const sittingId = await sit(db, personId, 0);
  const locals = { db, catalogDb: catalog.db };
  const close = (afterMs: number) => closeSitting(locals, { sittingId, personId, now: moment(afterMs) });
  return { db, locals, sittingId, personId, close };
}

async function sit(db: Db, personId: string, afterMs: number): Promise<string> {
  const pool = await db.all<{ id: string; name: string }>(
    sql`select v.id, i.name from item_versions v join items i on i.id = v.item_id order by i.name`,
  );
  const sittingId = await aSitting(db, personId, {
    now: moment(afterMs),
    items: pool.map(({ id: versionId, name }) => ({
      versionId,
      domain: /^[a-e]/.test(name) ? 'cpc/anatomy' : 'cpc/terminology',
      isPretest: name === 'j-trial',
    })),
  });
  const changes = PAPER.flatMap(([, , answer], place) =>
    answer ? [{ ...aChange(place, 1000 * (place + 1), { answer }), at: moment(afterMs + 1000 * (place + 1)) }] : [],
  );
  await saveChanges(db, { sittingId, personId, changes, now: moment(afterMs + 20_000) });
  return sittingId;
}

describe('a sitting that is closed', () => {
  test('is judged as a whole: known answers, known outcome, and nothing counts that was on trial', async () => {
    const { db, sittingId, personId, close } = await sat();
    expect(await close(10 * MINUTE)).toEqual({ kind: 'closed', isNew: true });
    const sitting = await findSitting(db, { sittingId, personId });
    expect(sitting?.outcome).toMatchObject({
      ...{ right: 3, of: 9, hasPassed: false, passShare: 0.7 },
      domains: [
        { name: 'cpc/terminology', right: 1, of: 4 },
        { name: 'cpc/anatomy', right: 2, of: 5 },
      ],
    });
    expect((await findJudgements(db, sittingId)).map(({ judgement }) => judgement.verdict)).toEqual(
      PAPER.map(([, , , verdict]) => verdict),
    );
  });

  test('leaves evidence of what was answered and counts, and entries of what was wrong', async () => {
    const { db, sittingId, personId, close } = await sat();
    await close(10 * MINUTE);
    const observations = await listObservations(db, personId);
    // Neither the question left out nor the one on trial; the others cite nothing a skill knows.
    expect(observations.map(({ ref, part, credit }) => [ref === sittingId, part, credit])).toEqual([
      [true, 'a-right', 1],
      [true, 'b-wrong', 0],
      [true, 'd-typed', 1],
      [true, 'e-typed-half', 0.5],
    ]);
    expect(observations[0]).toMatchObject({ source: 'exam', difficulty: expect.closeTo(Math.log(0.4 / 0.6), 9) });
    const entries = await db.select().from(notebookEntries);
    expect(entries.map(({ place, source, kind, ref }) => [place, source, kind, ref === sittingId])).toEqual(
      [1, 2, 4, 5, 7].map((place) => [place, 'exam', 'wrong-answer', true]),
    );
    expect(entries[0]).toMatchObject({ cite: 'OG I.C.1.d', setting: null });
    expect(entries[2]).toMatchObject({ setting: 'inpatient' });
  });

  test('what was left unanswered is told of it for the plan, by its skill; not before, and to nobody else', async () => {
    const { locals, sittingId, personId, close } = await sat();
    const told = (id: string) => listUnanswered({ ...locals, actor: { ...aGuest(), personId: id } }, [sittingId]);
    expect(await told(personId)).toEqual([]);
    await close(10 * MINUTE);
    expect(await told(personId)).toEqual([{ sittingId, place: 8, blueprint: 'cpc-2026', skill: 'sepsis' }]);
    expect(await told('joann')).toEqual([]);
  });

  test('twice and ten times at once makes one result', async () => {
    const { db, personId, close } = await sat();
    const all = await Promise.all(Array.from({ length: 10 }, () => close(10 * MINUTE)));
    expect(all.filter((one) => one.kind === 'closed' && one.isNew)).toHaveLength(1);
    expect(await close(11 * MINUTE)).toEqual({ kind: 'closed', isNew: false });
    expect(await listObservations(db, personId)).toHaveLength(4);
    expect(await db.$count(notebookEntries)).toBe(5);
    expect(await db.$count(auditEvents, sql`action = 'sitting-closed'`)).toBe(1);
  });

  test('is the person’s own', async () => {
    const { locals, sittingId, db, personId } = await sat();
    const now = moment(MINUTE);
    expect(await closeSitting(locals, { sittingId, personId: 'joann', now })).toEqual({ kind: 'not-found' });
    expect((await findSitting(db, { sittingId, personId }))?.time).not.toHaveProperty('handedInAt');
  });

  test('that failed half-way has no result, takes nothing more, and can be closed again', async () => {
    const { db, locals, sittingId, personId, close } = await sat();
    const broken = new Proxy(locals.catalogDb, {
      get: () => () => {
        throw new Error('the catalog is gone');
      },
    });
    const asked = { sittingId, personId, now: moment(MINUTE) };
    await expect(closeSitting({ db, catalogDb: broken }, asked)).rejects.toThrow('the catalog is gone');
    expect(await findJudgements(db, sittingId)).toEqual([]);
    expect(await listObservations(db, personId)).toEqual([]);
    const late = { sittingId, personId, changes: [aChange(0, 30_000)], now: moment(2 * MINUTE) };
    expect(await saveChanges(db, late)).toEqual({ kind: 'closed' });
    expect(await close(3 * MINUTE)).toEqual({ kind: 'closed', isNew: true });
    expect((await findSitting(db, asked))?.outcome?.right).toBe(3);
  });

  test('again with the same questions shows nothing new of skills, and is told so', async () => {
    const { db, locals, sittingId, personId, close } = await sat();
    await close(10 * MINUTE);
    const again = await sit(db, personId, DAY);
    await closeSitting(locals, { sittingId: again, personId, now: moment(DAY + 10 * MINUTE) });
    expect((await listObservations(db, personId)).map(({ ref }) => ref)).toEqual(Array(4).fill(sittingId));
    expect(await db.$count(notebookEntries)).toBe(10);
    expect(await countKnownItems(db, personId)).toEqual(
      new Map([
        [sittingId, 0],
        [again, PAPER.length],
      ]),
    );
    const second = await findSitting(db, { sittingId: again, personId });
    const result = second && (await readResult(db, second));
    expect(result?.items.every(({ isKnown }) => isKnown)).toBe(true);
  });

  test('says which domains its questions count for', async () => {
    const { db, personId, sittingId, close } = await sat();
    expect(await listDomainsOfExamItems(db, personId, START as Instant)).toEqual(new Map());
    await close(10 * MINUTE);
    const found = await listDomainsOfExamItems(db, personId, START as Instant);
    expect(found.get(`${sittingId} a-right`)).toEqual(['cpc/anatomy']);
    expect(await listDomainsOfExamItems(db, 'joann', START as Instant)).toEqual(new Map());
  });
});

describe('the daily job', () => {
  test('closes what is over for more than a day, and what was handed in and has no result', async () => {
    const { db, locals, sittingId, personId } = await sat();
    await sit(db, 'still-in-time', 2 * DAY);
    const handed = await sit(db, 'handed-in', 2 * DAY);
    await handIn(db, { sittingId: handed, personId: 'handed-in', now: moment(2 * DAY + MINUTE) });
    const atTheEnd = moment(60 * MINUTE + DAY);
    expect(await closeOverdueSittings(locals, atTheEnd)).toBe(1);
    expect((await findSitting(db, { sittingId: handed, personId: 'handed-in' }))?.outcome?.right).toBe(3);
    expect((await findSitting(db, { sittingId, personId }))?.closedAt).toBeUndefined();
    expect(await closeOverdueSittings(locals, (atTheEnd + 1) as Instant)).toBe(1);
    const closed = await findSitting(db, { sittingId, personId });
    expect(closed).toMatchObject({ outcome: { right: 3 }, time: { handedInAt: START + 60 * MINUTE } });
    expect(await closeOverdueSittings(locals, moment(2 * DAY + 2 * MINUTE))).toBe(0);
    const [row] = await db
      .select()
      .from(auditEvents)
      .where(sql`action = 'sitting-closed' and subject_id = ${sittingId}`);
    expect(row?.actorId).toBeNull();
  });

  test('one that cannot be closed keeps none of the others open', async () => {
    const { db, locals } = await sat();
    await sit(db, 'joann', 0);
    await db.run(sql`update sittings set blueprint = 'gone-2020' where person_id = 'ann'`);
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => complaints.mockRestore());
    expect(await closeOverdueSittings(locals, moment(3 * DAY))).toBe(1);
    expect(complaints).toHaveBeenCalledTimes(1);
  });
});

describe('what is told afterwards', () => {
  test('late answers, time and pace', async () => {
    const { db, sittingId, personId, close } = await sat();
    const changes = [aChange(8, 59 * MINUTE, { spentMs: 40 * MINUTE })];
    // The time on the last question is told with the end, and an unanswered one has no answer to be late.
    const last = [aChange(7, 59 * MINUTE)];
    await saveChanges(db, { sittingId, personId, changes: last, now: moment(60 * MINUTE + 2000) });
    const looked = [aChange(6, 59 * MINUTE, { answer: null })];
    await saveChanges(db, { sittingId, personId, changes: [...changes, ...looked], now: moment(2 * 60 * MINUTE) });
    await close(3 * 60 * MINUTE);
    const sitting = await findSitting(db, { sittingId, personId });
    const result = sitting && (await readResult(db, sitting));
    expect(result?.items.filter(({ isLate }) => isLate).map(({ place }) => place)).toEqual([8]);
    expect(result?.time).toMatchObject({
      worked: 60 * MINUTE,
      granted: 60 * MINUTE,
      pace: 6 * MINUTE,
      long: 1,
      quick: 6,
    });
  });

  test('an entry says question, own answer, right answer, why and where; its card asks first', async () => {
    const { db, sittingId, personId, close } = await sat();
    await close(10 * MINUTE);
    const actor = { personId, isSignedIn: false, isAdministrator: false, memberships: [] };
    const entries = await db.select().from(notebookEntries);
    const told = new Map(
      await tellWrongAnswers(
        { db, actor },
        entries.map(({ id }) => id),
      ),
    );
    expect(told.get(entries[0]?.id ?? '')).toEqual({
      headline: 'A record says what it says. What follows from that?',
      sentences: ['You answered: One.', 'Right: Two.', 'Two: Because the record says so.', 'Source: A book, chapter 1'],
      cites: ['OG I.C.1.d'],
      result: { title: 'CPC, question 2', address: `/exams/sitting/${sittingId}/result?item=2#item-2` },
    });
    expect(told.get(entries[2]?.id ?? '')?.sentences.slice(0, 2)).toEqual([
      'You answered: E11.22, POA Y.',
      'Right: E11.22, POA Y; I10, POA N.',
    ]);
    const cards = await tellExamCards({ db, actor });
    expect(cards).toHaveLength(5);
    expect(cards[0]?.front).toContain('A. One');
    expect(cards[0]?.front).not.toContain('Because');
    expect(cards[0]?.back).toMatch(/^Two\nTwo: Because.*\nYou answered: One$/s);
    expect(await tellExamCards({ db, actor: { ...actor, personId: 'joann' } }, entries[0]?.id)).toEqual([]);
  });
});
