import { parse as parseAnswer } from 'devalue';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb } from '#db/client';
import { listLookUps } from '#db/queries/look-ups';
import { emptyDraft } from '#domain/chart/draft-sheet';
import { type RunningServer, startServer } from './e2e/server.ts';

/** The log of look-ups, spoken to as a browser does, and as nobody should. */
let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

/** Somebody with a browser: keeps the cookie. */
function visitor() {
  let cookie = '';
  return async (action: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.address}/_actions/${action}`, {
      method: 'POST',
      headers: { origin: server.address, 'content-type': 'application/json', cookie, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    const text = await response.text();
    const isData = response.headers.get('content-type') === 'application/json+devalue';
    return { status: response.status, text, data: isData ? parseAnswer(text) : JSON.parse(text || 'null') };
  };
}

async function anOpenAttempt() {
  const send = visitor();
  const { data } = await send('practice.open', { slug: 'office-skin-lesions' });
  const attemptId: string = data.attemptId;
  const record = (entries: unknown, headers = {}) => send('codeBook.record', { attemptId, entries }, headers);
  return { send, attemptId, record };
}

async function stored(attemptId: string) {
  const db = openDb(`file:${server.folder}/app.db`);
  try {
    return await listLookUps(db, attemptId);
  } finally {
    db.$client.close();
  }
}

const step = (id: string, overrides = {}) => ({
  id: `step-000${id}`,
  kind: 'search',
  what: 'chf',
  msAgo: 0,
  ...overrides,
});

test('steps are kept in their order by the server’s clock, and a batch sent twice is kept once', async () => {
  const { attemptId, record } = await anOpenAttempt();
  const batch = [
    step('1', { msAgo: 2000 }),
    step('2', { kind: 'take', what: '/codes/icd-10-cm/I50.9', code: 'I50.9', msAgo: 500 }),
  ];
  const before = Date.now();
  expect(await record(batch)).toMatchObject({ status: 200, data: { recorded: 2 } });
  expect(await record(batch)).toMatchObject({ status: 200 });
  const kept = await stored(attemptId);
  expect(kept).toMatchObject([
    { kind: 'search', what: 'chf' },
    { kind: 'take', code: 'I50.9' },
  ]);
  const [first, second] = kept;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(1500);
  expect(Math.abs((second?.at ?? 0) + 500 - before)).toBeLessThan(5000);
});

test("somebody else's attempt and one that never was get the same 404, and nothing is kept", async () => {
  const { attemptId } = await anOpenAttempt();
  const stranger = visitor();
  const answers = await Promise.all(
    [attemptId, 'forged'].map((id) => stranger('codeBook.record', { attemptId: id, entries: [step('3')] })),
  );
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 404, data: { code: 'NOT_FOUND' } });
  expect(await stored(attemptId)).toEqual([]);
});

test('a graded attempt is closed for look-ups too', async () => {
  const { send, attemptId, record } = await anOpenAttempt();
  await send('practice.saveDraft', { attemptId, baseRevision: 0, draft: emptyDraft() });
  await send('practice.submit', { attemptId, baseRevision: 1 });
  expect(await record([step('4')])).toMatchObject({ status: 409, data: { code: 'CONFLICT' } });
  expect(await stored(attemptId)).toEqual([]);
});

test('bad input gets a status that fits, keeps nothing and shows nothing of the machine', async () => {
  const { attemptId, record } = await anOpenAttempt();
  const bad = [
    'no list',
    [step('5', { what: 'x'.repeat(201) })],
    [step('5', { kind: 'peek' })],
    [step('5', { msAgo: -1 })],
    [step('5', { msAgo: 1e12 })],
    [step('5', { msAgo: 0.5 })],
    [step('5', { code: 'x'.repeat(33) })],
    [step('5', { at: 0 })],
    [step('', { id: 'a' })],
    [step('', { id: '../../etc/passwd' })],
    Array.from({ length: 51 }, (_, index) => step(`6${index}`)),
  ];
  for (const [index, entries] of bad.entries()) {
    const answer = await record(entries);
    expect([index, answer.status]).toEqual([index, 400]);
    expect(answer.text).not.toMatch(/\bat .*:\d+:\d+|node_modules|SQLITE|select |insert /i);
  }
  expect(await record([step('7')], { origin: 'https://elsewhere.example' })).toMatchObject({ status: 403 });
  expect(await stored(attemptId)).toEqual([]);
});
