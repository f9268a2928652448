import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { openDb } from '#db/client';
import { recordObservations } from '#db/queries/observations';
import { getBlueprints } from '#db/read-blueprints';
import { blueprintKey } from '#domain/exam/blueprint';
import type { Instant } from '#domain/time';
import { violationsOf } from './accessibility.ts';
import { type Learner, newLearner } from './learner.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const CPC = '/exams/cpc-2026';
const PLAIN = { scope: 'short', mode: 'exam', minutes: '10', timeMultiplier: '1', breakMinutes: '0' };

const learners: Learner[] = [];
async function learner(scheme?: 'light' | 'dark'): Promise<Learner> {
  const one = await newLearner(stage, scheme);
  learners.push(one);
  return one;
}
afterEach(async () => {
  for (const { context, complaints } of learners.splice(0)) {
    await context.close();
    expect(complaints.filter((complaint) => !complaint.includes('400 (Bad Request)'))).toEqual([]);
  }
});

/** A guest without a browser: what a form sends, with a cookie of their own. */
async function aGuest() {
  const first = await fetch(`${stage.server.address}/exams`);
  const cookie = first.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return (path: string, form?: Record<string, string>) =>
    fetch(stage.server.address + path, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie, origin: stage.server.address },
      ...(form && { body: new URLSearchParams(form) }),
    });
}
const openSittings = async () => {
  const db = openDb(`file:${stage.server.folder}/app.db`);
  const found = await db.get<{ n: number }>(sql`select count(*) as n from sittings`);
  db.$client.close();
  return found?.n ?? 0;
};
async function closeAll() {
  const db = openDb(`file:${stage.server.folder}/app.db`);
  await db.run(sql`update sittings set closed_at = started_at + 1 where closed_at is null`);
  db.$client.close();
}

/** Six wrong answers about anatomy by the person of a sitting. */
async function showWeakness(sittingId: string) {
  const db = openDb(`file:${stage.server.folder}/app.db`);
  const found = await db.get<{ id: string }>(sql`select person_id as id from sittings where id = ${sittingId}`);
  const answers = Array.from({ length: 6 }, (_, at) => ({
    source: 'check' as const,
    ref: `anatomy/lesson#${at}`,
    part: '',
    skills: ['anatomy' as const],
    credit: 0,
    at: Date.now() as Instant,
  }));
  await recordObservations(db, found?.id ?? '', answers);
  db.$client.close();
}

describe('exams', () => {
  test('a guest without a script reads what an exam is, chooses a domain and begins', async () => {
    const context = await stage.browser.newContext({ baseURL: stage.server.address, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Exams' }).click();
    await page.waitForURL(/\/exams$/);
    await page.getByRole('link', { name: 'CPC · Certified Professional Coder' }).click();
    await page.waitForURL(/\/exams\/cpc-2026$/);
    await page.getByText('in force from 1 January 2026; looked up on 26 November 2026').waitFor();

    // Nothing chosen: the sentence stands at the domains, and what was chosen is kept.
    await page.getByRole('radio', { name: 'Chosen domains' }).check();
    await page.getByLabel('How long').selectOption('10');
    await page.getByRole('radio', { name: 'Practice', exact: true }).check();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('group', { name: 'Domains' }).getByText('Choose at least one domain.').waitFor();
    expect(await page.getByRole('radio', { name: 'Practice', exact: true }).isChecked()).toBe(true);
    expect(await page.getByLabel('How long').inputValue()).toBe('10');

    // More than the bank has: which domain, and what is possible.
    await page.getByRole('checkbox', { name: /^HCPCS/ }).check();
    await page.getByLabel('How long').selectOption('60');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('HCPCS Level II has 7 of the 25 needed. An exam of 10 minutes is possible.').waitFor();
    expect(await page.getByRole('checkbox', { name: /^HCPCS/ }).isChecked()).toBe(true);

    await page.getByLabel('How long').selectOption('10');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.waitForURL(/\/exams\/sitting\/[0-9a-f-]{36}$/);
    const address = new URL(page.url()).pathname;

    await page.goto('/exams');
    await page.getByText('Chosen domains: HCPCS Level II, 4 questions, 10 min left.').waitFor();
    expect(await page.getByRole('link', { name: 'Continue' }).getAttribute('href')).toBe(address);
    await page.goto(CPC);
    expect(await page.getByRole('link', { name: 'Continue' }).getAttribute('href')).toBe(address);
    expect(await page.getByRole('button', { name: 'Start' }).count()).toBe(0);
    await context.close();
  });

  test.each(getBlueprints('.'))(
    '$name: source, dates, confidence, every domain; what cannot be sat is said',
    async (one) => {
      const { page } = await learner();
      await page.goto(`/exams/${blueprintKey(one)}`);
      const text = await page.locator('main').innerText();
      expect(text).toContain(one.sources[0]?.title);
      expect(text).toContain('looked up on 26 November 2026');
      expect(text).toContain(one.confidenceNote);
      for (const note of one.notes) expect(text).toContain(note);
      const rows = await page.locator('.domain-table tbody tr').allInnerTexts();
      expect(rows.length).toBe(one.domains.length);
      for (const [at, domain] of one.domains.entries()) {
        expect(rows[at]).toContain(domain.title);
        expect(rows[at]?.includes('practice procedure set')).toBe(domain.practisedWithPracticeSet);
      }
      const canStart = await page.getByRole('button', { name: 'Start' }).count();
      expect(canStart).toBe(['cpc', 'ccs'].includes(one.id) ? 1 : 0);
      expect(text.includes(`are of a kind the ${one.name} itself does not have`)).toBe(canStart === 1);
      if (canStart === 0) expect(text).toMatch(/Not yet: (?:the bank has no questions|how its questions are spread)/);
      if (canStart === 0 && rows.length > 0) expect(rows.every((row) => row.includes('short'))).toBe(true);
    },
  );

  test('bad input is refused with 400 and begins nothing', async () => {
    const ask = await aGuest();
    const before = await openSittings();
    const wrong = [
      {},
      { ...PLAIN, minutes: '11' },
      { ...PLAIN, scope: '<script>' },
      { ...PLAIN, mode: 'assessment' },
      { ...PLAIN, timeMultiplier: '0' },
      { ...PLAIN, scope: 'domain', 'in-nothing': 'on' },
      { ...PLAIN, filler: 'x'.repeat(20_000) },
    ];
    for (const form of wrong) expect((await ask(CPC, form)).status).toBe(400);
    expect((await ask('/exams/coc-2026', { ...PLAIN, scope: 'mock' })).status).toBe(400);
    expect((await ask('/exams/rhit-2026', PLAIN)).status).toBe(409);
    for (const path of ['/exams/lsat', '/exams/cpc', '/exams/%00', '/exams/constructor'])
      expect((await ask(path)).status).toBe(404);
    expect((await ask('/exams/lsat', PLAIN)).status).toBe(404);
    expect(await openSittings()).toBe(before);
  });

  test('two clicks make one sitting, and another exam waits for it', async () => {
    const ask = await aGuest();
    const before = await openSittings();
    const answers = await Promise.all([ask(CPC, PLAIN), ask(CPC, PLAIN), ask(CPC, PLAIN)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await openSittings()).toBe(before + 1);
    const other = await ask('/exams/ccs-2026-05', PLAIN);
    expect(other.status).toBe(409);
    expect(await other.text()).toContain('Another exam of yours is open. Finish it before you begin one.');
    const stranger = await aGuest();
    expect(await (await stranger('/exams')).text()).not.toContain('You are in the middle');
  });

  test('who begins again and again has to wait; the next desk does not', async () => {
    const [ask, neighbour] = [await aGuest(), await aGuest()];
    const statuses: number[] = [];
    for (let at = 0; at < 41; at += 1) statuses.push((await ask(CPC, PLAIN)).status);
    expect(statuses.slice(0, 40).every((status) => status === 303)).toBe(true);
    const refused = await ask(CPC, PLAIN);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.text()).toContain('Too many exams were begun at once.');
    expect((await neighbour(CPC, PLAIN)).status).toBe(303);
  });

  test('accommodations are remembered for the next exam', async () => {
    const { page } = await learner();
    await page.goto(CPC);
    await page.getByText('Accommodations:').click();
    await page.getByLabel('Time', { exact: true }).selectOption('1.5');
    await page.getByLabel('Breaks that stop the clock').selectOption('15');
    await page.getByRole('checkbox', { name: /^Large text/ }).check();
    await page.getByRole('radio', { name: 'Short exam' }).check();
    const begun = page.waitForResponse((answer) => answer.request().method() === 'POST');
    await page.getByRole('button', { name: 'Start' }).click();
    expect((await begun).status()).toBe(303);
    await page.waitForURL(/\/exams\/sitting\//);
    await closeAll();
    await page.goto('/exams/ccs-2026-05');
    await page.getByText('These are the ones of your last exam.').waitFor();
    expect(await page.getByLabel('Time', { exact: true }).inputValue()).toBe('1.5');
    expect(await page.getByLabel('Breaks that stop the clock').inputValue()).toBe('15');
    expect(await page.getByRole('checkbox', { name: /^Large text/ }).isChecked()).toBe(true);
    // The screen of the sitting is not what is tested here.
    learners.at(-1)?.complaints.splice(0);
  });

  test('weakness says what it rests on, and a mock exam how much of it was there before', async () => {
    const ask = await aGuest();
    const { headers } = await ask('/exams/ccs-2026-05', { ...PLAIN, scope: 'mock' });
    const sittingId = headers.get('location')?.split('/').at(-1) ?? '';
    await closeAll();
    const unknown = await (await ask('/exams/ccs-2026-05')).text();
    expect(unknown).toContain('Nothing is known of you in this exam’s domains yet.');
    expect(unknown).toMatch(/You have had about 10\d of them before/);
    await showWeakness(sittingId);
    const known = await (await ask(CPC)).text();
    expect(known).toMatch(/By your answers here so far: Anatomy \(\d+ % expected, \d+–\d+ %, from 6 answers\)/);
    const begun = await ask(CPC, { ...PLAIN, scope: 'weakness' });
    expect(begun.status).toBe(303);
    expect(await (await ask('/exams')).text()).toContain('Weakest domains: Anatomy');
  });

  test('by keyboard: the choice above opens what it needs', async () => {
    const { page } = await learner();
    await page.goto(CPC);
    const minutes = page.getByLabel('How long');
    const anatomy = page.getByRole('checkbox', { name: /^Anatomy/ });
    expect(await minutes.isVisible()).toBe(false);
    await page.getByRole('radio', { name: 'Whole mock exam' }).focus();
    await page.keyboard.press('ArrowDown');
    await minutes.waitFor();
    expect(await anatomy.isVisible()).toBe(false);
    await page.keyboard.press('ArrowDown');
    await anatomy.waitFor();
  });

  test.each(['light', 'dark'] as const)('no accessibility violation, and it fits a phone, %s', async (scheme) => {
    const { page } = await learner(scheme);
    await page.setViewportSize({ width: 360, height: 740 });
    const paths = [
      '/exams',
      CPC,
      `${CPC}?scope=domain&minutes=30&in-anatomy=on`,
      '/exams/coc-2026',
      '/exams/rhit-2026',
    ];
    for (const path of paths) {
      await page.goto(path);
      expect([path, await violationsOf(page)]).toEqual([path, []]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    }
  });
});
