import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violationsOf } from './accessibility.ts';
import { enterDiagnoses, gradeChart, newLearner, openChart, waitUntilSaved } from './learner.ts';
import { setStage } from './stage.ts';

const stage = setStage();

/** Every kind of page in every state that looks different; a page that is missing here is not looked at. */
const STATES: Record<string, (page: Page) => Promise<void>> = {
  home: async (page) => void (await page.goto('/')),
  list: async (page) => void (await page.goto('/sandbox')),
  'empty list': async (page) => void (await page.goto('/sandbox?setting=ancillary')),
  'not found': async (page) => void (await page.goto('/nowhere')),
  'workspace, inpatient': async (page) => {
    await openChart(page, 'inpatient-cholangitis-sepsis');
    await enterDiagnoses(page, ['A4151', 'R6520', 'E1122', 'E112']);
    await page.getByRole('textbox', { name: 'Find in chart' }).fill('sepsis');
    await page.getByRole('button', { name: /^Highlight/ }).click();
    await page.locator('summary', { hasText: '1 highlight' }).click();
    await waitUntilSaved(page);
    await page.locator('.findings').first().waitFor();
    await page.getByRole('combobox', { name: 'Add a procedure' }).fill('dilation');
    await page.getByRole('option').first().waitFor();
  },
  'workspace, professional': async (page) => {
    await openChart(page, 'office-knee-injection');
    await page.getByRole('combobox', { name: 'Add a service' }).fill('J3301');
    await page.getByRole('combobox', { name: 'Add a service' }).press('Enter');
    await waitUntilSaved(page);
  },
  keys: async (page) => {
    await openChart(page, 'office-knee-injection');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
  },
  'grade dialog': async (page) => {
    await openChart(page, 'office-knee-injection');
    await page.getByRole('button', { name: 'Grade chart' }).click();
    await page.getByRole('dialog').waitFor();
  },
  result: async (page) => {
    await openChart(page, 'emergency-soccer-ankle');
    await enterDiagnoses(page, ['S93401A', 'S50312A', 'R52']);
    await gradeChart(page);
    await page.locator('summary', { hasText: 'Why each is right' }).click();
  },
};

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  test.each(Object.keys(STATES))('%s has no accessibility violation and no console error', async (name) => {
    const { page, complaints, context } = await newLearner(stage, scheme);
    await STATES[name]?.(page);
    expect(await violationsOf(page)).toEqual([]);
    // The browser itself reports the page that is not found.
    expect(complaints.filter((complaint) => name !== 'not found' || !complaint.includes('404'))).toEqual([]);
    await context.close();
  });
});

test.each(Object.keys(STATES))('%s fits a screen of 320 CSS pixels, the width of 400 percent zoom', async (name) => {
  const { page, context } = await newLearner(stage);
  await STATES[name]?.(page);
  await page.setViewportSize({ width: 320, height: 256 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await context.close();
});

test('filters work without JavaScript', async () => {
  const context = await stage.browser.newContext({ baseURL: stage.server.address, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/sandbox');
  await page.getByLabel('Setting').selectOption('inpatient');
  await page.getByRole('button', { name: 'Show' }).click();
  // A click does not wait for the page it leads to.
  await page.waitForURL(/setting=inpatient/);
  const settings = await page.locator('.case-list tbody td:nth-child(2)').allTextContents();
  expect(settings.length).toBeGreaterThan(0);
  expect(new Set(settings)).toEqual(new Set(['Inpatient']));
});

test('the page of an address that is none has its styles', async () => {
  for (const path of ['/nowhere', '/sandbox/nowhere']) {
    const answer = await fetch(stage.server.address + path, { redirect: 'manual' });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-security-policy')).not.toContain("default-src 'none'");
  }
  const action = await fetch(`${stage.server.address}/_actions/nobody.knows`, {
    method: 'POST',
    headers: { origin: stage.server.address },
  });
  expect([action.status, action.headers.get('content-security-policy')]).toEqual([
    404,
    expect.stringContaining("default-src 'none'"),
  ]);
});
