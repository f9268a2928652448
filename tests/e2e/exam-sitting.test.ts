import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readAllItems } from '#db/read-items';
import { violationsOf } from './accessibility.ts';
import { addressOf, EVERY_TYPE, handedInAt, newCandidate, storedAnswer } from './sittings.ts';
import { setStage } from './stage.ts';

const stage = setStage();

const option = (page: Page, letter: string): Locator =>
  page
    .locator('.choice-answer label')
    .filter({ has: page.locator(`.letter:text-is("${letter}")`) })
    .locator('input');
const heading = (page: Page, number: number): Locator => page.getByRole('heading', { name: `Question ${number} of` });
const saved = (page: Page): Promise<void> => page.locator('.save-status', { hasText: /^Saved$/ }).waitFor();
const goTo = async (page: Page, number: number): Promise<void> => {
  await page.getByRole('button', { name: /^\d of \d$/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(`^Question ${number},`) })
    .click();
  await heading(page, number).waitFor();
};
const opened = (page: Page): Promise<void> => page.locator('.exam:not([inert])').waitFor();
/** What the clock shows, in seconds. */
const shownSeconds = async (page: Page): Promise<number> => {
  const parts = (await page.getByRole('timer').innerText()).split(':').map(Number);
  return parts.reduce((sum, part) => sum * 60 + part, 0);
};
const answersOf = async (sittingId: string, place: number) =>
  (await storedAnswer(stage.server, sittingId, place))?.answer;

const plain = (text: string): string => text.replaceAll('`', '').replace(/\s+/g, ' ');

/** What of these items nobody may see before the end: their names, objectives and feedback. */
function sealedTexts(names: readonly string[]): string[] {
  const items = readAllItems('.').flatMap(({ source }) => source.value.items);
  const chosen = items.filter(({ id }) => names.includes(id));
  const feedback = (value: unknown): string[] => {
    if (value === null || typeof value !== 'object') return [];
    return Object.entries(value).flatMap(([name, inner]) =>
      typeof inner === 'string' ? (name === 'feedback' ? [inner] : []) : feedback(inner),
    );
  };
  return chosen.flatMap((item) => [item.id, item.objective, ...feedback(item)]).map(plain);
}

describe('answering', () => {
  test('every type of question, flag, strike-out, note and highlight are there again after a reload', async () => {
    const { page, sittingId, complaints } = await newCandidate(stage);
    await option(page, 'C').check();
    await page.getByRole('button', { name: 'Flag' }).click();
    await page.getByRole('button', { name: 'Strike out A' }).click();
    await page.locator('.choice-answer li').nth(1).click({ button: 'right' });
    await page.getByRole('button', { name: 'Add a note' }).click();
    await page.getByLabel('Note, for you alone').fill('look at the year');
    await page.getByRole('group', { name: 'Question text' }).focus();
    for (const key of ['ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'h']) await page.keyboard.press(key);
    expect(await page.locator('.stem mark').allInnerTexts()).toEqual(['Before a scope']);
    await goTo(page, 2);
    for (const letter of ['A', 'C', 'D']) await option(page, letter).check();
    await page.getByText('You chose 3; the question asks for 2. Take 1 back').waitFor();
    await option(page, 'D').uncheck();
    await goTo(page, 3);
    await page.getByLabel('Code of service line 1').fill('px632');
    await page.getByLabel('Units of service line 1').fill('3');
    await page.getByLabel('Code of service line 2').fill('PX630');
    await goTo(page, 4);
    await page.getByLabel('UB-04, FL').or(page.getByLabel('CMS-1500, item')).fill('25');
    await goTo(page, 6);
    await page.locator('.hotspot .drawing [data-part="2"]').last().dispatchEvent('click');
    expect(await page.getByRole('radio', { name: 'Cornea' }).isChecked()).toBe(true);
    await goTo(page, 7);
    await page.getByRole('button', { name: /^Move up: Terrorism/ }).click();
    await saved(page);

    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await opened(page);
    expect(await option(page, 'C').isChecked()).toBe(true);
    expect(await page.getByRole('button', { name: 'Flagged' }).getAttribute('aria-pressed')).toBe('true');
    expect(await page.locator('.choice-answer .struck .letter').allInnerTexts()).toEqual(['A', 'B']);
    expect(await page.getByLabel('Note, for you alone').inputValue()).toBe('look at the year');
    expect(await page.locator('.stem mark').allInnerTexts()).toEqual(['Before a scope']);
    expect(await answersOf(sittingId, 1)).toEqual({ kind: 'options', chosen: [0, 2] });
    expect(await answersOf(sittingId, 2)).toMatchObject({
      kind: 'codes',
      rows: [{ code: 'px632', units: '3' }, { code: 'PX630' }],
    });
    expect(await answersOf(sittingId, 3)).toEqual({ kind: 'text', text: '25' });
    expect(await answersOf(sittingId, 5)).toEqual({ kind: 'part', part: 'cornea' });
    const steps = (await answersOf(sittingId, 6)) as { order: string[] };
    expect(steps.order).toHaveLength(5);
    expect((await storedAnswer(stage.server, sittingId, 0))?.spentMs).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  test('by keyboard alone: choose, strike, flag, go on, look over, hand in', async () => {
    const { page, sittingId } = await newCandidate(stage, { names: EVERY_TYPE.slice(0, 2) });
    await page.keyboard.press('b');
    await page.keyboard.press('Shift+Digit3');
    await page.keyboard.press('f');
    await page.keyboard.press('n');
    await heading(page, 2).waitFor();
    await page.keyboard.press('1');
    await page.keyboard.press('5');
    await page.keyboard.press('k');
    await page.keyboard.type('19.99*3=');
    expect(await page.getByLabel('Display').innerText()).toBe('59.97');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.getByText('2 of 2 answered, 1 flagged').waitFor();
    // Flagged first, then what is done; from the heading Tab leads through.
    expect(await page.locator('.review-list .number').allInnerTexts()).toEqual(['1', '2']);
    await page.getByRole('button', { name: 'Hand in' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/result\b/);
    expect(await answersOf(sittingId, 0)).toEqual({ kind: 'options', chosen: [1] });
    expect((await storedAnswer(stage.server, sittingId, 0))?.struck).toEqual([2]);
    expect(await answersOf(sittingId, 1)).toEqual({ kind: 'options', chosen: [0, 4] });
    expect(await handedInAt(stage.server, sittingId)).toBeGreaterThan(0);
  });

  test('words of options are highlighted by key, and choosing one is as ever', async () => {
    const { page, sittingId } = await newCandidate(stage);
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const marked = (place: number) => page.locator('.choice-answer li').nth(place).locator('mark').allInnerTexts();
    await page.getByRole('group', { name: 'Question text' }).focus();
    await press('ArrowRight', 'ArrowDown', 'ArrowDown', 'h');
    expect(await marked(1)).toEqual(['M23.222']);
    expect(await page.locator('.stem mark').count()).toBe(0);
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Question text');
    // And back up, to the stem.
    await press('ArrowRight', 'ArrowDown', 'ArrowUp', 'h');
    expect(await page.locator('.stem mark').allInnerTexts()).toEqual(['Before']);
    await saved(page);
    expect((await storedAnswer(stage.server, sittingId, 0))?.highlights).toContainEqual({
      part: 'option-1',
      from: 0,
      to: 7,
    });
    expect(await answersOf(sittingId, 0)).toBeNull();
    // Of the choices the radios alone are stops of Tab, with the buttons beside them; they are read out as before.
    expect(await page.locator('.choice-answer [tabindex]').count()).toBe(0);
    await page.getByRole('radio', { name: 'A M23.221', exact: true }).focus();
    await press('ArrowDown');
    expect(await page.getByRole('radio', { name: 'B M23.222', exact: true }).isChecked()).toBe(true);
    await press('ArrowRight');
    expect(await option(page, 'C').isChecked()).toBe(true);
    await goTo(page, 7);
    await page.getByRole('group', { name: 'Question text' }).focus();
    await press('ArrowRight', 'ArrowDown', 'h');
    expect(await page.locator('.order-answer .step').first().locator('mark').allInnerTexts()).toEqual(['Cataclysm,']);
  });

  test('review lists what is not answered first and leads to it', async () => {
    const { page } = await newCandidate(stage);
    await page.keyboard.press('1');
    await goTo(page, 4);
    await page.keyboard.press('f');
    await page.keyboard.press('r');
    await page.getByText('1 of 7 answered, 6 not answered, 1 flagged').waitFor();
    expect((await page.locator('.review-list .number').allInnerTexts()).at(-1)).toBe('1');
    expect(await page.locator('.review-state').allInnerTexts()).toContain('not answered, flagged');
    await page.getByRole('button', { name: /^5/ }).click();
    await heading(page, 5).waitFor();
  });

  test('the overview opens at the question one is at; a note is left by Escape; the way out is in sight of any review', async () => {
    const { page } = await newCandidate(stage);
    const focused = page.locator(':focus');
    await page.getByRole('button', { name: 'Highlight' }).click();
    await page.getByRole('alert').getByText('Nothing is selected.').waitFor();
    await goTo(page, 5);
    expect(await page.getByText('Nothing is selected.').count()).toBe(0);
    await page.keyboard.press('g');
    expect(await focused.getAttribute('aria-label')).toMatch(/^Question 5, /);
    await page.keyboard.press('Escape');
    await page.keyboard.press('m');
    await page.keyboard.type('again');
    await page.keyboard.press('Escape');
    expect(await focused.innerText()).toBe('Question 5 of 7');
    await page.keyboard.press('f');
    await page.keyboard.press('r');
    await page.setViewportSize({ width: 640, height: 500 });
    const handIn = page.getByRole('button', { name: 'Hand in' });
    expect((await handIn.boundingBox())?.y).toBeLessThan(500);
    await handIn.click();
    expect(await page.getByRole('dialog').innerText()).toContain(
      '7 of 7 questions not answered, 1 still flagged. Afterwards nothing can be changed.',
    );
  });
});

describe('nothing is lost', () => {
  test('offline answers wait on the device and arrive later with the times they were made at', async () => {
    const { page, context, sittingId } = await newCandidate(stage);
    await context.setOffline(true);
    const before = Date.now();
    await page.keyboard.press('2');
    const after = Date.now();
    await page.keyboard.press('n');
    await page.keyboard.press('1');
    await page.getByText('Not sent yet: 2 answers are kept on this device.').waitFor();
    await page.waitForTimeout(2500);
    await context.setOffline(false);
    await saved(page);
    const stored = await storedAnswer(stage.server, sittingId, 0);
    expect(stored?.answer).toEqual({ kind: 'options', chosen: [1] });
    // Time on the question was added when it was left, at once: the answer is as old as that.
    expect(stored?.changedAt).toBeGreaterThan(before - 1500);
    expect(stored?.changedAt).toBeLessThan(after + 1500);
    expect((stored?.savedAt ?? 0) - (stored?.changedAt ?? 0)).toBeGreaterThan(1500);
  });

  test('what waits is counted in answers: looking at questions, a flag and a note are none', async () => {
    const { page, context, sittingId } = await newCandidate(stage);
    await saved(page);
    await context.setOffline(true);
    for (const key of ['n', 'n', 'n', 'f']) await page.keyboard.press(key);
    await page.getByText('Not sent yet: no new answer, other changes are kept on this device.').waitFor();
    await page.keyboard.press('p');
    await page.keyboard.press('p');
    await page.keyboard.press('1');
    await page.getByText('Not sent yet: 1 answer is kept on this device.').waitFor();
    await page.close();
    // The page that hands in sends it, and then counts it.
    await context.setOffline(false);
    const next = await context.newPage();
    await next.goto(`${addressOf(sittingId)}/hand-in`);
    await next.getByText('0 of 7 questions are answered. 1 not complete. 1 flagged.').waitFor();
  });

  test('a page closed while offline gives its answers to the next visit', async () => {
    const { page, context, sittingId } = await newCandidate(stage);
    await context.setOffline(true);
    await page.keyboard.press('4');
    await page.getByText('Not sent yet: 1 answer is kept on this device.').waitFor();
    await page.close();
    await context.setOffline(false);
    const next = await context.newPage();
    await next.goto(addressOf(sittingId));
    await opened(next);
    expect(await option(next, 'D').isChecked()).toBe(true);
    await saved(next);
    await expect.poll(() => answersOf(sittingId, 0)).toEqual({ kind: 'options', chosen: [3] });
  });

  test('two tabs keep in step, and the later change stands', async () => {
    const { page, context, sittingId } = await newCandidate(stage);
    const other = await context.newPage();
    await other.goto(addressOf(sittingId));
    await opened(other);
    await option(page, 'A').check();
    await other.locator('.choice-answer li:has(:checked) .letter', { hasText: 'A' }).waitFor();
    await option(other, 'B').check();
    await page.locator('.choice-answer li:has(:checked) .letter', { hasText: 'B' }).waitFor();
    await saved(page);
    await saved(other);
    expect(await answersOf(sittingId, 0)).toEqual({ kind: 'options', chosen: [1] });
  });

  test('a second device that does not know an answer cannot undo it by looking at the question or flagging it', async () => {
    const { page, context, sittingId } = await newCandidate(stage);
    const cookies = await context.cookies();
    const device = await stage.browser.newContext({ baseURL: new URL(page.url()).origin });
    await device.addCookies(cookies);
    const other = await device.newPage();
    await other.goto(addressOf(sittingId));
    await opened(other);
    await option(page, 'A').check();
    await saved(page);
    await other.getByRole('button', { name: 'Flag' }).click();
    await other.locator('.choice-answer li:has(:checked) .letter', { hasText: 'A' }).waitFor();
    await saved(other);
    await option(page, 'B').check();
    await saved(page);
    const asked = other.waitForResponse(/exam\.save/);
    await other.keyboard.press('n');
    await asked;
    expect(await storedAnswer(stage.server, sittingId, 0)).toMatchObject({
      answer: { kind: 'options', chosen: [1] },
      isFlagged: true,
    });
    await device.close();
  });

  test('kill -9 of the server loses nothing: neither what was saved nor what was answered meanwhile', async () => {
    const { page, sittingId } = await newCandidate(stage);
    await page.keyboard.press('1');
    await saved(page);
    await stage.server.kill();
    await page.keyboard.press('n');
    await page.keyboard.press('2');
    await page.keyboard.press('3');
    // The first question was answered before; since then only time was spent on it.
    await page.getByText(/^Not sent yet: 1 answer is/).waitFor();
    await stage.server.restart();
    await page.locator('.save-status', { hasText: /^Saved$/ }).waitFor({ timeout: 30_000 });
    expect(await answersOf(sittingId, 0)).toEqual({ kind: 'options', chosen: [0] });
    expect(await answersOf(sittingId, 1)).toEqual({ kind: 'options', chosen: [1, 2] });
  });
});

describe('the clock is the server’s', () => {
  test('a device clock that is set changes neither what is shown nor the times of answers', async () => {
    const { page, sittingId } = await newCandidate(stage, { agoMs: 600_000 });
    await page.evaluate(() => {
      const real = Date.now;
      Date.now = () => real() - 3 * 3_600_000;
    });
    await page.waitForTimeout(1200);
    const shown = await shownSeconds(page);
    expect(shown).toBeLessThanOrEqual(3000);
    expect(shown).toBeGreaterThan(2940);
    await page.keyboard.press('1');
    await saved(page);
    const changedAt = (await storedAnswer(stage.server, sittingId, 0))?.changedAt ?? 0;
    expect(Math.abs(changedAt - Date.now())).toBeLessThan(5000);
    await page.reload();
    await opened(page);
    expect(Math.abs((await shownSeconds(page)) - shown)).toBeLessThan(30);
  });

  test('at the end the screen locks, sends what is left, and leads on', async () => {
    const { page, sittingId } = await newCandidate(stage, { minutes: 10, agoMs: 10 * 60_000 - 6000 });
    await page.keyboard.press('3');
    await page.getByRole('heading', { name: 'Time is up' }).waitFor();
    await page.getByText('All your answers have arrived.').waitFor();
    expect(await page.locator('.choice-answer').count()).toBe(0);
    expect(await answersOf(sittingId, 0)).toEqual({ kind: 'options', chosen: [2] });
    await page.getByRole('button', { name: 'See the result' }).click();
    await page.waitForURL(/\/result\b/);
  });

  test('what was answered offline before the end still arrives after it', async () => {
    const { page, context, sittingId } = await newCandidate(stage, { minutes: 10, agoMs: 10 * 60_000 - 7000 });
    await context.setOffline(true);
    await page.keyboard.press('3');
    await page.getByRole('heading', { name: 'Time is up' }).waitFor();
    await page.getByText('Not sent yet: 1 answer is kept on this device.').last().waitFor();
    await context.setOffline(false);
    await page.getByText('All your answers have arrived.').waitFor();
    expect(await answersOf(sittingId, 0)).toEqual({ kind: 'options', chosen: [2] });
  });

  test('breaks stop it and hide the questions; in an exam without them there is no button', async () => {
    const { page } = await newCandidate(stage, { accommodations: { breakMinutes: 10 } });
    await page.getByRole('button', { name: 'Break', exact: true }).click();
    await page.getByRole('heading', { name: 'Break' }).waitFor();
    expect(await page.locator('.question').count()).toBe(0);
    const shown = await shownSeconds(page);
    await page.waitForTimeout(2200);
    expect(await shownSeconds(page)).toBe(shown);
    await page.getByRole('button', { name: 'Go on' }).click();
    await heading(page, 1).waitFor();
    expect(await page.locator(':focus').innerText()).toBe('Question 1 of 7');
    const words = (await page.locator('.stem').innerText()).slice(0, 40);
    expect((await page.content()).includes(words)).toBe(true);
    await page.getByRole('button', { name: 'Break', exact: true }).click();
    await page.getByRole('heading', { name: 'Break' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Break' }).waitFor();
    // Who comes back in a break is not sent the questions: the clock stands.
    expect((await page.content()).includes(words)).toBe(false);
    await page.getByRole('button', { name: 'Go on' }).click();
    await heading(page, 1).waitFor();
    const plain = await newCandidate(stage);
    expect(await plain.page.getByRole('button', { name: /Break|Pause/ }).count()).toBe(0);
    const practice = await newCandidate(stage, { mode: 'practice' });
    await practice.page.getByRole('button', { name: 'Pause' }).click();
    await practice.page.getByRole('heading', { name: 'Paused' }).waitFor();
  });

  test('a page opened in a break or after the end says so: its title, and its heading has the focus', async () => {
    const opened = async (page: Page, name: string) => {
      await page.reload();
      await page.locator('.exam:not([inert])').waitFor();
      await expect.poll(() => page.locator('h1:focus').allInnerTexts()).toEqual([name]);
      expect(await page.title()).toContain(`${name}: CPC`);
    };
    const { page } = await newCandidate(stage, { accommodations: { breakMinutes: 10 } });
    await page.getByRole('button', { name: 'Break', exact: true }).click();
    await page.getByRole('heading', { name: 'Break' }).waitFor();
    await opened(page, 'Break');
    const practice = await newCandidate(stage, { mode: 'practice' });
    await practice.page.getByRole('button', { name: 'Pause' }).click();
    await practice.page.getByRole('heading', { name: 'Paused' }).waitFor();
    await opened(practice.page, 'Paused');
    const over = await newCandidate(stage, { minutes: 10, agoMs: 10 * 60_000 + 5000 });
    await opened(over.page, 'Time is up');
    await over.page.locator('#announcer', { hasText: 'Time is up.' }).waitFor({ state: 'attached' });
  });

  test('fifteen minutes before the end it is announced, also where the time is hidden', async () => {
    const { page } = await newCandidate(stage, { minutes: 60, agoMs: 45 * 60_000 - 4000 });
    await page.getByRole('button', { name: 'Hide the time left' }).click();
    await page.locator('#announcer', { hasText: '15 minutes left.' }).waitFor({ state: 'attached' });
    await page.locator('.time-left', { hasText: '15 minutes left' }).waitFor();
  });
});

describe('for everybody', () => {
  test.each(['light', 'dark'] as const)(
    'axe finds nothing: %s',
    async (scheme) => {
      const { page } = await newCandidate(stage, { scheme, accommodations: { breakMinutes: 10 } });
      const check = async (what: string) => {
        expect([what, await violationsOf(page)]).toEqual([what, []]);
      };
      await page.keyboard.press('1');
      await page.keyboard.press('Shift+Digit2');
      for (let place = 1; place <= 7; place++) {
        await check(`question ${place}`);
        await page.keyboard.press('n');
      }
      await page.keyboard.press('k');
      await page.keyboard.press('Escape');
      await page.keyboard.press('k');
      await check('calculator');
      await page.keyboard.press('Escape');
      await page.keyboard.press('g');
      await check('go to');
      await page.keyboard.press('Escape');
      await page.keyboard.press('r');
      await page.getByRole('heading', { name: 'Review' }).waitFor();
      await check('review');
      await page.getByRole('button', { name: 'Break', exact: true }).click();
      await page.getByRole('heading', { name: 'Break' }).waitFor();
      await check('break');
      await page.goto(`${page.url()}/hand-in`);
      await check('hand-in');
    },
    90_000,
  );

  test.each(['light', 'dark'] as const)(
    'with the system’s colours alone what is chosen, flagged, struck out and open can be told: %s',
    async (colorScheme) => {
      const { page } = await newCandidate(stage);
      await page.emulateMedia({ forcedColors: 'active', colorScheme });
      const look = (locator: Locator, property: string) =>
        locator.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
      const flag = page.locator('.flag-button');
      const [strike, row] = [page.locator('.strike').first(), page.locator('.choice-answer li')];
      const before = [await look(flag, 'background-color'), await look(strike, 'background-color')];
      for (const key of ['f', 'Shift+Digit1', '2', 'k']) await page.keyboard.press(key);
      const after = [await look(flag, 'background-color'), await look(strike, 'background-color')];
      expect(after.filter((colour, index) => colour === before[index])).toEqual([]);
      expect([await look(row.nth(1), 'outline-style'), await look(row.nth(2), 'outline-style')]).toEqual([
        'solid',
        'none',
      ]);
      const tool = (name: string) => look(page.getByRole('button', { name, exact: true }), 'background-color');
      expect(await tool('Calculator')).not.toBe(await tool('Keys'));
      await page.keyboard.press('Escape');
      await page.keyboard.press('n');
      await page.keyboard.press('g');
      const marks = page.locator('.question-mark');
      const [answered, open, other] = await Promise.all([0, 1, 2].map((at) => look(marks.nth(at), 'background-color')));
      expect(answered).toBe(other);
      expect(open).not.toBe(other);
      await page.keyboard.press('Tab');
      // The focus has an outline of its own, which the open question does not have.
      expect([await look(marks.nth(1), 'outline-style'), await look(marks.nth(2), 'outline-style')]).toEqual([
        'none',
        'solid',
      ]);
      const sign = marks.first().locator('.sign');
      expect(await look(sign, 'background-color')).toBe(await look(marks.first(), 'color'));
    },
  );

  test.each([false, true])('nothing runs out of a screen of 360 px; large text: %s', async (largeText) => {
    const { page } = await newCandidate(stage, { accommodations: { largeText } });
    await page.setViewportSize({ width: 360, height: 740 });
    for (let place = 1; place <= 7; place++) {
      await heading(page, place).waitFor();
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([place, over]).toEqual([place, 0]);
      await page.keyboard.press('n');
    }
  });

  test('with a screen reader drawings are lists', async () => {
    const { page } = await newCandidate(stage, { accommodations: { screenReader: true } });
    await goTo(page, 6);
    expect(await page.locator('.question svg').count()).toBe(0);
    await page.getByRole('radio', { name: 'Cornea' }).check();
    await saved(page);
  });

  test('without JavaScript the page says so, and handing in works', async () => {
    const { context, sittingId } = await newCandidate(stage);
    const plain = await stage.browser.newContext({ baseURL: stage.server.address, javaScriptEnabled: false });
    await plain.addCookies(await context.cookies());
    const page = await plain.newPage();
    await page.goto(addressOf(sittingId));
    // Text inside noscript is not found by its words.
    expect(await page.locator('noscript .notice').innerText()).toContain('The exam needs JavaScript');
    await page.locator('noscript a').click();
    await page.getByRole('button', { name: 'Hand in' }).click();
    await page.waitForURL(/\/result\b/);
    expect(await handedInAt(stage.server, sittingId)).toBeGreaterThan(0);
  });

  test('nothing of a key, and no name of an item, is in what the page brings and what the server answers', async () => {
    const { page } = await newCandidate(stage);
    const bodies: string[] = [];
    page.on('response', async (response) => bodies.push(await response.text().catch(() => '')));
    await page.reload();
    await opened(page);
    await page.keyboard.press('1');
    await saved(page);
    await page.keyboard.press('r');
    await expect.poll(() => bodies.some((body) => body.includes('outcomes'))).toBe(true);
    const sealed = sealedTexts(EVERY_TYPE);
    expect(sealed.length).toBeGreaterThan(25);
    const read = bodies.map(plain);
    expect(read.some((body) => body.includes('Left knee locks again'))).toBe(true);
    expect(sealed.filter((text) => read.some((body) => body.includes(text)))).toEqual([]);
  });

  test('nobody opens somebody else’s sitting', async () => {
    const { sittingId } = await newCandidate(stage);
    const other = await newCandidate(stage);
    for (const path of [addressOf(sittingId), `${addressOf(sittingId)}/hand-in`])
      expect((await other.page.goto(path))?.status()).toBe(404);
  });
});
