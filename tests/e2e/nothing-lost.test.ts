import { expect, test } from 'vitest';
import { diagnosesOf, enterDiagnoses, newLearner, openChart, waitForDiagnoses, waitUntilSaved } from './learner.ts';
import { setStage } from './stage.ts';

const CASE = 'inpatient-hip-fall';
const stage = setStage();

test('a reload right after typing keeps rows, POA, note and highlight', async () => {
  const { page } = await newLearner(stage);
  await openChart(page, CASE);
  await enterDiagnoses(page, ['I10', 'E119']);
  await page.getByRole('group', { name: /I10/ }).getByLabel('Y, present').check();
  await page.getByRole('textbox', { name: 'Note' }).fill('نوت 🩺 first line\nsecond');
  await page.reload();
  await waitForDiagnoses(page, ['I10', 'E11.9']);
  expect(await page.getByRole('group', { name: /I10/ }).getByLabel('Y, present').isChecked()).toBe(true);
  expect(await page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('نوت 🩺 first line\nsecond');
});

test('a second tab sees each change, and changes of both are kept', async () => {
  const { page, context } = await newLearner(stage);
  await openChart(page, CASE);
  const other = await context.newPage();
  await openChart(other, CASE);
  await enterDiagnoses(page, ['I10']);
  await waitForDiagnoses(other, ['I10']);
  await enterDiagnoses(other, ['E785']);
  await waitForDiagnoses(page, ['I10', 'E78.5']);
  await Promise.all([enterDiagnoses(page, ['D649']), enterDiagnoses(other, ['K219'])]);
  await page.waitForTimeout(1500);
  await page.reload();
  await page.locator('.workspace-frame:not([inert])').waitFor();
  expect((await diagnosesOf(page)).toSorted()).toEqual(['D64.9', 'E78.5', 'I10', 'K21.9']);
});

test('two windows that cannot hear each other are merged by the server’s answer', async () => {
  const { page, context } = await newLearner(stage);
  await context.addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel'));
  await openChart(page, CASE);
  const other = await context.newPage();
  await openChart(other, CASE);
  await enterDiagnoses(page, ['I10']);
  await waitUntilSaved(page);
  await enterDiagnoses(other, ['E785']);
  await waitForDiagnoses(other, ['I10', 'E78.5']);
});

test('without a connection work goes on, says so, and is saved when the connection is back', async () => {
  const { page, context } = await newLearner(stage);
  await openChart(page, CASE);
  await context.setOffline(true);
  await enterDiagnoses(page, ['I10', 'Z9981']);
  await page.getByText('Not saved yet: no connection. Kept on this device; trying again.').waitFor();
  await context.setOffline(false);
  await waitUntilSaved(page);
  const elsewhere = await context.newPage();
  await elsewhere.addInitScript(() => localStorage.clear());
  await openChart(elsewhere, CASE);
  await waitForDiagnoses(elsewhere, ['I10', 'Z99.81']);
});

test('a page closed while offline gives its work to the next visit', async () => {
  const { page, context } = await newLearner(stage);
  await openChart(page, CASE);
  await context.setOffline(true);
  await enterDiagnoses(page, ['I10']);
  await page.close();
  await context.setOffline(false);
  const next = await context.newPage();
  await openChart(next, CASE);
  await waitForDiagnoses(next, ['I10']);
});

test('kill -9 of the server loses nothing: neither what was saved nor what was typed meanwhile', async () => {
  const { page, context } = await newLearner(stage);
  await openChart(page, CASE);
  await enterDiagnoses(page, ['I10']);
  await waitUntilSaved(page);
  await stage.server.kill();
  await enterDiagnoses(page, ['E785']);
  await page.getByText(/^Not saved yet: no connection/).waitFor();
  await stage.server.restart();
  await waitUntilSaved(page);
  const elsewhere = await context.newPage();
  await elsewhere.addInitScript(() => localStorage.clear());
  await openChart(elsewhere, CASE);
  await waitForDiagnoses(elsewhere, ['I10', 'E78.5']);
});
