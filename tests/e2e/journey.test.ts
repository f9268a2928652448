import { expect, test } from 'vitest';
import { diagnosesOf, gradeChart, newLearner, openChart, waitForDiagnoses, waitUntilSaved } from './learner.ts';
import { setStage } from './stage.ts';

const stage = setStage();

test('from the list to the result by keyboard alone', async () => {
  const { page, complaints } = await newLearner(stage);
  const { keyboard } = page;
  await page.goto('/sandbox');
  await keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
  await keyboard.press('Enter');
  const isAtChart = () => page.evaluate(() => document.activeElement?.textContent === 'Ankle injury at a soccer match');
  for (let presses = 0; presses < 40 && !(await isAtChart()); presses++) await keyboard.press('Tab');
  await keyboard.press('Enter');
  await page.locator('.workspace-frame:not([inert])').waitFor();

  await keyboard.press('/');
  await keyboard.type('anterior talofibular');
  await page.getByText(/^1 of \d+$/).waitFor();
  await keyboard.press('Enter');
  await keyboard.press('F6');
  await keyboard.press('F6');
  await keyboard.press('h');
  await page.getByText('1 highlight', { exact: true }).waitFor();

  await keyboard.press('d');
  await keyboard.type('s50312a');
  await keyboard.press('Enter');
  await keyboard.type('sprain other ligament right ankle initial');
  await page.getByRole('option').first().waitFor();
  await keyboard.press('Enter');
  await waitForDiagnoses(page, ['S50.312A', 'S93.491A']);
  await keyboard.press('Shift+Tab');
  await keyboard.press('Alt+ArrowUp');
  await waitForDiagnoses(page, ['S93.491A', 'S50.312A']);
  expect(await page.evaluate(() => document.activeElement?.closest('.row') !== null)).toBe(true);
  await waitUntilSaved(page);

  const isAtGrade = () => page.evaluate(() => document.activeElement?.textContent === 'Grade chart');
  for (let presses = 0; presses < 60 && !(await isAtGrade()); presses++) await keyboard.press('Shift+Tab');
  await keyboard.press('Enter');
  await page.getByRole('dialog').getByText('There is no service line.').waitFor();
  for (let presses = 0; presses < 4 && !(await isAtGrade()); presses++) await keyboard.press('Tab');
  await keyboard.press('Enter');
  await page.waitForURL(/\/result\//);
  expect(await page.locator('.result-headline').textContent()).toMatch(/^2 of \d+ codes of the key are on your sheet/);
  expect(complaints).toEqual([]);
});

test('a stay is coded down the columns: Enter leads to what is still to fill, then from row to row', async () => {
  const { page, complaints } = await newLearner(stage);
  const { keyboard } = page;
  await openChart(page, 'inpatient-hip-fall');
  await keyboard.press('d');
  for (const code of ['S72141A', 'I10', 'D62']) {
    await keyboard.type(code);
    await keyboard.press('Enter');
  }
  await keyboard.press('Enter');
  for (const poa of ['y', 'y', 'n']) {
    await keyboard.press(poa);
    await keyboard.press('Enter');
  }
  const chosen = page.locator('.poa input:checked');
  expect(await chosen.evaluateAll((inputs) => inputs.map((input) => input.ariaLabel))).toEqual([
    'Y, present',
    'Y, present',
    'N, not present',
  ]);
  await keyboard.type('e785');
  await keyboard.press('Enter');
  await waitForDiagnoses(page, ['S72.141A', 'I10', 'D62', 'E78.5']);
  await waitUntilSaved(page);
  expect(complaints).toEqual([]);
});

test('a header is a way down: Enter by Enter to a code that can be reported', async () => {
  const { page } = await newLearner(stage);
  await openChart(page, 'inpatient-hip-fall');
  const entry = page.getByRole('combobox', { name: 'Add a diagnosis' });
  await entry.fill('hip fx');
  for (const header of ['S72.0', 'S72.00', 'S72.001']) {
    await page
      .locator('.option.header[aria-selected="true"]', { has: page.getByText(header, { exact: true }) })
      .waitFor();
    await entry.press('Enter');
  }
  await page.locator('[role="option"][aria-selected="true"]', { hasText: 'S72.001A' }).waitFor();
  await entry.press('Enter');
  await waitForDiagnoses(page, ['S72.001A']);
});

test('a new service line asks for nothing by an error, and the modifiers there are can be looked up', async () => {
  const { page } = await newLearner(stage);
  await openChart(page, 'emergency-soccer-ankle');
  const service = page.getByRole('combobox', { name: 'Add a service' });
  await service.fill('PX715');
  await service.press('Enter');
  await page.locator('.findings', { hasText: 'needs LT, RT or 5B' }).waitFor();
  expect(await page.locator('.findings .wrong').count()).toBe(0);
  await page.getByText('Modifiers to choose from').click();
  await page.locator('.modifier-list', { hasText: 'Left side' }).waitFor();
  await page.getByRole('textbox', { name: /^Pointers/ }).fill('Q');
  await page.locator('.findings .wrong', { hasText: 'PX715' }).waitFor();
  expect(await page.locator('.code-cell[aria-invalid]').count()).toBe(0);
});

test('the result lights evidence up, lists tries, and the first one counts', async () => {
  const { page, complaints } = await newLearner(stage);
  await openChart(page, 'office-knee-injection');
  await gradeChart(page);
  expect(await page.locator('.result .lead').textContent()).toMatch(/^What cost most: \S.+; .+\.$/);
  const effects = await page
    .locator('section[aria-labelledby="differs"] .variance > div:last-child > p:last-child')
    .allTextContents();
  const lastOfPayment = effects.findLastIndex((effect) => effect.endsWith('affects payment'));
  expect(lastOfPayment).toBeGreaterThan(0);
  expect(effects.slice(0, lastOfPayment + 1).every((effect) => effect.endsWith('affects payment'))).toBe(true);
  expect(effects.length).toBeGreaterThan(lastOfPayment + 1);
  await page.locator('section[aria-labelledby="differs"] a[data-lights]').first().click();
  await page.locator('mark.lit').waitFor();
  await page.getByRole('link', { name: 'Code this chart again' }).click();
  await page.locator('.workspace-frame:not([inert])').waitFor();
  expect(new URL(page.url()).search).toBe('');
  await page.reload();
  await page.locator('.workspace-frame:not([inert])').waitFor();
  await page.getByRole('button', { name: 'Grade chart' }).click();
  await page.getByText('This is try 2; your first one counts.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Grade chart' }).click();
  await page.waitForURL(/\/result\//);
  const tries = page.locator('section[aria-labelledby="tries"] li');
  expect(await tries.count()).toBe(2);
  expect(await tries.first().textContent()).toContain('counts');
  expect(complaints).toEqual([]);
});

test('the result reads without JavaScript, and its evidence links lead to marks', async () => {
  const { page, context } = await newLearner(stage);
  await openChart(page, 'surgery-colonoscopy');
  await gradeChart(page);
  const response = await context.request.get(page.url());
  const html = await response.text();
  const anchors = [...html.matchAll(/href="#(evidence-\d+)"/g)].map((match) => match[1] ?? '');
  expect(anchors.length).toBeGreaterThan(3);
  for (const anchor of new Set(anchors)) expect(html).toContain(`id="${anchor}"`);
});

test('pointers follow their diagnosis when rows are dragged', async () => {
  const { page } = await newLearner(stage);
  await openChart(page, 'emergency-soccer-ankle');
  await page.keyboard.press('d');
  for (const code of ['S93491A', 'S50312A', 'W03XXXA']) {
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Escape');
  const service = page.getByRole('combobox', { name: 'Add a service' });
  await service.fill('PX332');
  await service.press('Enter');
  const pointers = page.getByRole('textbox', { name: /^Pointers/ });
  await pointers.fill('C A');
  const grips = page.locator('section[aria-labelledby="diagnoses-heading"] .grip');
  const [from, to] = [await grips.nth(2).boundingBox(), await grips.nth(0).boundingBox()];
  if (!from || !to) throw new Error('no grips');
  await page.mouse.move(from.x + 4, from.y + 4);
  await page.mouse.down();
  await page.mouse.move(to.x + 4, to.y - 6, { steps: 5 });
  await page.mouse.up();
  await waitForDiagnoses(page, ['W03.XXXA', 'S93.491A', 'S50.312A']);
  expect(await pointers.inputValue()).toBe('A B');
  expect(await diagnosesOf(page)).toHaveLength(3);
});
