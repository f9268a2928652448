import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDb } from '#db/client';
import { auditEvents } from '#db/schema/audit';
import { putSittings } from '../db/simulated-sittings.ts';
import { simulateExam } from '../domain/exam/statistics/simulated-exam.ts';
import { violationsOf } from './accessibility.ts';
import { emailOf, PASSWORD, type Person, putPeople } from './people.ts';
import { setStage } from './stage.ts';

const stage = setStage({ TRUST_PROXY: '1' });
const PEOPLE: Person[] = [
  { name: 'administrator', isAdministrator: true },
  { name: 'author', roles: { school: ['author'] } },
  { name: 'reviewer', roles: { school: ['reviewer'] } },
  { name: 'learner', roles: { school: ['learner'] } },
  { name: 'stranger', roles: { elsewhere: ['owner'] } },
];
const LIST = '/organisations/school/questions';

/** Item 0 punishes the able. */
const exam = simulateExam({
  items: 24,
  sittings: 240,
  length: 24,
  seed: 21,
  chanceOf: (item, ability) => 1 / (1 + Math.exp(item === 0 ? ability : (item - 12) / 8 - ability)),
});

beforeAll(async () => {
  await putPeople(stage.server, PEOPLE);
  const db = openDb(`file:${stage.server.folder}/app.db`);
  await putSittings(db, 'cpc-2026', exam);
  db.$client.close();
});

async function open(name: string, path: string): Promise<Page> {
  const place = PEOPLE.findIndex((one) => one.name === name) + 1;
  const context = await stage.browser.newContext({
    baseURL: stage.server.address,
    extraHTTPHeaders: { 'x-forwarded-for': `2001:db8:77:${place}::1` },
  });
  const page = await context.newPage();
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await page.getByLabel('E-mail address').fill(emailOf({ name }));
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  return page;
}
/** Set SCREENSHOTS to a folder to look at the pages: light, dark, and on a phone. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  await page.screenshot({ path: `${folder}/${name}-light.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: `${folder}/${name}-dark.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: 'light' });
  const size = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 780 });
  await page.screenshot({ path: `${folder}/${name}-360.png`, fullPage: true });
  if (size) await page.setViewportSize(size);
}
const widthOver = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('the bank’s statistics', () => {
  let page: Page;
  test('nothing is reckoned before it is asked for; then the list has figures and what to review stands on top', async () => {
    page = await open('administrator', '/admin/questions?exam=cca-2026-05');
    await page.getByText('The bank has no question for this exam yet.').waitFor();
    await page.goto('/admin/questions');
    expect(await page.locator('select[name="exam"]').inputValue(), 'the exam with most questions').toBe('cpc-2026');
    await page.getByText('Nothing has been reckoned yet').waitFor();
    await page.getByRole('button', { name: 'Reckon now' }).click();
    await page.waitForURL(/done=reckon/);
    for (let tries = 0; (await page.getByText('Reckoned 20').count()) === 0 && tries < 60; tries += 1) {
      await page.waitForTimeout(500);
      await page.reload();
    }
    await page.getByText('from 240 closed exams').waitFor();
    const review = page.locator('.to-review');
    await review.getByRole('link', { name: 'item-0' }).waitFor();
    expect(await page.locator('.bank tbody tr').first().locator('th a').textContent()).toBe('item-0');
    await page.getByRole('heading', { name: 'How far the exams can be relied on' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await picture(page, 'bank');
  }, 90_000);
  test('the list is searched, and sorted by its figures', async () => {
    await page.getByLabel('Words of name or question').fill('item-1');
    await page.getByLabel('Order').selectOption('easiest');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/sort=easiest/);
    const shares = await page.locator('.bank tbody tr td:nth-of-type(2)').allTextContents();
    const numbers = shares.map((text) => Number(/(\d+)\s%/.exec(text)?.[1]));
    expect(numbers.length).toBeGreaterThan(5);
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    const names = await page.locator('.bank tbody th a').allTextContents();
    expect(names.every((name) => name.startsWith('item-1'))).toBe(true);
  });
  test('one question has its key, options, curve and advice, and fits a phone', async () => {
    await page.goto('/admin/questions/item-0?exam=cpc-2026');
    await page.getByRole('heading', { name: 'The better candidates get it wrong more often' }).waitFor();
    await page.getByText('Look at the key first').waitFor();
    expect(await page.locator('.is-key').count()).toBe(1);
    await page.goto('/admin/questions/item-9?exam=cpc-2026');
    await page.getByRole('img', { name: 'Chance of a right answer by ability' }).waitFor();
    expect(await page.getByText('too few answers (240 of 500)').count()).toBe(2);
    await page.getByText('Feedback').first().click();
    expect(await violationsOf(page)).toEqual([]);
    await picture(page, 'question');
    await page.setViewportSize({ width: 360, height: 780 });
    expect(await widthOver(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 800 });
  });
  test('a question nobody has sat says so; one that is none is not found', async () => {
    await page.goto('/admin/questions/anatomy-volar-laceration');
    await page.getByText('Nobody has had this version in a closed exam').waitFor();
    await page.goto('/admin/questions/cases-asthma-treatment-lines');
    expect(await page.locator('.exam-facts dd').allTextContents()).not.toContain('');
    expect(await violationsOf(page)).toEqual([]);
    expect((await page.goto('/admin/questions/no-such-question'))?.status()).toBe(404);
    expect((await page.goto('/admin/questions?exam=none'))?.status()).toBe(400);
    await page.context().close();
  });
  test.each(['author', 'learner'])('%s gets nowhere near it', async (name) => {
    const other = await open(name, '/organisations');
    for (const path of ['/admin/questions', '/admin/questions/item-0']) {
      const answer = await other.goto(path);
      expect(answer?.status()).toBe(403);
      expect(await other.content()).not.toContain('Answer 1 to item-0');
    }
    await other.context().close();
  });
});

const GIFT_GOOD =
  '::One:: Which bone is in the arm? {=humerus ~femur ~tibia}\n\n::Two:: Which organ pumps blood? {=heart ~liver}\n';
const GIFT_BAD = '::One:: Which bone is in the arm? {=humerus ~femur}\n\n::Two:: Which organ {=heart ~liver\n';
const MOODLE_WARNS = `<?xml version="1.0"?>
<quiz>
  <question type="multichoice"><name><text>Knee</text></name>
    <questiontext format="html"><text><![CDATA[<p>Which joint is <img src="knee.png"> this?</p>]]></text></questiontext>
    <single>true</single>
    <answer fraction="100"><text>Knee</text></answer><answer fraction="0"><text>Hip</text></answer>
  </question>
</quiz>`;

describe('questions of an organisation', () => {
  let page: Page;
  const choose = async (name: string, content: string | Buffer) => {
    await page.goto(`${LIST}/import`);
    await page.getByLabel('File', { exact: true }).setInputFiles({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(content),
    });
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.waitForLoadState();
  };
  const rows = () => page.locator('.drafts tbody tr').count();

  test('a good file is stored; the same again, under another name, makes nothing twice', async () => {
    page = await open('author', LIST);
    await page.getByText('No question yet.').waitFor();
    await choose('questions.xml', GIFT_GOOD);
    await page.waitForURL(/done=imported/);
    await page.getByText('2 questions added.').waitFor();
    await choose('other.csv', GIFT_GOOD);
    await page.getByText('Nothing was added: 2 questions are already here and left as they are.').waitFor();
    expect(await rows()).toBe(2);
  });
  test('the template for CSV is a file that only wants rows', async () => {
    await page.goto(`${LIST}/import`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'template with the columns' }).click(),
    ]);
    const template = readFileSync(await download.path(), 'utf8');
    expect(template).toContain('stem,option a,option b');
    await choose('empty.csv', template);
    await page.getByText('Nothing was imported: 1 error to correct in this CSV file').waitFor();
  });
  test('a file with an error is told line by line and changes nothing', async () => {
    await choose('bad.gift', GIFT_BAD);
    await page.getByText('Nothing was imported: 1 error to correct').waitFor();
    await page.locator('.remarks tbody th', { hasText: 'line 3' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await picture(page, 'import-errors');
    await page.goto(LIST);
    expect(await rows()).toBe(2);
  });
  test('warnings are shown first, and what is confirmed is imported once', async () => {
    await choose('moodle.xml', MOODLE_WARNS);
    await page.getByText('Nothing was imported yet').waitFor();
    expect(await page.locator('.remarks tbody tr').count()).toBeGreaterThan(0);
    expect(await violationsOf(page)).toEqual([]);
    await picture(page, 'import-warnings');
    const mark = await page.locator('input[name="mark"]').inputValue();
    await page.getByRole('button', { name: 'Import as described' }).click();
    await page.getByText('1 question added.').waitFor();
    const again = await page.request.post(`${LIST}/import`, {
      headers: { origin: stage.server.address },
      multipart: { mark },
    });
    expect(again.status()).toBe(409);
    expect(await again.text()).toContain('Choose it again');
  });
  test('of a question that is here already the report says so before it is confirmed, and after', async () => {
    const said = '1 question is already here and left as it is.';
    await choose('moodle-again.xml', MOODLE_WARNS);
    await page.locator('#report', { hasText: said }).waitFor();
    await page.getByRole('button', { name: 'Import as described' }).click();
    await page.getByText(`Nothing was added: ${said}`).waitFor();
  });
  test.each([
    ['another encoding', Buffer.from('name,stem\ncaf\u00e9,x', 'latin1'), 400, 'UTF-8'],
    ['a program', readFileSync(process.execPath).subarray(0, 5000), 400, 'UTF-8'],
    ['a web page', '<html></html>', 400, 'begins with'],
    ['a broken package', Buffer.from('PK\u0003\u0004 and nothing else'), 400, 'Nothing was imported'],
    ['a file of 5 MB', Buffer.alloc(5 * 2 ** 20, 'a'), 413, 'A file may have 4 MB'],
    ['nothing', '', 400, 'empty'],
  ])('%s is refused in a sentence', async (_, content, status, sentence) => {
    const answer = await page.request.post(`${LIST}/import`, {
      headers: { origin: stage.server.address },
      multipart: { file: { name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from(content) } },
    });
    expect(answer.status()).toBe(status);
    expect(await answer.text()).toContain(sentence);
    await page.goto(LIST);
    expect(await rows()).toBe(3);
  });
  test('the list and a question fit a phone and are sound to axe', async () => {
    await page.goto(LIST);
    expect(await violationsOf(page)).toEqual([]);
    await picture(page, 'drafts');
    await page.getByRole('link', { name: 'One' }).click();
    await page.getByText('✓ Key').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await picture(page, 'draft');
    await page.setViewportSize({ width: 360, height: 780 });
    expect(await widthOver(page)).toBeLessThanOrEqual(0);
    await page.goto(LIST);
    expect(await widthOver(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 800 });
  });
  test.each(['qti3', 'moodle', 'gift', 'csv'])(
    'what is taken out as %s and brought in again adds nothing',
    async (format) => {
      await page.goto(LIST);
      await page.getByLabel('Format').selectOption(format);
      await page.getByRole('button', { name: 'Export' }).click();
      await page.waitForURL(/\/export\?/);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: /^Download/ }).click(),
      ]);
      await choose(`again.${format}`, readFileSync(await download.path()));
      if ((await page.locator('input[name="mark"]').count()) > 0)
        await page.getByRole('button', { name: 'Import as described' }).click();
      await page.getByText('Nothing was added: 3 questions are already here and left as they are.').waitFor();
    },
  );
  test('chosen questions alone are exported and deleted', async () => {
    await page.goto(LIST);
    await page.getByRole('checkbox', { name: 'Choose One' }).check();
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByText('1 question as QTI 3.0').waitFor();
    await page.goBack();
    await page.goto(LIST);
    await page.getByRole('checkbox', { name: 'Choose One' }).check();
    await page.getByRole('button', { name: 'Delete the chosen' }).click();
    await page.getByText('1 question deleted.').waitFor();
    expect(await rows()).toBe(2);
  });
  test('a reviewer reads and changes nothing; a learner and a stranger see nothing', async () => {
    const draft = (await page.locator('.drafts tbody a').first().getAttribute('href')) ?? '';
    const reviewer = await open('reviewer', LIST);
    await reviewer.getByRole('button', { name: 'Export' }).waitFor();
    expect(await reviewer.getByRole('button', { name: 'Delete the chosen' }).count()).toBe(0);
    const post = await reviewer.request.post(LIST, {
      headers: { origin: stage.server.address },
      form: { draft: draft.split('/').at(-1) ?? '' },
    });
    expect(post.status()).toBe(403);
    for (const [name, status] of [
      ['learner', 403],
      ['stranger', 404],
    ] as const) {
      const other = await open(name, '/organisations');
      for (const path of [LIST, draft, `${LIST}/export?format=csv`])
        expect((await other.goto(path))?.status()).toBe(status);
      await other.context().close();
    }
    await reviewer.context().close();
  });
  test('what was done stands in the log', async () => {
    const db = openDb(`file:${stage.server.folder}/app.db`);
    const actions = (await db.select().from(auditEvents)).map(({ action }) => action);
    db.$client.close();
    expect(actions).toEqual(expect.arrayContaining(['questions-brought', 'questions-exported', 'questions-deleted']));
    await page.context().close();
  });
});
