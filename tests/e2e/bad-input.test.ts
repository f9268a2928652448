import { expect, test } from 'vitest';
import {
  diagnosesOf,
  diagnosisEntry,
  enterDiagnoses,
  newLearner,
  openChart,
  paste,
  waitForDiagnoses,
  waitUntilSaved,
} from './learner.ts';
import { setStage } from './stage.ts';

const CASE = 'inpatient-term-delivery';
const stage = setStage();

test('a paste of several codes makes several rows and names what was left out', async () => {
  const { page } = await newLearner(stage);
  await openChart(page, CASE);
  await paste(diagnosisEntry(page), 'o80, Z370;e11.22\tType 2 diabetes\nZ3A.39');
  await waitForDiagnoses(page, ['O80', 'Z37.0', 'E11.22', 'Z3A.39']);
  await page
    .getByText('4 codes added. Left out, because they do not look like codes: Type 2 diabetes.')
    .first()
    .waitFor();
});

test('10,000 pasted rows are refused whole, under the field', async () => {
  const { page } = await newLearner(stage);
  await openChart(page, CASE);
  await paste(diagnosisEntry(page), 'E11.22\n'.repeat(10_000));
  await page
    .getByText('10,000 codes were pasted and none was added: there is room for 200 more rows.')
    .first()
    .waitFor();
  expect(await diagnosesOf(page)).toEqual([]);
});

test('a note of 1 MB is refused under the note, and the note that was there stays', async () => {
  const { page } = await newLearner(stage);
  await openChart(page, CASE);
  const note = page.getByRole('textbox', { name: 'Note' });
  await note.fill('kept');
  await note.evaluate((field) => {
    const setter = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set;
    setter?.call(field, 'x'.repeat(1_000_000));
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await page
    .getByText('A note holds 10,000 characters; this would be 990,000 too many, so it was not taken.')
    .first() // The live region says it, too.
    .waitFor();
  await page.waitForFunction(() => document.querySelector('textarea')?.value === 'kept');
});

test.each([
  ['emoji', '🩺🩺🩺'],
  ['right-to-left text', 'مرض السكري'],
  ['control characters', '\u0001\u0007\u202Eqqzz'],
  ['words that nothing is called', 'zzqx vvkw'],
])('%s in the code field gets a message there, and nothing is added', async (_, text) => {
  const { page, complaints } = await newLearner(stage);
  await openChart(page, CASE);
  await diagnosisEntry(page).fill(text);
  await page.waitForTimeout(400);
  await diagnosisEntry(page).press('Enter');
  await page.locator('.entry .notice', { hasText: 'Nothing found for' }).first().waitFor();
  expect(await diagnosesOf(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('an unknown code is kept and told under its row', async () => {
  const { page } = await newLearner(stage);
  await openChart(page, CASE);
  await enterDiagnoses(page, ['O8X']);
  await waitUntilSaved(page);
  await page
    .locator('.row', { has: page.locator('.findings') })
    .first()
    .waitFor();
  expect(await diagnosesOf(page)).toEqual(['O8X']);
});

test('control characters and emoji in a cell are saved or told, never lost', async () => {
  const { page } = await newLearner(stage);
  await openChart(page, 'emergency-soccer-ankle');
  const service = page.getByRole('combobox', { name: 'Add a service' });
  await service.fill('PX332');
  await service.press('Enter');
  await page.getByRole('textbox', { name: /^Modifiers/ }).fill('🩺\u0007\u202Eلا');
  await waitUntilSaved(page);
  await page.locator('.findings').first().waitFor();
});

test('a forged attempt and somebody else’s attempt are not found, with the same page', async () => {
  const owner = await newLearner(stage);
  await openChart(owner.page, CASE);
  await owner.page.getByRole('button', { name: 'Grade chart' }).click();
  // A second click while the first is under way does nothing.
  await owner.page.getByRole('dialog').getByRole('button', { name: 'Grade chart' }).dblclick();
  await owner.page.waitForURL(/\/result\//);
  const theirs = new URL(owner.page.url()).pathname;
  const forged = theirs.replace(/[^/]+$/, '01890000-0000-7000-8000-000000000000');
  const other = await newLearner(stage);
  await other.page.goto('/sandbox/office-knee-injection');
  const bodies = [];
  for (const path of [theirs, forged]) {
    const response = await other.context.request.get(path);
    expect(response.status()).toBe(404);
    bodies.push(((await response.text()).match(/<main[\s\S]*<\/main>/) ?? [''])[0]);
  }
  expect(bodies[0]).toContain('This page is not here.');
  expect(bodies[0]).toBe(bodies[1]);
  expect((await owner.context.request.get(theirs)).status()).toBe(200);
});
