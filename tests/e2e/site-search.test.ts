import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import type { PackedSearch } from '#domain/lessons/search';
import { violationsOf } from './accessibility.ts';
import { type Learner, newLearner } from './learner.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const LESSON = '/learn/icd-10-cm-guidelines/conventions';

const learners: Learner[] = [];
async function open(path: string, scheme: 'light' | 'dark' = 'light') {
  const learner = await newLearner(stage, scheme);
  learners.push(learner);
  await learner.page.goto(path);
  return learner.page;
}
afterEach(async () => {
  for (const { context, complaints } of learners.splice(0)) {
    await context.close();
    expect(complaints).toEqual([]);
  }
});

const field = (page: Page) =>
  page.getByRole('searchbox', { name: 'Search lessons, glossary, questions and code book' });
const panel = (page: Page) => page.locator('.site-search-results');
const results = (page: Page) => panel(page).locator('a');

async function ask(page: Page, typed: string): Promise<void> {
  await field(page).fill(typed);
  await panel(page).locator('p').waitFor();
}

describe('the box', () => {
  test('fetches nothing until it is used, then the index once and texts of the lessons it shows', async () => {
    const page = await open('/');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(LESSON, { waitUntil: 'networkidle' });
    expect(asked.filter((path) => /search(?!box)|open-box/.test(path.toLowerCase().replace('searchbox', '')))).toEqual(
      [],
    );
    await page.keyboard.press('/');
    await ask(page, 'excludes1');
    await results(page).first().waitFor();
    await ask(page, 'excludes2');
    await expect.poll(() => asked.filter((path) => /^\/search\/.*\.json$/.test(path)).length).toBeGreaterThan(0);
    expect(asked.filter((path) => path === '/search-index.json')).toHaveLength(1);
    expect(asked.filter((path, at) => path.startsWith('/search/') && asked.indexOf(path) !== at)).toEqual([]);
  });

  test('is reached by /, answers while one types, and leads by keyboard alone to a section', async () => {
    const page = await open(LESSON);
    await page.keyboard.press('/');
    expect(await field(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('what makes a query lead');
    const first = results(page).first();
    await expect.poll(() => first.locator('.found-title').innerText()).toBe('What makes a query lead');
    await expect.poll(() => first.locator('.found-passage mark').count()).toBeGreaterThan(0);
    await page.keyboard.press('ArrowDown');
    expect(await first.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/learn/documentation/queries#what-makes-a-query-lead');
  });

  test('goes round with the arrows; Escape leads back to the field and closes', async () => {
    const page = await open(LESSON);
    await ask(page, 'chf');
    await field(page).press('ArrowUp');
    expect(await page.locator(':focus').innerText()).toBe('Look “chf” up in the code book');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator(':focus').getAttribute('id')).toBe('site-search');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    expect(await page.locator(':focus').getAttribute('id')).toBe('site-search');
    expect(await panel(page).isVisible()).toBe(false);
    await page.waitForTimeout(200);
    expect(await panel(page).isVisible()).toBe(false);
    await page.keyboard.type(' ');
    await panel(page).waitFor();
    await page.locator('h1').click();
    await panel(page).waitFor({ state: 'hidden' });
  });

  test('says to ears how many places there are, and where to look when there are none', async () => {
    const page = await open(LESSON);
    await ask(page, 'chf');
    const spoken = () => page.locator('#announcer').innerText();
    await expect.poll(spoken).toMatch(/^\d+ places found\. Arrow down/);
    await ask(page, 'zzzzqqqq');
    await expect.poll(spoken).toBe('Nothing found. The code book may have it.');
    expect(await results(page).getAttribute('href')).toBe('/codes?q=zzzzqqqq');
  });

  test('Enter with nothing chosen lists everything on a page', async () => {
    const page = await open(LESSON);
    await ask(page, 'sepsis');
    await field(page).press('Enter');
    await page.waitForURL('**/search?q=sepsis');
    expect(await page.locator('.found-places li').count()).toBeGreaterThan(8);
  });

  test('takes no / from a field, nor from a page whose own search has it', async () => {
    const page = await open('/search');
    await page.getByRole('searchbox', { name: 'What to search for' }).press('/');
    expect(await page.locator(':focus').inputValue()).toBe('/');
    await page.goto('/codes');
    await page.locator('astro-island:not([ssr])').first().waitFor({ state: 'attached' });
    await page.keyboard.press('/');
    expect(await page.locator(':focus').getAttribute('role')).toBe('combobox');
  });

  test('says so when the index cannot be had, and asks again at the next letter', async () => {
    const page = await open(LESSON);
    learners.pop();
    await page.route('**/search-index.json', (route) => route.abort(), { times: 2 });
    await ask(page, 'sep');
    expect(await panel(page).innerText()).toMatch(/^The search could not be fetched/);
    await page.unroute('**/search-index.json');
    await ask(page, 'sepsis');
    await results(page).first().waitFor();
    await page.context().close();
  });

  test.each(['light', 'dark'] as const)('open, is accessible in %s', async (scheme) => {
    const page = await open(LESSON, scheme);
    await ask(page, 'diabetes with kidney disease');
    expect(await violationsOf(page)).toEqual([]);
  });

  test('fits 360 px, closed and open', async () => {
    const page = await open(LESSON);
    await page.setViewportSize({ width: 360, height: 640 });
    await ask(page, 'postpartum hemorrhage');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    const { x, width } = (await panel(page).boundingBox()) ?? { x: -1, width: 0 };
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(360);
  });

  test('shows what was typed as words, not as a page', async () => {
    const page = await open(LESSON);
    await ask(page, '<img src=x onerror=alert(1)>');
    expect(await panel(page).locator('img').count()).toBe(0);
  });
});

describe('the page', () => {
  const get = async (path: string) => {
    const answer = await fetch(stage.server.address + path);
    return { status: answer.status, html: await answer.text() };
  };

  test('works without JavaScript, from the box of any page', async () => {
    const context = await stage.browser.newContext({ baseURL: stage.server.address, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(LESSON);
    await field(page).fill('principle diagnosis');
    await field(page).press('Enter');
    await page.waitForURL('**/search?q=principle+diagnosis');
    const lesson = page.locator('.found-places li', { hasText: 'Principal and secondary diagnoses' }).first();
    expect(await lesson.locator('mark').count()).toBeGreaterThan(1);
    await page.getByRole('navigation', { name: 'Kinds of results' }).getByRole('link', { name: 'Glossary' }).click();
    expect(await page.locator('.found-places a').first().getAttribute('href')).toBe(
      '/learn/glossary/coding#principal-diagnosis',
    );
    await context.close();
  });

  test('finds what the box finds', async () => {
    const page = await open(LESSON);
    await ask(page, 'uncertain diagnosis');
    const inBox = await results(page).evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    const { html } = await get('/search?q=uncertain+diagnosis');
    const onPage = [...html.matchAll(/<h2[^>]*>\s*<a href="([^"]*)"/g)].map(([, address]) => address);
    expect(onPage[0]).toBe(inBox[0]);
  });

  test('says what to try when nothing is found', async () => {
    const { status, html } = await get('/search?q=zzzzqqqq');
    expect(status).toBe(200);
    expect(html).toMatch(/Nothing found\. +Nothing is like “zzzzqqqq”\./);
    expect(html).toMatch(/Try fewer or other words/);
    expect(html).toMatch(/href="\/codes\?q=zzzzqqqq"/);
  });

  test.each([
    ['nothing', ''],
    ['an empty question', '?q='],
    ['a control character', '?q=%00'],
    ['five thousand letters', `?q=${'a'.repeat(5000)}`],
    ['signs of the query language of lunr', '?q=%2Btitle%3A*~9%5E%5C'],
    ['a picture', '?q=%F0%9F%A9%BA'],
    ['names that JavaScript knows', '?q=constructor&kind=toString'],
  ])('%s is answered', async (_, query) => {
    const { status, html } = await get(`/search${query}`);
    expect(status).toBe(200);
    expect(html).not.toMatch(/at \w+ \(file:/);
  });
  test('what was typed is words there, too', async () => {
    expect((await get('/search?q=%3Cscript%3E')).html).toMatch(/<h1>Nothing found for “&lt;script/);
  });

  test.each(['light', 'dark'] as const)('is accessible in %s, with results and without', async (scheme) => {
    const page = await open('/search?q=diabetes', scheme);
    expect(await violationsOf(page)).toEqual([]);
    await page.goto('/search');
    expect(await violationsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 640 });
    await page.goto('/search?q=diabetes');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

test('every place of the index is there, with its anchor', async () => {
  const sent = (await (await fetch(`${stage.server.address}/search-index.json`)).json()) as PackedSearch;
  const pages = Map.groupBy(sent.documents, ({ address }) => address.split('#')[0] ?? '');
  const dead: string[] = [];
  for (const [path, documents] of pages) {
    const answer = await fetch(stage.server.address + path);
    const html = await answer.text();
    if (answer.status !== 200) dead.push(`${path}: ${answer.status}`);
    for (const { address } of documents) {
      const anchor = address.split('#')[1];
      if (anchor !== undefined && !html.includes(`id="${anchor}"`)) dead.push(address);
    }
  }
  expect(dead).toEqual([]);
});

test('the index is sent compressed, and again only when it has changed', async () => {
  const { address } = stage.server;
  const answer = await fetch(`${address}/search-index.json`);
  await answer.arrayBuffer();
  expect(answer.headers.get('cache-control')).toBe('public, no-cache');
  expect(answer.headers.get('content-encoding')).toMatch(/^(?:br|gzip)$/);
  const again = await fetch(`${address}/search-index.json`, {
    headers: { 'if-none-match': answer.headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
});
