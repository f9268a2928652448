import { describe, expect, test } from 'vitest';
import { violationsOf } from './accessibility.ts';
import { newLearner } from './learner.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const BUILDER = '/codes/icd-10-pcs';
const ask = (path: string) => fetch(stage.server.address + path, { redirect: 'manual' });

test('a code is built axis by axis without JavaScript, and the title grows', async () => {
  const context = await stage.browser.newContext({ baseURL: stage.server.address, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(BUILDER);
  const choose = (name: RegExp) => page.locator('.pcs-choices').getByRole('link', { name }).click();
  const heading = () => page.getByRole('heading', { level: 1 }).innerText();
  await choose(/^0 Medical and Surgical/);
  await choose(/^S Lower Joints/);
  await choose(/^R Replacement/);
  expect(await heading()).toBe('0SR Replacement of … Open Approach');
  await choose(/^9 Hip Joint, Right/);
  expect(await heading()).toBe('0SR9 Replacement of Right Hip Joint with … Open Approach');
  await choose(/^0 Open/);
  await choose(/^J Synthetic Substitute$/);
  await choose(/^9 Cemented/);
  expect(new URL(page.url()).pathname).toBe(`${BUILDER}/0SR90J9`);
  expect(await heading()).toBe(
    '0SR90J9 Replacement of Right Hip Joint with Synthetic Substitute, Cemented, Open Approach',
  );
  await page.locator('summary', { hasText: 'Change Qualifier' }).click();
  await page.getByRole('link', { name: /^A Uncemented/ }).click();
  expect(new URL(page.url()).pathname).toBe(`${BUILDER}/0SR90JA`);
  await context.close();
});

test('a typed beginning leads on from where it ends', async () => {
  const { page, context } = await newLearner(stage);
  await page.goto(BUILDER);
  await page.getByRole('searchbox', { name: 'Code or its first characters' }).fill(' 0sr9 ');
  await page.getByRole('button', { name: 'Build' }).click();
  expect(new URL(page.url()).pathname).toBe(`${BUILDER}/0SR9`);
  await page.getByRole('heading', { name: 'Character 5: approach' }).waitFor();
  await context.close();
});

test.each<[string, number, string]>([
  ['/0SR90JB', 404, 'It fails at character 7'],
  ['/0SR9X', 404, 'It fails at character 5'],
  ['/ZZZ', 404, 'is not among the tables installed'],
  ['/0SR90J9Z', 404, 'Not an ICD-10-PCS code'],
  ['/%F0%9F%92%89', 404, 'Not an ICD-10-PCS code'],
  ['/0SR?release=FY1999', 404, 'ICD-10-PCS FY1999 is not installed'],
  ['/index/%00', 404, 'is no main term'],
  ['/index', 200, 'The ICD-10-PCS index is not installed'],
  ['/definitions', 200, 'The definitions are not installed'],
  ['/0SR', 200, 'Its rows are put together from the codes of FY2026'],
])('%s is answered with %i and says: %s', async (path, status, words) => {
  const response = await ask(BUILDER + path);
  expect(response.status).toBe(status);
  expect((await response.text()).replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')).toContain(words);
});

test('an address in another writing leads to the stable one and keeps what else it asks', async () => {
  expect((await ask(`${BUILDER}/OSR9`)).headers.get('location')).toBe(`${BUILDER}/0SR9`);
  const response = await ask(`${BUILDER}/0sr90j9?pane&release=FY2026`);
  expect([response.status, response.headers.get('location')]).toEqual([301, `${BUILDER}/0SR90J9?pane&release=FY2026`]);
});

test('in the pane a complete code can be taken, a beginning cannot', async () => {
  const fragment = async (path: string) => (await ask(`${BUILDER}${path}?pane`)).text();
  const code = await fragment('/0SR90J9');
  expect(code).toMatch(/^<!DOCTYPE html><div class="code-book"/);
  expect(code).toMatch(/class="[^"]*take-code[^"]*"[^>]*data-system="icd10pcs"[^>]*data-code="0SR90J9"/);
  const beginning = await fragment('/0SR9');
  expect(beginning).not.toContain('take-code');
  // Seven axes above it would push the choice out of sight.
  expect(beginning.indexOf('next-heading')).toBeLessThan(beginning.indexOf('axes-heading'));
});

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  test.each(['', '/0S', '/0SR', '/0SR90J9', '/0SR90JB'])(
    '%s has no accessibility violation and fits 320 pixels',
    async (path) => {
      const { page, context } = await newLearner(stage, scheme);
      await page.goto(BUILDER + path);
      expect(await violationsOf(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 256 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      await context.close();
    },
  );
});
