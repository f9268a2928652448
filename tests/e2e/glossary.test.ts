import { globSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { getGlossary, getGlossaryGroups } from '#db/read-glossary';
import { termAddress } from '#domain/lessons/glossary';
import { lessonAddress } from '#domain/lessons/lesson';
import { violationsOf } from './accessibility.ts';
import { type Learner, newLearner } from './learner.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const GROUPS = getGlossaryGroups('.').map(({ group }) => `/learn/glossary/${group}`);
const PAGES = ['/learn/glossary', ...GROUPS];
const LESSONS = globSync('content/lessons/*/*.mdx').map((path) =>
  lessonAddress(path.replace(/^.*lessons[\\/]|\.mdx$/g, '').replaceAll('\\', '/')),
);
/** What one page may weigh, compressed; the largest today has 124 terms. */
const HEAVIEST = 24 * 1024;

const learners: Learner[] = [];
async function open(path: string) {
  const learner = await newLearner(stage);
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

const get = (path: string) => fetch(stage.server.address + path, { redirect: 'manual' });
const html = new Map<string, string>();
const textOf = (path: string): string => html.get(path) ?? '';
beforeAll(async () => {
  for (const path of [...PAGES, ...LESSONS, '/learn']) html.set(path, await (await get(path)).text());
});

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);
const idsOf = (path: string) => matches(textOf(path), / id="([^"]*)"/g);
/** Where the links of a page lead, those inside the page made whole. */
const linksOf = (path: string) =>
  matches(textOf(path), /<a [^>]*href="([^"]*)"/g).map((link) => (link.startsWith('#') ? path + link : link));

describe('addresses', () => {
  test('every term has its anchor, on the page of its group', () => {
    const missing = getGlossary('.').filter(({ group, term }) => {
      const [page = '', anchor = ''] = termAddress(group, term).split('#');
      return !idsOf(page).includes(anchor);
    });
    expect(missing.map(({ term }) => term)).toEqual([]);
  });
  test.each(PAGES)('%s holds no anchor twice', (path) => {
    expect(idsOf(path).filter((id, at, all) => all.indexOf(id) !== at)).toEqual([]);
  });
  test('every link into the glossary, from a lesson, a see-also or the list, finds its anchor', () => {
    const links = [...html.keys()].flatMap((path) =>
      linksOf(path).filter((link) => link.startsWith('/learn/glossary')),
    );
    expect(links.length).toBeGreaterThan(getGlossary('.').length);
    const dead = links.filter((link) => {
      const [page = '', anchor] = link.split('#');
      return !html.has(page) || (anchor !== undefined && !idsOf(page).includes(anchor));
    });
    expect(dead).toEqual([]);
  });
  test('every other link of the glossary is answered', async () => {
    const links = new Set(PAGES.flatMap(linksOf).map((link) => link.split('#')[0] ?? ''));
    const codes = [...links].filter((link) => link.startsWith('/codes/'));
    expect(codes.length).toBeGreaterThan(100);
    const dead: string[] = [];
    for (const link of links) {
      if (!link.startsWith('/') || html.has(link) || link === '/account') continue;
      const answer = await get(link.replaceAll('&amp;', '&'));
      await answer.arrayBuffer();
      if (answer.status !== 200) dead.push(`${link}: ${answer.status}`);
    }
    expect(dead).toEqual([]);
  });
  test('a group that is not there is not found', async () => {
    expect((await get('/learn/glossary/nowhere')).status).toBe(404);
  });
});

describe.each(PAGES)('%s', (path) => {
  test('is accessible in light and in dark, and fits 320 px', async () => {
    const page = await open(path);
    expect(await violationsOf(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    // Colours are all that differs in the dark.
    expect(await violationsOf(page, ['color-contrast'])).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
  test('is light and has no script but that of the search box', () => {
    expect(gzipSync(textOf(path)).length).toBeLessThan(HEAVIEST);
    expect(matches(textOf(path), /<script[^>]* src="([^"]*)"/g).join()).toMatch(/^\/_astro\/SearchBox[^,]*\.js$/);
    expect(textOf(path)).not.toMatch(/<script(?![^>]* src=)/);
  });
});

test('is reached from the lessons, by subject and by letter', async () => {
  const page = await open('/learn');
  await page.getByRole('link', { name: 'glossary' }).click();
  await page.waitForURL('**/learn/glossary');
  const listed = await page.locator('.glossary-letter a').allInnerTexts();
  expect(listed).toEqual(getGlossary('.').map(({ term }) => term));
  await page.getByRole('navigation', { name: 'Letters' }).getByRole('link', { name: 'Q', exact: true }).click();
  await page.waitForURL('**#letter-q');
  await page.getByRole('link', { name: 'quadrant', exact: true }).click();
  await page.waitForURL('**/learn/glossary/anatomy#quadrant');
  await expect.poll(() => page.locator(':target h2').innerText()).toBe('quadrant');
});

test('a term shows all that its entry holds', async () => {
  const page = await open('/learn/glossary/diseases');
  const entry = getGlossary('.').find(({ group, parts, say, codes, see }) => {
    return group === 'diseases' && parts && say && codes.length > 0 && see.length > 0;
  });
  const shown = (await page.locator(`[id="${termAddress('', entry?.term ?? '').split('#')[1]}"]`).innerText()).replace(
    /\s+/g,
    ' ',
  );
  const { term = '', say = '', definition = '', parts = [], codes = [], see = [] } = entry ?? {};
  for (const words of [term, `say ${say}`, definition, ...parts.map(({ meaning }) => meaning), ...see])
    expect(shown).toContain(words);
  for (const { code } of codes) expect(shown).toMatch(new RegExp(`${code} [A-Z][a-z]+`));
});

// What a reader opens and how accessible it is, lessons.test.ts looks at.
test('every lesson links each term once, and only in running text', async () => {
  const page = await open('/learn');
  for (const path of LESSONS) {
    await page.goto(path, { waitUntil: 'domcontentloaded' });
    const links = page.locator('a.glossary-link');
    const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect([path, addresses.length]).not.toEqual([path, 0]);
    expect([path, ...addresses.filter((address, at) => addresses.indexOf(address) !== at)]).toEqual([path]);
    const elsewhere =
      ':is(h1, h2, h3, h4, table, code, .excerpt, .term, .timeline, .diagram, .aside-title, .knowledge-check, .lesson-head, .lesson-end, nav, a a)';
    expect([path, await page.locator(`${elsewhere} a.glossary-link`).count()]).toEqual([path, 0]);
    expect([path, await page.locator('.lesson-body :is(p, li) a.glossary-link').count()]).toEqual([
      path,
      addresses.length,
    ]);
    for (const title of await links.evaluateAll((all) => all.map((link) => link.getAttribute('title') ?? '')))
      expect(title).toMatch(/^.{10,}[.)]$/);
  }
});

test('on paper, entries stay whole and what only a screen can do is gone', async () => {
  const page = await open('/learn/glossary/anatomy');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.glossary-letters').isVisible()).toBe(false);
  const entry = page.locator('.glossary-entry').first();
  expect(await entry.isVisible()).toBe(true);
  expect(await entry.evaluate((element) => getComputedStyle(element).breakInside)).toBe('avoid');
});
