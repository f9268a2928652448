import { mkdirSync } from 'node:fs';
import { parse as parseCsv } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Db, openDb } from '#db/client';
import { notebookEntries, observations, studyTime } from '#db/schema/study';
import { violationsOf } from './accessibility.ts';
import { enterDiagnoses, gradeChart, type Learner, newLearner, openChart, waitUntilSaved } from './learner.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const NOTEBOOK = '/study/notebook';
const CHART = 'inpatient-cholangitis-sepsis';
const LESSON = '/learn/icd-10-cm-guidelines/conventions';
/** Where somebody who wants to look at the pages has them put. */
const { SCREENSHOTS } = process.env;

let db: Db;
let coder: Learner;
beforeAll(async () => {
  db = openDb(`file:${stage.server.folder}/app.db`);
  coder = await newLearner(stage);
  await openChart(coder.page, CHART);
  await enterDiagnoses(coder.page, ['K83.09', 'I10']);
  await waitUntilSaved(coder.page);
  await gradeChart(coder.page);
  await coder.page.waitForURL(/\/result\//);
});
afterAll(async () => {
  db?.$client.close();
  await coder?.context.close();
});

const learners: Learner[] = [];
async function aLearner(scheme: 'light' | 'dark' = 'light'): Promise<Learner> {
  const learner = await newLearner(stage, scheme);
  learners.push(learner);
  return learner;
}
afterEach(async () => {
  for (const { context, complaints } of learners.splice(0)) {
    await context.close();
    expect(complaints).toEqual([]);
  }
});

async function look(page: Page, name: string): Promise<void> {
  if (!SCREENSHOTS) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
}
const entriesOf = (page: Page) => page.locator('.notebook-entry');

describe('a notebook that is empty', () => {
  test('says how it fills, to a guest and without JavaScript', async () => {
    const context = await stage.browser.newContext({ baseURL: stage.server.address, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(NOTEBOOK);
    expect(await page.locator('main').innerText()).toContain('It fills by itself');
    await context.close();
  });
});

describe('the notebook of who coded a chart', () => {
  test('is led to from the result, and tells each difference with its rule and what to do next', async () => {
    const { page } = coder;
    await page.getByRole('link', { name: 'in your notebook' }).click();
    await page.waitForURL(`**${NOTEBOOK}?of=*`);
    const stored = await db.select().from(notebookEntries);
    expect(stored.length).toBeGreaterThan(4);
    expect(await entriesOf(page).count()).toBe(stored.length);
    const first = entriesOf(page).first();
    expect(await first.locator('dt').allInnerTexts()).toEqual(
      expect.arrayContaining(['Date', 'Setting', 'Skill', 'Controlling source', 'From']),
    );
    expect(await first.locator('dd.cite').innerText()).toMatch(/^(?:OG|PCS|UHDDS|Tabular)/);
    expect((await first.locator('.notebook-rule > p').first().innerText()).length).toBeGreaterThan(20);
    for (const way of await page
      .locator('.next-drill a')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href')))) {
      expect(way).not.toBe(`/sandbox/${CHART}`);
      expect([way, (await fetch(stage.server.address + way)).status]).toEqual([way, 200]);
    }
  });

  test('is accessible and fits a phone, in light and in the dark', async () => {
    const { page } = coder;
    await page.goto(NOTEBOOK);
    await page.locator('summary').first().click();
    expect(await violationsOf(page)).toEqual([]);
    await look(page, 'light');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violationsOf(page)).toEqual([]);
    await look(page, 'dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await look(page, 'phone');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('is readable on paper: no filter, no form, everything that is told', async () => {
    const { page } = coder;
    await page.goto(NOTEBOOK);
    await page.emulateMedia({ media: 'print' });
    for (const gone of ['.notebook-filter', '.notebook-forms', '.top-bar', '.actions'])
      expect([gone, await page.locator(gone).first().isVisible()]).toEqual([gone, false]);
    for (const there of ['.notebook-facts dl', '.notebook-rule h2', '.notebook-rule > p', '.next-drill'])
      expect([there, await page.locator(there).first().isVisible()]).toEqual([there, true]);
    await look(page, 'print');
    await page.emulateMedia({ media: 'screen' });
  });

  test('is filtered by an address, says how many fit, and says what is wrong with a filter', async () => {
    const { page } = coder;
    const [one] = await db.select().from(notebookEntries).where(sql`kind = 'missed-diagnosis'`);
    await page.goto(NOTEBOOK);
    await page.getByLabel('Difference').selectOption('missed-diagnosis');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.waitForURL('**kind=missed-diagnosis**');
    expect(await entriesOf(page).count()).toBeGreaterThan(0);
    expect(await page.locator('.notebook-facts b').allInnerTexts()).toEqual(
      Array(await entriesOf(page).count()).fill('Missed diagnosis'),
    );
    await page.goto(`${NOTEBOOK}?skill=${one?.skill}&setting=inpatient&source=chart&state=open&from=2020-01-01`);
    expect(await entriesOf(page).count()).toBeGreaterThan(0);
    await page.goto(`${NOTEBOOK}?to=2020-01-01`);
    expect(await page.locator('main').innerText()).toContain('No entry fits');
    for (const wrong of ['from=yesterday', 'skill=sewing', 'from=2026-02-02&to=2026-01-01']) {
      const answer = await page.request.get(`${NOTEBOOK}?${wrong}`);
      expect([wrong, answer.status(), (await answer.text()).includes('role="alert"')]).toEqual([wrong, 400, true]);
    }
  });

  test('keeps cause and note, is settled and opened again, without JavaScript', async () => {
    const cookies = await coder.context.cookies();
    const context = await stage.browser.newContext({ baseURL: stage.server.address, javaScriptEnabled: false });
    await context.addCookies(cookies);
    const page = await context.newPage();
    await page.goto(NOTEBOOK);
    const entry = () => entriesOf(page).first();
    await entry().locator('summary').click();
    await entry().getByLabel('Why it happened').selectOption('guideline');
    await entry().getByLabel('Note to yourself').fill('=1+1 <b>Read the note</b> at the category first.');
    await entry().getByRole('button', { name: 'Keep' }).click();
    await page.waitForURL('**done=kept**');
    expect(await entry().locator('.own-words').allInnerTexts()).toEqual([
      'Cause Guideline: I did not know or apply a rule',
      'Note =1+1 <b>Read the note</b> at the category first.',
    ]);
    await entry()
      .getByRole('button', { name: /^Mark as settled/ })
      .click();
    await page.waitForURL('**done=settled**');
    expect(await entry().locator('.verdict').innerText()).toContain('Settled');
    await page.goto(`${NOTEBOOK}?state=settled`);
    expect(await entriesOf(page).count()).toBe(1);
    await entry()
      .getByRole('button', { name: /^Open again/ })
      .click();
    await page.waitForURL('**state=settled&done=reopened**');
    expect(await entriesOf(page).count()).toBe(0);
    await context.close();
  });

  test('is taken as CSV with what was written, and no spreadsheet runs it', async () => {
    const answer = await coder.page.request.get(`${NOTEBOOK}/export`);
    expect(answer.headers()).toMatchObject({ 'content-type': 'text/csv; charset=utf-8' });
    const rows = parseCsv(await answer.text(), { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(await db.$count(notebookEntries, sql`source = 'chart'`));
    expect(rows.map(({ note }) => note)).toContain("'=1+1 <b>Read the note</b> at the category first.");
    for (const row of rows) {
      expect(row.controllingSource).not.toBe('');
      expect(row.correctedRule?.length).toBeGreaterThan(10);
    }
    expect((await coder.page.request.get(`${NOTEBOOK}/export?from=never`)).status()).toBe(400);
  });

  test('is nobody else’s: not to be read, not to be changed', async () => {
    const { page } = await aLearner();
    await page.goto(`/sandbox/${CHART}`);
    const [entry] = await db.select().from(notebookEntries);
    await page.goto(`${NOTEBOOK}?of=${entry?.ref}`);
    expect(await entriesOf(page).count()).toBe(0);
    for (const act of ['words', 'settle', 'reopen']) {
      const form = { act, entry: entry?.id ?? '', rootCause: 'time', note: 'mine' };
      const answer = await page.request.post(NOTEBOOK, { form, headers: { origin: stage.server.address } });
      expect([act, answer.status()]).toEqual([act, 404]);
    }
    expect(await db.select().from(notebookEntries).where(sql`note = 'mine'`)).toEqual([]);
  });

  test.each([
    ['a note that is too long', { act: 'words', rootCause: '', note: 'x'.repeat(601) }, 400],
    ['a cause that is none', { act: 'words', rootCause: 'fate', note: '' }, 400],
    ['a deed that is none', { act: 'burn' }, 400],
  ])('answers %s with a sentence and changes nothing', async (_, fields, status) => {
    const [entry] = await db.select().from(notebookEntries);
    const form = { entry: entry?.id ?? '', ...fields };
    const answer = await coder.page.request.post(NOTEBOOK, { form, headers: { origin: stage.server.address } });
    expect(answer.status()).toBe(status);
    expect(await answer.text()).toMatch(/Shorten it|Choose a cause|could not be read/);
    expect(await db.select().from(notebookEntries).where(sql`id = ${entry?.id}`)).toEqual([entry]);
  });
});

describe('a knowledge check', () => {
  const answerFirst = async (page: Page, option: number) => {
    const item = page.locator('.check-item').first();
    await item.locator('.check-options input').nth(option).check();
    await item.getByRole('checkbox', { name: 'Show feedback' }).check();
  };
  const kept = () => db.select().from(observations).where(sql`source = 'check'`);

  test('keeps the first answer to an item, judged by the server, and a wrong one in the notebook', async () => {
    const { page } = await aLearner();
    await page.goto(LESSON);
    const sent = page.waitForResponse('**/_actions/study.answer');
    await answerFirst(page, 0);
    expect((await sent).status()).toBe(200);
    await page.locator('.check-item').first().locator('.check-options input').nth(1).check();
    await expect.poll(async () => (await kept()).length).toBe(1);
    const [observation] = await kept();
    expect(observation).toMatchObject({ credit: 0, part: '', source: 'check' });
    expect(observation?.ref).toMatch(/^icd-10-cm-guidelines\/conventions#/);
    expect(observation?.skills.length).toBeGreaterThan(0);
    await page.goto(NOTEBOOK);
    expect(await entriesOf(page).count()).toBe(1);
    expect(await entriesOf(page).innerText()).toMatch(/Wrong answer[\s\S]*Right: /);
    await look(page, 'check');
    await page.goto(LESSON);
    const again = page.waitForResponse('**/_actions/study.answer');
    await answerFirst(page, 1);
    expect((await again).status()).toBe(200);
    expect(await kept()).toHaveLength(1);
  });

  test('loses nothing and complains of nothing when the network is gone', async () => {
    const { page, complaints } = await aLearner();
    await page.goto(LESSON);
    await page.context().setOffline(true);
    await answerFirst(page, 0);
    await page.locator('.check-count').filter({ hasText: '0 of 1 right' }).waitFor();
    await page.context().setOffline(false);
    // The browser itself notes a request that failed; the page says nothing.
    expect(complaints.splice(0).filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one))).toEqual([]);
  });

  test('says what is kept, and without JavaScript that nothing is', async () => {
    const context = await stage.browser.newContext({ baseURL: stage.server.address, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(LESSON);
    const text = await page.locator('.knowledge-check').innerText();
    expect(text).toContain('Your first answer to each is kept');
    expect(text).toContain('JavaScript is off here, so nothing is kept.');
    await context.close();
  });

  test.each([
    ['an item that is not there', { ref: 'anatomy/heart#none', chosen: [0], tookMs: 1 }, 404],
    ['an option that is not there', { ref: '', chosen: [4], tookMs: 1 }, 404],
    ['no option', { ref: '', chosen: [], tookMs: 1 }, 400],
    ['an option twice', { ref: '', chosen: [0, 0], tookMs: 1 }, 400],
    ['a time that is none', { ref: '', chosen: [0], tookMs: -1 }, 400],
    ['a credit of one’s own', { ref: '', chosen: [0], tookMs: 1, credit: 1 }, 400],
  ])('answers %s with %s', async (_, body, status) => {
    const [{ ref = '' } = {}] = await kept();
    const send = (origin: string) =>
      fetch(`${stage.server.address}/_actions/study.answer`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: JSON.stringify({ ...body, ref: body.ref || ref }),
      });
    const before = await kept();
    expect((await send(stage.server.address)).status).toBe(status);
    expect((await send('https://elsewhere.example')).status).toBe(403);
    expect(await kept()).toEqual(before);
  });

  test('adds to the time studied, with the chart', async () => {
    const spent = await db.select().from(studyTime);
    expect(new Set(spent.map(({ activity }) => activity))).toEqual(new Set(['chart', 'check']));
  });
});
