import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import type { BrowserContext, Page } from 'playwright-core';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPackage } from '#db/anki/package';
import { type Db, openDb } from '#db/client';
import { attempts, grades } from '#db/schema/attempts';
import { cardReviews, cardStates, notebookEntries, observations, ownCards } from '#db/schema/study';
import { violationsOf } from './accessibility.ts';
import { enterDiagnoses, gradeChart, listen, openChart, waitUntilSaved } from './learner.ts';
import { setStage } from './stage.ts';

const stage = setStage();
let db: Db;
beforeAll(() => {
  db = openDb(`file:${stage.server.folder}/app.db`);
});
afterAll(() => db?.$client.close());

async function newPage({ isPlain = false, width = 1100 } = {}): Promise<{ context: BrowserContext; page: Page }> {
  const context = await stage.browser.newContext({
    baseURL: stage.server.address,
    javaScriptEnabled: !isPlain,
    reducedMotion: 'reduce',
    viewport: { width, height: 800 },
  });
  context.setDefaultTimeout(15_000);
  return { context, page: await context.newPage() };
}

/** The guest of a browser, by the signed cookie. */
async function personOf(context: BrowserContext): Promise<string> {
  const cookie = (await context.cookies()).find(({ name }) => name === 'guest');
  return cookie?.value.split('.')[0] ?? '';
}
const reviewsOf = async (context: BrowserContext) =>
  db
    .select()
    .from(cardReviews)
    .where(eq(cardReviews.personId, await personOf(context)));

const good = (page: Page) => page.getByRole('button', { name: /^Good/ });
const frontOf = (page: Page) => page.locator('.flash-front').innerText();
const rated = (page: Page) => page.waitForURL(/done=rated/);

describe('reviewing', () => {
  test('without JavaScript: show the answer, rate, undo, suspend, resume', async () => {
    const { context, page } = await newPage({ isPlain: true });
    await page.goto('/study');
    await page.getByRole('link', { name: /^Begin with \d+ cards/ }).click();
    await page.waitForURL(/review/);
    const first = await frontOf(page);
    expect(await good(page).isVisible()).toBe(false);
    await page.getByText('Show answer').click();
    await good(page).click();
    await rated(page);
    expect(await frontOf(page)).not.toBe(first);
    expect(await reviewsOf(context)).toMatchObject([{ rating: 3, before: null }]);
    const person = await personOf(context);
    const seen = await db.select().from(observations).where(eq(observations.personId, person));
    expect(seen).toMatchObject([{ source: 'card', credit: 1 }]);

    await page.getByRole('button', { name: 'Undo “Good”' }).click();
    await page.waitForURL(/done=undone/);
    expect(await frontOf(page)).toBe(first);
    expect(await reviewsOf(context)).toEqual([]);
    expect(await db.select().from(observations).where(eq(observations.personId, person))).toEqual([]);
    expect(await db.select().from(cardStates).where(eq(cardStates.personId, person))).toEqual([]);

    await page.getByRole('button', { name: 'Suspend' }).click();
    await page.waitForURL(/done=suspended/);
    expect(await frontOf(page)).not.toBe(first);
    await page.goto('/study/cards/browse?state=suspended');
    expect(await page.locator('.found-cards > li').count()).toBe(1);
    await page.getByRole('button', { name: /^Resume/ }).click();
    await page.waitForURL(/done=resume/);
    expect(await page.locator('.found-cards > li').count()).toBe(0);
    await context.close();
  });

  test('by keys alone, and only while the focus is in the card', async () => {
    const { context, page } = await newPage();
    const complaints = listen(page);
    await page.goto('/study/cards/review');
    await page.keyboard.press('3');
    expect(await good(page).isVisible()).toBe(false);
    await page.keyboard.press(' ');
    await good(page).waitFor();
    await page.keyboard.press('1');
    await rated(page);
    expect(await reviewsOf(context)).toMatchObject([{ rating: 1 }]);
    await page.keyboard.press(' ');
    await good(page).waitFor();
    // The focus stands on “Good”: space again says so.
    await page.keyboard.press(' ');
    await page.waitForFunction(() => !document.querySelector('.flash-card details')?.hasAttribute('open'));
    expect((await reviewsOf(context)).map(({ rating }) => rating).toSorted()).toEqual([1, 3]);
    await page.keyboard.press('u');
    await page.waitForURL(/done=undone/);
    expect(await reviewsOf(context)).toHaveLength(1);
    await page.locator('h1').evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('s');
    await page.keyboard.press('u');
    expect(await reviewsOf(context)).toHaveLength(1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('in two tabs: the same card is rated once, and the second says so', async () => {
    const { context, page } = await newPage();
    await page.goto('/study/cards/review');
    const other = await context.newPage();
    await other.goto('/study/cards/review');
    expect(await frontOf(other)).toBe(await frontOf(page));
    await page.getByText('Show answer').click();
    await good(page).click();
    await rated(page);
    await other.getByText('Show answer').click();
    await other.getByRole('button', { name: /^Again/ }).click();
    await other.getByText('answered in another tab').waitFor();
    expect(await reviewsOf(context)).toMatchObject([{ rating: 3 }]);
    await context.close();
  });

  test('an answer that cannot be read, or to no card, changes nothing', async () => {
    const { context, page } = await newPage();
    await page.goto('/study/cards/review');
    const send = (form: Record<string, string>) =>
      page.request.post('/study/cards/review', { form, headers: { origin: stage.server.address } });
    expect((await send({ act: 'rate', card: 'x', mark: '0.0', rating: '9', shownAt: '1' })).status()).toBe(400);
    expect((await send({ act: 'rate', card: 'no/card', mark: '0.0', rating: '3', shownAt: '1' })).status()).toBe(404);
    expect((await send({ act: 'rate', card: 'own/1', mark: '0.0', rating: '3', shownAt: '1' })).status()).toBe(404);
    expect(await reviewsOf(context)).toEqual([]);
    await context.close();
  });
});

test('decks are switched, the pace and the time zone set, and kept', async () => {
  const { context, page } = await newPage();
  await page.goto('/study/cards');
  await page.getByLabel('Words taken apart', { exact: true }).uncheck();
  await page.getByLabel('Terms: Anatomy', { exact: true }).check();
  await page.getByRole('button', { name: 'Save the choice' }).click();
  await page.getByText('New cards are taken from the decks you chose').waitFor();
  expect(await page.getByLabel('Words taken apart', { exact: true }).isChecked()).toBe(false);
  await page.goto('/study/cards/settings');
  await page.getByLabel('New cards a day').fill('4');
  await page.getByLabel('Time zone').fill('Nowhere/Land');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The name of a time zone').waitFor();
  await page.getByLabel('Time zone').fill('Asia/Tokyo');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('This is how you study').waitFor();
  await page.goto('/study');
  expect(await page.locator('.day-counts dd').allInnerTexts()).toEqual(['0', '0', '4']);
  await context.close();
});

test('own cards are written, edited and deleted; nobody else sees them', async () => {
  const { context, page } = await newPage({ isPlain: true });
  await page.goto('/study/cards/new');
  await page.getByLabel('Front').fill('What is <b>POA</b>?');
  await page.getByLabel('Back').fill('Present on admission.');
  await page.getByRole('button', { name: 'Add the card' }).click();
  await page.getByText('The card is added').waitFor();
  await page.getByLabel('Front').fill('what is  <b>poa</b>?');
  await page.getByLabel('Back').fill('Present on admission.');
  await page.getByRole('button', { name: 'Add the card' }).click();
  await page.getByText('You have this card already').waitFor();
  await page.goto('/study/cards/browse?deck=own:My+cards');
  await page.getByText('What is <b>POA</b>?').waitFor();
  await page.getByRole('link', { name: /^Edit/ }).click();
  const address = page.url();
  const stranger = await newPage();
  expect((await stranger.page.goto(address))?.status()).toBe(404);
  await stranger.context.close();
  await page.getByLabel('Back').fill('Present on admission, inpatient only.');
  await page.getByRole('button', { name: 'Save the card' }).click();
  await page.getByText('The card is changed').waitFor();
  await page.getByRole('button', { name: 'Delete the card' }).click();
  await page.getByText('The card is deleted').waitFor();
  expect((await page.goto(address))?.status()).toBe(404);
  await context.close();
});

describe('import and export', () => {
  const upload = async (page: Page, name: string, content: string | Buffer) => {
    await page.goto('/study/cards/import');
    const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) };
    await page.getByLabel('File').setInputFiles(file);
    await page.getByRole('button', { name: 'Import' }).click();
    await page.waitForLoadState();
  };
  const download = async (page: Page, button: string) => {
    await page.goto('/study/cards/export');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    return readFileSync(await file.path());
  };

  test('text is taken with a report, the same file adds nothing, and both exports hold it', async () => {
    const { context, page } = await newPage();
    const text =
      '#separator:tab\n#html:true\n#deck:Rules\na<br>b\tc\nonly a front\n{{c1::x}} y\t\nd\te<img src="p.png">\n';
    await upload(page, 'cards.txt', text);
    await page.getByText('3 cards added, 0 cards you had already, from 4 notes.').waitFor();
    await page.getByText('Line 5: has nothing on its back').waitFor();
    await page.getByText('Line 7: pictures and sounds are left out').waitFor();
    await upload(page, 'cards.txt', text);
    await page.getByText('0 cards added, 3 cards you had already').waitFor();

    const exported = (await download(page, 'Download as text')).toString();
    expect(exported).toContain('\na<br>b\tc\tRules\t');
    const file = await download(page, 'Download for Anki');
    const read = await readPackage(file);
    expect(read.ok && read.value.notes.map(({ fields }) => fields[0])).toEqual(['a<br>b', '[…] y', 'd']);
    const other = await newPage();
    await upload(other.page, 'cards.apkg', file);
    await other.page.getByText('3 cards added').waitFor();
    await page.goto('/study/cards/review?deck=own:Rules');
    expect(await frontOf(page)).toBe('a\nb');
    await other.context.close();
    await context.close();
  });

  test.each([
    ['words in no encoding', Buffer.from([0xff, 0xfe, 0x00, 0x41]), 'neither an Anki package'],
    ['half a package', Buffer.from('PK\u0003\u0004 and no more'), 'is no zip archive'],
    ['an open quote', Buffer.from('a\t"b\n'), 'never ends'],
    ['eleven megabytes', Buffer.alloc(11 * 2 ** 20, 97), 'A file may have 10 MB'],
  ])('%s: refused in a sentence, nothing added', async (_, content, sentence) => {
    const { context, page } = await newPage();
    await upload(page, 'cards.apkg', content);
    await page.getByRole('alert').filter({ hasText: sentence }).waitFor();
    const person = await personOf(context);
    expect(await db.select().from(ownCards).where(eq(ownCards.personId, person))).toEqual([]);
    await context.close();
  });
});

test('a difference becomes a card once the chart is graded: asked without the answer, told with its rule', async () => {
  const { context, page } = await newPage();
  await openChart(page, 'office-diabetes-followup');
  await enterDiagnoses(page, ['E11.9']);
  await waitUntilSaved(page);
  await gradeChart(page);
  const person = await personOf(context);
  const [attempt] = await db.select().from(attempts).where(eq(attempts.personId, person));
  const [graded] = await db
    .select()
    .from(grades)
    .where(eq(grades.attemptId, attempt?.id ?? ''));
  const place = graded?.grade.variances.findIndex(({ wanted, entered }) => wanted && !entered) ?? 0;
  const variance = graded?.grade.variances[place];
  // Recorded with the grade; written here where that part is not there.
  await db
    .insert(notebookEntries)
    .values({
      id: newId(),
      personId: person,
      source: 'chart',
      ref: attempt?.id ?? '',
      place,
      kind: variance?.kind ?? '',
      severity: 'payment',
      skill: 'diabetes',
      at: Date.now(),
    })
    .onConflictDoNothing();
  const mine = await db.select().from(notebookEntries).where(eq(notebookEntries.personId, person));
  const wanted = mine.find((entry) => entry.place === place);
  await page.goto('/study/cards/review?deck=variance');
  // The one that was missed, wherever it stands in the queue.
  for (let seen = 0; seen < mine.length; seen += 1) {
    const id = await page.locator('input[name="card"]').first().getAttribute('value');
    if (id === `variance/${wanted?.id}`) break;
    await page.getByRole('button', { name: 'Not today' }).click();
    await page.waitForURL(/done=later/);
  }
  const front = await frontOf(page);
  expect(front).toContain('The record says');
  expect(front.replaceAll('.', '')).not.toContain(variance?.wanted ?? 'nothing');
  await page.keyboard.press(' ');
  await good(page).waitFor();
  expect((await page.locator('.flash-answer').innerText()).replaceAll('.', '')).toContain(variance?.wanted ?? '');
  await good(page).click();
  await rated(page);
  await context.close();
});

describe('axe finds nothing', () => {
  const PAGES = [
    '',
    '/cards',
    '/cards/review',
    '/cards/browse',
    '/cards/new',
    '/cards/settings',
    '/cards/import',
    '/cards/export',
  ];
  test.each(PAGES)('/study%s, wide and on a phone', async (path) => {
    for (const width of [1100, 360]) {
      const { context, page } = await newPage({ width });
      await page.goto(`/study${path}`);
      if (path === '/cards/review') await page.getByText('Show answer').click();
      expect(await violationsOf(page)).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(beyond).toBeLessThanOrEqual(0);
      await context.close();
    }
  });
});
