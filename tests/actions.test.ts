import { parse as parseAnswer } from 'devalue';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openDb } from '#db/client';
import { attempts } from '#db/schema/attempts';
import { limits } from '#db/schema/limits';
import { emptyDraft } from '#domain/chart/draft-sheet';
import { accountMark } from '#operations/accounts/sign-in';
import { findLeaks, readKeys } from './e2e/leaks.ts';
import { type RunningServer, startServer } from './e2e/server.ts';

/** The built server, spoken to as a browser does, and as nobody should. */
let full: RunningServer;
beforeAll(async () => {
  full = await startServer();
});
afterAll(() => full?.stop());

interface Answer {
  status: number;
  retryAfter: string | null;
  text: string;
  /** What an action answered, or the error it gave. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of many shapes
  data: any;
}

/** Somebody with a browser: keeps the cookie. */
function visitor(base: string) {
  let cookie = '';
  return async (action: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(`${base}/_actions/practice.${action}`, {
      method: 'POST',
      headers: { origin: base, 'content-type': 'application/json', cookie, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    const text = await response.text();
    const isData = response.headers.get('content-type') === 'application/json+devalue';
    const retryAfter = response.headers.get('retry-after');
    return { status: response.status, retryAfter, text, data: isData ? parseAnswer(text) : JSON.parse(text || 'null') };
  };
}

const slug = 'office-skin-lesions';
const row = (id: string, code = 'L57.0') => ({ id, code });
const sheet = (overrides = {}) => ({ ...emptyDraft(), ...overrides });

async function anOpenAttempt() {
  const send = visitor(full.address);
  const { data } = await send('open', { slug });
  const attemptId: string = data.attemptId;
  const save = (baseRevision: number, draft: unknown) => send('saveDraft', { attemptId, baseRevision, draft });
  return { send, attemptId, save };
}

describe('an attempt', () => {
  test('is opened once, saved, graded once, and tried again when asked for', async () => {
    const { send, attemptId, save } = await anOpenAttempt();
    expect((await send('open', { slug })).data.attemptId).toBe(attemptId);
    const saved = await save(0, sheet({ diagnoses: [row('1'), row('2', 'nonsense')] }));
    expect(saved).toMatchObject({
      status: 200,
      data: {
        revision: 1,
        findings: expect.arrayContaining([expect.objectContaining({ entry: 1, severity: 'error' })]),
      },
    });
    const submission = { attemptId, baseRevision: 1 };
    const [first, second] = await Promise.all([send('submit', submission), send('submit', submission)]);
    expect(first.data).toEqual({ resultUrl: `/sandbox/${slug}/result/${attemptId}` });
    expect(second).toEqual(first);
    expect(await save(1, sheet())).toMatchObject({
      status: 409,
      data: { code: 'CONFLICT', message: expect.stringMatching(/graded already/) },
    });
    expect(await send('open', { slug })).toMatchObject({ status: 409 });
    expect((await send('tryAgain', { slug })).data).toMatchObject({ tryNumber: 2, revision: 0, draft: emptyDraft() });
  });

  test('of two windows: the second is told what the first one stored', async () => {
    const { send, attemptId, save } = await anOpenAttempt();
    await save(0, sheet({ note: 'first' }));
    expect((await save(0, sheet({ note: 'second' }))).data).toEqual({
      conflict: true,
      revision: 1,
      draft: sheet({ note: 'first' }),
    });
    expect(await send('submit', { attemptId, baseRevision: 0 })).toMatchObject({ status: 409 });
  });

  test("somebody else's, a forged one and a nameless one are the same 404", async () => {
    const { attemptId } = await anOpenAttempt();
    const stranger = visitor(full.address);
    const tries = [attemptId, 'forged', '01a20918-a941-7764-ab34-54f776cbb407'];
    const answers = await Promise.all(
      tries.flatMap((id) => [
        stranger('saveDraft', { attemptId: id, baseRevision: 0, draft: sheet() }),
        stranger('submit', { attemptId: id, baseRevision: 0 }),
      ]),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, data: { code: 'NOT_FOUND' } });
  });

  test('an altered cookie is nobody', async () => {
    const { attemptId } = await anOpenAttempt();
    const forged = { cookie: 'guest=01a20918-a941-7764-ab34-54f776cbb407.AAAA' };
    expect(
      await visitor(full.address)('saveDraft', { attemptId, baseRevision: 0, draft: sheet() }, forged),
    ).toMatchObject({ status: 404 });
  });
});

describe('bad input', () => {
  test('gets a status that fits and a sentence, changes nothing and shows nothing of the machine', async () => {
    const { send, attemptId, save } = await anOpenAttempt();
    await save(0, sheet({ note: 'kept' }));
    const rows = Array.from({ length: 10_000 }, (_, index) => row(String(index)));
    const cases: [number, Promise<Answer>][] = [
      [400, send('saveDraft', '{not json')],
      [400, send('saveDraft', '')],
      [400, send('saveDraft', '[]')],
      [400, send('saveDraft', 'null')],
      [400, save(1.5, sheet())],
      [400, save(-1, sheet())],
      [400, save(1, sheet({ diagnoses: rows }))],
      [400, save(1, sheet({ note: 'x'.repeat(10_001) }))],
      [400, save(1, sheet({ diagnoses: [row('1', 'x'.repeat(201))] }))],
      [400, save(1, sheet({ diagnoses: [{ id: '1', code: { $gt: '' } }] }))],
      [400, save(1, { ...sheet(), submittedAt: 1 })],
      [413, save(1, sheet({ note: 'x'.repeat(1_000_000) }))],
      [404, send('open', { slug: '../../etc/passwd' })],
      [404, send('open', { slug: "' or 1=1 --" })],
      [404, send('nothing', {})],
      [403, send('submit', { attemptId, baseRevision: 1 }, { origin: 'https://elsewhere.example' })],
      [415, send('saveDraft', '<xml/>', { 'content-type': 'application/xml' })],
    ];
    for (const [index, [status, pending]] of cases.entries()) {
      const answer = await pending;
      expect([index, answer.status]).toEqual([index, status]);
      expect(answer.text).not.toMatch(/\bat .*:\d+:\d+|node_modules|SQLITE|select |insert /i);
    }
    expect((await send('open', { slug })).data).toMatchObject({ revision: 1, draft: sheet({ note: 'kept' }) });
  });

  test('emoji, right-to-left, and control characters are kept, half a character becomes �, and findings name the rows', async () => {
    const { send, save } = await anOpenAttempt();
    const diagnoses = ['🩺', 'שלום', '\u0000\u0007', '\ud83d'].map((code, index) => row(String(index), code));
    const saved = await save(0, sheet({ diagnoses }));
    expect(saved.status).toBe(200);
    expect(saved.data.findings.length).toBeGreaterThanOrEqual(2);
    expect((await send('open', { slug })).data.draft.diagnoses).toEqual(
      diagnoses.map(({ id, code }) => row(id, code.toWellFormed())),
    );
  });
});

test('no answer before submitting holds anything of a key, not even to the very sheet of the key', async () => {
  const send = visitor(full.address);
  const keys = readKeys();
  for (const [name, key] of Object.entries(keys)) {
    const opened = await send('open', { slug: name });
    const draft = sheet({
      diagnoses: key.diagnoses.map(({ code }, index) => row(String(index), code)),
      procedures: key.procedures.map(({ code }, index) => ({ ...row(String(index), code), date: '' })),
    });
    const asked = JSON.stringify(draft);
    const saved = await send('saveDraft', { attemptId: opened.data.attemptId, baseRevision: 0, draft });
    expect([name, saved.status]).toEqual([name, 200]);
    const reached = [opened, saved].map(({ text }) => ({ address: name, asked, body: text }));
    expect(findLeaks(reached, keys)).toEqual([]);
  }
});

test('what breaks on our side is told vaguely with a reference, and logged whole under it', async () => {
  const empty = await startServer({ isEmpty: true });
  onTestFinished(() => void empty.stop());
  const { status, data } = await visitor(empty.address)('open', { slug });
  expect(status).toBe(500);
  expect(data.message).toMatch(/^Something went wrong here.*Reference: [0-9a-f-]{36}$/);
  expect(data.message).not.toMatch(/select|table|SQLITE/i);
  const reference = data.message.split('Reference: ')[1];
  await expect.poll(empty.log, { timeout: 10_000 }).toContain(`[${reference}] action`);
  expect(empty.log()).toMatch(/no such table/);
});

describe('too much', () => {
  test('grading is refused after 120 charts in an hour, with the time to wait, and the work is kept', async () => {
    const { send, attemptId, save } = await anOpenAttempt();
    await save(0, sheet({ note: 'kept' }));
    const db = openDb(`file:${full.folder}/app.db`);
    onTestFinished(() => db.$client.close());
    const [owner] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
    const key = `submit:${accountMark(owner?.personId ?? '')}`;
    await db.insert(limits).values({ key, count: 120, endsAt: Date.now() + 600_000 });
    const refused = await send('submit', { attemptId, baseRevision: 1 });
    expect(refused).toMatchObject({ status: 429, data: { message: expect.stringMatching(/Your work is kept/) } });
    expect(Number(refused.retryAfter)).toBeGreaterThan(500);
    expect((await send('open', { slug })).data.draft.note).toBe('kept');
    await db.update(limits).set({ count: 119 }).where(eq(limits.key, key));
    expect((await send('submit', { attemptId, baseRevision: 1 })).status).toBe(200);
  });

  test('saving is refused after 600 sheets in a minute, for this person alone', async () => {
    const { send, save } = await anOpenAttempt();
    const other = await anOpenAttempt();
    for (let sent = 0; sent < 600; sent += 50)
      await Promise.all(
        Array.from({ length: 50 }, () => send('saveDraft', { attemptId: 'none', baseRevision: 0, draft: sheet() })),
      );
    const refused = await save(0, sheet({ note: 'late' }));
    expect([refused.status, Number(refused.retryAfter) > 0]).toEqual([429, true]);
    expect((await other.save(0, sheet())).status).toBe(200);
  });
});
