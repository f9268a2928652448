import { parse as parseAnswer } from 'devalue';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDb } from '#db/client';
import type { NewSitting } from '#db/queries/sittings';
import type { Instant } from '#domain/time';
import { guestCookie, signGuest } from '../src/edge/guest-cookie.ts';
import { aSitting } from './db/a-sitting.ts';
import { Candidate } from './e2e/candidate.ts';
import { checkAnswers, readAnswers } from './e2e/sat-answers.ts';
import { type RunningServer, SESSION_SECRET, startServer } from './e2e/server.ts';

/** Sitting an exam, spoken to as a browser does, and as nobody should. */
let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

const cookieOf = (personId: string) => `${guestCookie(false)}=${signGuest(personId, SESSION_SECRET)}`;

/** A sitting of a new guest, begun now unless told otherwise. */
async function aGuestSits(overrides: Partial<NewSitting> = {}) {
  const personId = uuid();
  const db = openDb(`file:${server.folder}/app.db`);
  const sittingId = await aSitting(db, personId, { now: Date.now() as Instant, ...overrides });
  db.$client.close();
  const cookie = cookieOf(personId);
  return { sittingId, cookie, send: sender(cookie, sittingId) };
}

const sender = (cookie: string, sittingId: string) => async (action: string, body: object) => {
  const response = await fetch(`${server.address}/_actions/exam.${action}`, {
    method: 'POST',
    headers: { origin: server.address, 'content-type': 'application/json', cookie },
    body: JSON.stringify({ sittingId, ...body }),
  });
  const text = await response.text();
  const isData = response.headers.get('content-type') === 'application/json+devalue';
  return { status: response.status, text, data: isData ? parseAnswer(text) : JSON.parse(text || 'null') };
};

const state = { answer: null, isFlagged: true, struck: [], note: '', highlights: [], spentMs: 0 };
const change = (place = 0, order = 1) => ({ place, at: Date.now(), order, state });

describe('a candidate', () => {
  test('saves, reads the clock, takes a break and goes on', async () => {
    const { send } = await aGuestSits({ mode: 'practice' });
    const saved = await send('save', { changes: [change()] });
    expect(saved.status).toBe(200);
    expect(saved.data).toMatchObject({ outcomes: [{ place: 0, order: 1, kind: 'kept' }], clock: { phase: 'running' } });
    expect((await send('clock', {})).data.now).toBeGreaterThanOrEqual(saved.data.clock.now);
    expect((await send('pause', { isBreak: true })).data).toMatchObject({ phase: 'break' });
    expect((await send('clock', {})).data).toMatchObject({ phase: 'break' });
    expect((await send('pause', { isBreak: false })).data).toMatchObject({ phase: 'running' });
    for (const { text } of [saved]) expect(text).not.toMatch(/verdict|isRight|feedback/);
  });

  test('in an exam without breaks is refused one, with the reason', async () => {
    const { send } = await aGuestSits();
    const refused = await send('pause', { isBreak: true });
    expect([refused.status, refused.data.message]).toEqual([409, 'There is no break time left. The clock runs on.']);
  });

  test('whose time has been up for more than a day is told that it is closed', async () => {
    const now = (Date.now() - 26 * 60 * 60 * 1000) as Instant;
    const { send } = await aGuestSits({ now });
    const refused = await send('save', { changes: [change()] });
    expect([refused.status, refused.data.message]).toEqual([
      409,
      'This exam is closed, so nothing more is taken. Open its result.',
    ]);
  });
});

describe('nobody else', () => {
  test.each(['save', 'clock', 'pause'])('gets at a sitting by its id: %s', async (action) => {
    const { sittingId } = await aGuestSits();
    const body = { save: { changes: [change()] }, clock: {}, pause: { isBreak: true } }[action] ?? {};
    for (const cookie of ['', cookieOf(uuid()), 'guest=forged']) {
      const answer = await sender(cookie, sittingId)(action, body);
      expect([answer.status, answer.data.message]).toEqual([
        404,
        'This exam is not here. Open it again from the list of exams.',
      ]);
    }
    expect(readAnswers(`${server.folder}/app.db`, sittingId).size).toBe(0);
  });
});

test.each([
  ['no change', { changes: [] }],
  ['a change of no item', { changes: [change(-1)] }],
  ['a change of an item no form has', { changes: [change(300)] }],
  ['an item this form does not have', { changes: [change(299)] }],
  ['more than a person leaves', { changes: Array.from({ length: 61 }, (_, order) => change(0, order)) }],
  ['a note without end', { changes: [{ ...change(), state: { ...state, note: 'x'.repeat(2001) } }] }],
  ['a field nobody knows', { changes: [{ ...change(), key: 1 }] }],
  ['an answer of no kind', { changes: [{ ...change(), state: { ...state, answer: { kind: 'magic' } } }] }],
])('%s is refused, and nothing is kept', async (_, body) => {
  const { send, sittingId } = await aGuestSits();
  expect((await send('save', body)).status).toBe(400);
  expect(readAnswers(`${server.folder}/app.db`, sittingId).size).toBe(0);
});

test('a program that saves without end is told to wait; others go on', async () => {
  const [busy, other] = [await aGuestSits(), await aGuestSits()];
  const statuses = new Set<number>();
  // Far more than is allowed, for a machine so slow that the minute ends meanwhile.
  for (let sent = 0; sent < 2000 && !statuses.has(429); sent += 40)
    for (const { status } of await Promise.all(Array.from({ length: 40 }, () => busy.send('clock', {}))))
      statuses.add(status);
  expect(statuses).toEqual(new Set([200, 429]));
  expect((await other.send('clock', {})).status).toBe(200);
}, 120_000);

test('kill -9 in the middle of saves loses nothing that was acknowledged, and what was not is taken afterwards', async () => {
  const candidates: Candidate[] = [];
  for (let seed = 0; seed < 12; seed += 1) {
    const { sittingId, cookie } = await aGuestSits();
    candidates.push(new Candidate({ address: server.address, cookie, sittingId, items: 6, seed }));
  }
  const path = `${server.folder}/app.db`;
  for (let round = 0; round < 2; round += 1) {
    let isDown = false;
    const working = candidates.map(async (one) => {
      while (!isDown) {
        one.answer(Date.now());
        const sent = await one.send();
        if (sent.kind === 'down') isDown = true;
        else if (sent.kind === 'refused') throw new Error(sent.text);
      }
    });
    const saved = () => candidates.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
    while (saved() < 40 + round * 20) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.kill();
    await Promise.all(working);
    const check = checkAnswers(path, candidates);
    expect(check).toMatchObject({ lost: 0, reordered: 0 });
    expect(check.acknowledged).toBeGreaterThanOrEqual(40 + round * 20);
    await server.restart();
  }
  for (const one of candidates) while (one.waiting > 0) expect((await one.send()).kind).toBe('kept');
  expect(checkAnswers(path, candidates)).toMatchObject({ lost: 0, reordered: 0, behind: 0 });
}, 180_000);
