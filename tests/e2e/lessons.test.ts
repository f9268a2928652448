import { globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { lessonAddress } from '#domain/lessons/lesson';
import { violationsOf } from './accessibility.ts';
import { type Learner, newLearner } from './learner.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const LESSON = '/learn/icd-10-cm-guidelines/conventions';
const ids = globSync('content/lessons/*/*.mdx').map((path) =>
  path.replace(/^.*lessons[\\/]|\.mdx$/g, '').replaceAll('\\', '/'),
);
const LESSONS = ids.map(lessonAddress).sort();
const PAGES = ['/learn', ...LESSONS];
const KIB = 1024;

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
const get = (path: string, init: RequestInit = {}) =>
  fetch(stage.server.address + path, { redirect: 'manual', ...init });

describe('pages made with the build', () => {
  test.each(PAGES)('%s is answered with everything a page carries', async (path) => {
    const answer = await get(path, { headers: { 'accept-encoding': 'br' } });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, 'br']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, no-cache',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      vary: 'accept-encoding',
    });
    expect(answer.headers.has('set-cookie')).toBe(false);
    const html = await answer.text();
    expect(html).toMatch(
      /<meta http-equiv="content-security-policy" content="default-src 'self';[^"]*script-src 'self'/,
    );
    expect(html).toContain('<a href="/account">Account</a>');
    expect(html).not.toMatch(/Sign in|\/admin|data-(?:title|why)=/);
  });
  test('are not sent again to those who have them, and come with and without a slash', async () => {
    const first = await get(LESSON);
    const etag = first.headers.get('etag') ?? '';
    const again = await get(LESSON, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text(), again.headers.get('x-frame-options')]).toEqual([304, '', 'DENY']);
    for (const path of [`${LESSON}/`, `${LESSON}/index.html`, `${LESSON}?a=b`])
      expect([path, (await get(path)).status, (await get(path)).headers.get('etag')]).toEqual([path, 200, etag]);
    const head = await get(LESSON, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
  test('take nothing', async () => {
    const answer = await get(LESSON, { method: 'POST', body: 'a=b', headers: { origin: stage.server.address } });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
  test.each([
    '/learn/anatomy',
    '/learn/nowhere/conventions',
    '/learn/icd-10-cm-guidelines/01-conventions',
    `${LESSON}/x`,
  ])('%s is not there', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('</html>');
  });
});

/** Opens everything a page can open, as a reader would who answers each item with its last option. */
const openAll = (page: Page) =>
  page
    .locator('.excerpt-toggle input, .check-reveal input, .check-options li:last-child input')
    .evaluateAll((inputs) => {
      for (const input of inputs) (input as HTMLInputElement).click();
    });

// One visit for all of it: thirty pages, each opened four times, took five minutes.
test.each(PAGES)(
  '%s brings little JavaScript, holds still, is accessible in light and dark, fits 320 px',
  async (path) => {
    const { page } = await aLearner();
    const scripts: string[] = [];
    page.on('response', async (response) => {
      if (response.request().resourceType() === 'script') scripts.push(await response.text());
    });
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          document.documentElement.dataset.moved = `${(entry as unknown as { value: number }).value}`;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(path, { waitUntil: 'networkidle' });
    const inline = await page.locator('script:not([src])').allTextContents();
    expect(gzipSync([...scripts, ...inline].join('\n')).length).toBeLessThan(2 * KIB);
    expect(await page.evaluate(() => Number(document.documentElement.dataset.moved ?? 0))).toBeLessThan(0.01);

    await openAll(page);
    expect(await violationsOf(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    // Colours are all that differs in the dark.
    expect(await violationsOf(page, ['color-contrast'])).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  },
);

test('every lesson is on the list, and reached from the bar', async () => {
  const { page } = await aLearner();
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link').first().click();
  await page.waitForURL('**/learn');
  const addresses = await page
    .locator('.lesson-list a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(addresses.sort()).toEqual(LESSONS);
});

describe('a lesson', () => {
  test('leads to the code book in its year, and to charts', async () => {
    const { page } = await aLearner();
    await page.goto(LESSON);
    const links = await page
      .locator('.lesson a[href^="/"]')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links.some((link) => link?.startsWith('/sandbox/'))).toBe(true);
    for (const link of new Set(links)) expect([link, (await get(link ?? '')).status]).toEqual([link, 200]);
    expect(links).toContain('/codes/icd-10-cm/E11.22?release=FY2026');
  });
  test('has a contents list whose links lead somewhere', async () => {
    const { page } = await aLearner();
    await page.goto(LESSON);
    const targets = await page
      .locator('.lesson-contents a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    expect(targets.length).toBeGreaterThan(4);
    for (const target of targets) expect([target, await page.locator(target).count()]).toEqual([target, 1]);
  });

  test.each([true, false])(
    'shows what supports a code and answers its check (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const context = await stage.browser.newContext({ baseURL: stage.server.address, javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(LESSON);
      const excerpt = page.locator('.excerpt').first();
      await expect.poll(() => excerpt.locator('.excerpt-reasons').isVisible()).toBe(false);
      await excerpt.getByRole('checkbox', { name: 'Show what supports a code' }).check();
      expect(await excerpt.locator('.excerpt-reasons li').allInnerTexts()).toHaveLength(
        await excerpt.locator('mark').count(),
      );
      await expect.poll(() => excerpt.locator('.excerpt-reasons').isVisible()).toBe(true);

      const item = page.locator('.check-item').first();
      await item.getByRole('radio').nth(0).check();
      expect(await item.locator('.check-feedback:visible').count()).toBe(0);
      await item.getByRole('checkbox', { name: 'Show feedback' }).check();
      expect(await item.locator('.check-feedback:visible').allInnerTexts()).toEqual([
        expect.stringMatching(/^✕ Not right\./),
      ]);
      await item.getByRole('radio').nth(1).check();
      expect(await item.locator('.check-feedback:visible').allInnerTexts()).toEqual([
        expect.stringMatching(/^✓ Right\./),
      ]);
      const count = page.locator('.check-count');
      expect(await count.isVisible()).toBe(javaScriptEnabled);
      if (javaScriptEnabled) {
        expect(await count.innerText()).toBe('0 of 1 right at the first try; 5 to go.');
        await expect.poll(() => page.locator('#announcer').innerText()).toMatch(/^✓ Right\./);
      }
      await context.close();
    },
  );

  test('lets a keyboard move a wide table sideways on a phone, and breaks no word', async () => {
    const { page } = await aLearner();
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto('/learn/documentation/queries');
    const frame = page.getByRole('region', { name: /^Table: Sent, / });
    expect(await frame.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
    expect(
      await frame
        .locator('td')
        .first()
        .evaluate((cell) => getComputedStyle(cell).overflowWrap),
    ).toBe('normal');
    await frame.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => frame.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
  });
  test('says of what is no medical record what it is', async () => {
    const { page } = await aLearner();
    await page.goto('/learn/revenue-cycle/payment-denials-and-old-accounts');
    const said = await page.locator('.excerpt figcaption .small').allInnerTexts();
    expect(said).toEqual(
      expect.arrayContaining(['Synthetic remittance', 'Synthetic reconciliation', 'Synthetic record']),
    );
  });
  test('has drawings whose parts light up by keyboard, each told apart', async () => {
    const { page } = await aLearner();
    await page.goto('/learn/outpatient-procedures/modifiers-and-bundling');
    const drawing = page.locator('.diagram');
    await drawing.getByRole('radio', { name: 'Left thumb: FA' }).focus();
    await page.keyboard.press('ArrowDown');
    expect(await drawing.getByRole('radio', { name: 'Left index finger: F1' }).isChecked()).toBe(true);
    const fill = (id: string) => drawing.locator(`#digits-${id} path`).evaluate((path) => getComputedStyle(path).fill);
    expect(await fill('left-index-finger')).not.toBe(await fill('left-thumb'));
  });

  test('prints with its marks explained and without what only a screen can do', async () => {
    const { page } = await aLearner();
    await page.goto(LESSON);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.excerpt-reasons').first().isVisible()).toBe(true);
    for (const gone of ['.lesson-contents', '.check-reveal', '.excerpt-toggle', '.top-bar'])
      expect([gone, await page.locator(gone).first().isVisible()]).toEqual([gone, false]);
  });
});

test('answers of a check are in the page: lessons are for learning, and hold none of an answer key', async () => {
  const keys = globSync('db/keys/*.yaml').map((file) => readFileSync(file, 'utf8'));
  const turns = keys.map((text) => /^turnsOn: (.{20,})/m.exec(text)?.[1] ?? '').filter(Boolean);
  for (const path of LESSONS) {
    const html = await (await get(path)).text();
    expect(turns.filter((turn) => html.includes(turn))).toEqual([]);
  }
});
