import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { Stage } from './stage.ts';

/** A guest in a browser of their own, and everything the console complained about meanwhile. */
export interface Learner {
  context: BrowserContext;
  page: Page;
  complaints: string[];
}

export async function newLearner({ browser, server }: Stage, scheme: 'light' | 'dark' = 'light'): Promise<Learner> {
  const context = await browser.newContext({ baseURL: server.address, colorScheme: scheme, reducedMotion: 'reduce' });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  return { context, page, complaints: listen(page) };
}

/** Collects console errors and uncaught exceptions of a page. */
export function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

/** Opens a chart and waits until it can be coded. */
export async function openChart(page: Page, slug: string): Promise<void> {
  await page.goto(`/sandbox/${slug}`);
  await page.locator('.workspace-frame:not([inert])').waitFor();
}

export const diagnosisEntry = (page: Page): Locator => page.getByRole('combobox', { name: 'Add a diagnosis' });

/** Enters codes one by one, as typed. */
export async function enterDiagnoses(page: Page, codes: string[]): Promise<void> {
  for (const code of codes) {
    await diagnosisEntry(page).fill(code);
    await diagnosisEntry(page).press('Enter');
  }
}

/** Codes of the sheet's diagnoses from top to bottom, as shown. */
export const diagnosesOf = (page: Page): Promise<string[]> =>
  page
    .locator('section[aria-labelledby="diagnoses-heading"] .code-cell')
    .evaluateAll((cells) => cells.map((cell) => (cell as HTMLInputElement).value));

export async function waitForDiagnoses(page: Page, codes: string[]): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll<HTMLInputElement>('section[aria-labelledby="diagnoses-heading"] .code-cell')]
        .map((cell) => cell.value)
        .join() === wanted,
    codes.join(),
  );
}

/** Waits until the server has acknowledged everything. */
export const waitUntilSaved = (page: Page): Promise<void> =>
  page.locator('.save-status', { hasText: /^Saved/ }).waitFor();

/** Pastes text into the field that has the focus, as a person with a clipboard would. */
export async function paste(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.evaluate((element, pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

/** Hands the chart in and waits for the result. */
export async function gradeChart(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Grade chart' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Grade chart' }).click();
  await page.waitForURL(/\/result\//);
}
