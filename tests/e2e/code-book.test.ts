import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openDb } from '#db/client';
import { listLookUps } from '#db/queries/look-ups';
import { violationsOf } from './accessibility.ts';
import { enterDiagnoses, gradeChart, newLearner, openChart, waitForDiagnoses, waitUntilSaved } from './learner.ts';
import { setStage } from './stage.ts';

const CASE = 'inpatient-breathless-ckd';
const stage = setStage();

const bookOf = (page: Page) => page.getByRole('region', { name: 'Code book' });
const searchOf = (page: Page) => bookOf(page).getByRole('combobox');
const headingOf = (page: Page) => bookOf(page).locator('.code-book h1');
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

/** The steps noted for the attempt whose result is shown, as the server keeps them. */
async function stepsOf(attemptId: string) {
  const db = openDb(`file:${stage.server.folder}/app.db`);
  try {
    return (await listLookUps(db, attemptId)).map(({ kind, what, code }) => [kind, what, ...(code ? [code] : [])]);
  } finally {
    db.$client.close();
  }
}

async function openBook(page: Page): Promise<void> {
  await page.locator('.case-facts h1').click();
  await page.keyboard.press('b');
  await headingOf(page).waitFor();
}

test('a code is looked up, read about and taken by keyboard alone, and the result tells the way', async () => {
  const { page, complaints } = await newLearner(stage);
  const { keyboard } = page;
  await openChart(page, CASE);
  await keyboard.press('b');
  await headingOf(page).waitFor();
  await keyboard.type('chf');
  await bookOf(page)
    .getByRole('option', { name: /I50\.9/ })
    .waitFor();
  const isChosen = () => bookOf(page).locator('[aria-selected="true"]', { hasText: 'I50.9' }).isVisible();
  for (let presses = 0; presses < 12 && !(await isChosen()); presses++) await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await headingOf(page).filter({ hasText: 'I50.9' }).waitFor();
  await expect.poll(() => focused(page)).toContain('I50.9');

  const note = bookOf(page).locator('.code-book a[href*="/codes/icd-10-cm/I"]').filter({ hasNotText: 'I50' }).first();
  const linked = (await note.getAttribute('href')) ?? '';
  await note.focus();
  await keyboard.press('Enter');
  await expect.poll(() => headingOf(page).textContent()).not.toContain('I50.9');
  await bookOf(page).getByRole('button', { name: 'Back in the code book' }).focus();
  await keyboard.press('Enter');
  await headingOf(page).filter({ hasText: 'I50.9' }).waitFor();

  await bookOf(page)
    .getByRole('button', { name: /^Add to sheet/ })
    .first()
    .focus();
  await keyboard.press('Enter');
  await bookOf(page).getByText('I50.9 added as diagnosis 1.').waitFor();
  await waitForDiagnoses(page, ['I50.9']);
  await keyboard.press('Enter');
  await bookOf(page).getByText('I50.9 is on the sheet already, as diagnosis 1.').waitFor();
  await keyboard.press('Escape');
  await bookOf(page).waitFor({ state: 'hidden' });
  await keyboard.press('d');
  await keyboard.type('n1830');
  await keyboard.press('Enter');
  await waitUntilSaved(page);
  await page.reload();
  await waitForDiagnoses(page, ['I50.9', 'N18.30']);

  await page.locator('.workspace-frame:not([inert])').waitFor();
  await gradeChart(page);
  const attemptId = page.url().split('/').at(-1) ?? '';
  const steps = await stepsOf(attemptId);
  expect(steps).toEqual([
    ['search', 'chf'],
    ['open', '/codes/icd-10-cm/I50.9'],
    ['open', linked.replace(/\?.*$/, '')],
    ['open', '/codes/icd-10-cm/I50.9'],
    ['take', '/codes/icd-10-cm/I50.9', 'I50.9'],
    ['take', 'n1830', 'N18.30'],
  ]);
  await page.getByText('How you found your codes').click();
  const found = page.locator('.how-found');
  expect(await found.locator('dd').first().textContent()).toMatch(/^\s*“chf” › I50\.9 › \S+ › I50\.9\s*$/);
  expect(await found.locator('p').textContent()).toContain('N18.30');
  expect(complaints).toEqual([]);
});

test('a row leads to its page, a code can be typed in full, and Escape leads back to the row', async () => {
  const { page, complaints } = await newLearner(stage);
  await openChart(page, CASE);
  await enterDiagnoses(page, ['E1122']);
  await page.locator('.code-cell').focus();
  await page.keyboard.press('Alt+Enter');
  await headingOf(page).filter({ hasText: 'E11.22' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('code-cell');
  await openBook(page);
  await searchOf(page).fill('I110');
  await bookOf(page).locator('[role="option"][aria-selected="true"]', { hasText: 'I11.0' }).waitFor();
  await searchOf(page).press('Enter');
  await headingOf(page).filter({ hasText: 'I11.0' }).waitFor();
  await page.reload();
  await bookOf(page).waitFor();
  const entry = page.getByRole('combobox', { name: 'Add a diagnosis' });
  await entry.fill('hip fx');
  await page.locator('.sheet-pane [role="option"][aria-selected="true"]').waitFor();
  await entry.press('Alt+Enter');
  await headingOf(page).filter({ hasText: 'S72' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await entry.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(complaints).toEqual([]);
});

test('F6 goes round chart, book and sheet, and each side can be made wider by keys', async () => {
  const { page } = await newLearner(stage);
  await page.setViewportSize({ width: 1366, height: 768 });
  await openChart(page, CASE);
  await openBook(page);
  const side = () =>
    page.evaluate(() => document.activeElement?.closest('section.pane')?.getAttribute('aria-label') ?? '');
  const sides = [];
  for (let presses = 0; presses < 4; presses++) {
    sides.push(await side());
    await page.keyboard.press('F6');
  }
  expect(sides).toEqual(['Code book', 'Coding sheet', 'Chart', 'Code book']);
  const split = page.getByRole('separator', { name: 'Width of the chart beside the code book' });
  const widthOf = async () => (await bookOf(page).boundingBox())?.width ?? 0;
  const before = await widthOf();
  await split.press('ArrowLeft');
  const wider = await widthOf();
  expect(wider).toBeGreaterThan(before);
  await page.reload();
  await headingOf(page).waitFor();
  await expect.poll(widthOf).toBeCloseTo(wider, 0);
});

test('words and Enter list every result inside the pane', async () => {
  const { page } = await newLearner(stage);
  await openChart(page, CASE);
  await openBook(page);
  await searchOf(page).fill('heart failure');
  await searchOf(page).press('Enter');
  await bookOf(page).locator('.code-book a[href*="I50"]').first().click();
  await headingOf(page).filter({ hasText: 'I50' }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/sandbox/${CASE}`);
});

test('without a connection the page says so, and opens once there is one again', async () => {
  const { page, context } = await newLearner(stage);
  await openChart(page, CASE);
  await enterDiagnoses(page, ['E1122']);
  await openBook(page);
  await context.setOffline(true);
  await page.locator('.code-cell').press('Alt+Enter');
  await bookOf(page).getByText('There is no connection, so this page could not be opened.').waitFor();
  await searchOf(page).fill('chf');
  await bookOf(page).getByText('Looking up codes needs a connection.').waitFor();
  await context.setOffline(false);
  await bookOf(page).getByRole('button', { name: 'Try again' }).click();
  await headingOf(page).filter({ hasText: 'E11.22' }).waitFor();
});

test('what is picked from the list under a field of the sheet is noted with its words', async () => {
  const { page } = await newLearner(stage);
  await openChart(page, CASE);
  const entry = page.getByRole('combobox', { name: 'Add a diagnosis' });
  await entry.fill('essential hypertension');
  await page.locator('.sheet-pane [role="option"][aria-selected="true"]', { hasText: 'I10' }).waitFor();
  await entry.press('Enter');
  await waitForDiagnoses(page, ['I10']);
  await waitUntilSaved(page);
  await gradeChart(page);
  expect(await stepsOf(page.url().split('/').at(-1) ?? '')).toEqual([
    ['search', 'essential hypertension'],
    ['take', 'essential hypertension', 'I10'],
  ]);
});

test('the modifiers beside the service lines lead to their rules in the book', async () => {
  const { page } = await newLearner(stage);
  await openChart(page, 'office-knee-injection');
  await page.getByText('Modifiers to choose from').click();
  await page.getByRole('link', { name: 'modifiers and when they are used' }).click();
  await headingOf(page)
    .filter({ hasText: /modifiers/i })
    .waitFor();
  await page.getByRole('link', { name: 'procedures and their rules' }).click();
  await headingOf(page)
    .filter({ hasText: /practice/i })
    .waitFor();
});

test('look-ups that were not sent yet survive a reload', async () => {
  const { page, context } = await newLearner(stage);
  await openChart(page, CASE);
  await context.route('**/_actions/codeBook.record', (route) => route.abort());
  await openBook(page);
  await searchOf(page).fill('I110');
  await bookOf(page).locator('[role="option"][aria-selected="true"]').waitFor();
  await searchOf(page).press('Enter');
  await headingOf(page).filter({ hasText: 'I11.0' }).waitFor();
  await page.reload();
  await page.locator('.workspace-frame:not([inert])').waitFor();
  await context.unroute('**/_actions/codeBook.record');
  await gradeChart(page);
  expect(await stepsOf(page.url().split('/').at(-1) ?? '')).toEqual([['open', '/codes/icd-10-cm/I11.0']]);
});

test('what a fragment must not hold is taken out of it, and its forms and foreign links stay harmless', async () => {
  const { page, context } = await newLearner(stage);
  await context.route('**/codes/icd-10-cm/I11.0?*', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<div class="code-book" data-title="Bad"><h1 onclick="window.ran = 1">I11.0</h1>
        <script>window.ran = 1</script><img src="/nowhere" onerror="window.ran = 1">
        <a id="script" href="javascript:window.ran = 1">script</a> <a id="out" href="/sandbox">out</a>
        <form method="post" action="/codes"><button>Send</button></form>
        <iframe src="/"></iframe><astro-island component-url="/x.js"></astro-island></div>`,
    }),
  );
  await openChart(page, CASE);
  await openBook(page);
  await searchOf(page).fill('I110');
  await bookOf(page).locator('[role="option"][aria-selected="true"]').waitFor();
  await searchOf(page).press('Enter');
  await headingOf(page).filter({ hasText: 'I11.0' }).click();
  expect(await bookOf(page).locator('script, iframe, astro-island, [onerror], [onclick]').count()).toBe(0);
  expect(await bookOf(page).locator('#script').getAttribute('href')).toBeNull();
  expect(await bookOf(page).locator('#out').getAttribute('target')).toBe('_blank');
  await bookOf(page).getByRole('button', { name: 'Send' }).click();
  expect(new URL(page.url()).pathname).toBe(`/sandbox/${CASE}`);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});

describe.each([
  ['light', 1366],
  ['dark', 1366],
  ['light', 1024],
  ['light', 320],
] as const)('%s at %i pixels', (scheme, width) => {
  test('the open book has no accessibility violation and fits', async () => {
    const { page, context, complaints } = await newLearner(stage, scheme);
    await page.setViewportSize({ width, height: 768 });
    await openChart(page, CASE);
    await openBook(page);
    await searchOf(page).fill('heart failure');
    await bookOf(page).getByRole('option').first().waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await searchOf(page).press('ArrowDown');
    await searchOf(page).press('Enter');
    await bookOf(page).locator('.code-book[aria-busy="false"] h1', { hasText: 'I' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test('where there is room for one side only, the book is a side of its own', async () => {
  const { page } = await newLearner(stage);
  await page.setViewportSize({ width: 360, height: 740 });
  await openChart(page, CASE);
  await page.getByRole('button', { name: 'Code book', exact: true }).click();
  await headingOf(page).waitFor();
  expect(await page.getByRole('region', { name: 'Chart' }).isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Coding sheet' }).click();
  expect(await bookOf(page).isVisible()).toBe(false);
});

test('on a phone a page begins at its heading, and the way back leads to where it was left', async () => {
  const { page } = await newLearner(stage);
  await page.setViewportSize({ width: 360, height: 740 });
  await openChart(page, CASE);
  await page.getByRole('button', { name: 'Code book', exact: true }).click();
  await searchOf(page).fill('E11.22');
  await bookOf(page)
    .getByRole('option', { name: /E11\.22/, selected: true })
    .waitFor();
  await searchOf(page).press('Enter');
  await headingOf(page).filter({ hasText: 'E11.22' }).waitFor();
  const beside = bookOf(page).locator('.siblings a').last();
  await beside.scrollIntoViewIfNeeded();
  const left = await page.evaluate(() => scrollY);
  expect(left).toBeGreaterThan(300);
  await beside.click();
  await headingOf(page).filter({ hasText: 'E11.29' }).waitFor();
  await expect.poll(async () => (await headingOf(page).boundingBox())?.y).toBeGreaterThan(60);
  expect((await headingOf(page).boundingBox())?.y).toBeLessThan(500);
  await bookOf(page).getByRole('button', { name: 'Back in the code book' }).click();
  await headingOf(page).filter({ hasText: 'E11.22' }).waitFor();
  await expect.poll(() => page.evaluate(() => scrollY)).toBeCloseTo(left, -2);
});

test('on its own page the field is reached with /, lists codes as one types, and opens the chosen one', async () => {
  const { page, complaints } = await newLearner(stage);
  await page.goto('/codes');
  await page.locator('astro-island:not([ssr])').first().waitFor({ state: 'attached' });
  await page.keyboard.press('/');
  await page.keyboard.type('chf');
  await page.getByRole('group', { name: 'ICD-10-CM' }).getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/codes\/icd-10-cm\/I50/);
  await page.goBack();
  await page.getByRole('combobox').fill('chf');
  await page.getByRole('combobox').press('Enter');
  await page.waitForURL(/\/codes\?q=chf$/);
  await page.getByRole('heading', { level: 1, name: 'Found for “chf”' }).waitFor();
  expect(complaints).toEqual([]);
});

test('without JavaScript the same field is a form', async () => {
  const context = await stage.browser.newContext({ baseURL: stage.server.address, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/codes');
  await page.getByRole('combobox').fill('heart failure');
  await page.getByRole('button', { name: 'Look up' }).click();
  await page.waitForURL(/\/codes\?q=heart\+failure$/);
  await page.locator('.found-codes a[href*="/codes/icd-10-cm/I50"]').first().waitFor();
});
