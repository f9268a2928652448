import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violationsOf } from './accessibility.ts';
import { launchBrowser } from './browser.ts';

/** A page with a fault of each kind our pages are looked at for: names, contrast by theme, structure. */
const FAULTS = `<!doctype html><html><head><title>Faults</title><style>
  .pale { color: #ccc; background: #fff }
  @media (prefers-color-scheme: dark) { .pale { color: #000; background: #fff } .murky { color: #555; background: #222 } }
</style></head><body><main><h1>Faults</h1><h3>A level left out</h3>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><input><button></button><a href="#x"></a>
<p class="pale">hardly seen by day</p><p class="murky">hardly seen by night</p>
<ul><div>no item</div></ul><p id="twice" aria-labelledby="nowhere" role="checkbox"></p><iframe></iframe></main></body></html>`;

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await (await browser.newContext()).newPage();
  await page.setContent(FAULTS);
});
afterAll(() => browser?.close());

test.each(['light', 'dark'] as const)('finds in %s what axe finds when it is asked at length', async (colorScheme) => {
  await page.emulateMedia({ colorScheme });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const rules = violations.map(({ id, nodes }) => `${id} ${nodes.length}`);
  expect(rules.length).toBeGreaterThan(6);
  const found = await violationsOf(page);
  expect(found.map((one) => `${one.split(':')[0]} ${one.split(' (Fix ').length - 1}`)).toEqual(rules);
  const contrast = await violationsOf(page, ['color-contrast']);
  expect(contrast).toHaveLength(1);
  expect(contrast[0]).toContain(colorScheme === 'light' ? 'by day' : 'by night');
  expect(contrast[0]).not.toContain(colorScheme === 'light' ? 'by night' : 'by day');
});
