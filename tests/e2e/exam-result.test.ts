import { mkdirSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { v7 as newId } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Db, openDb } from '#db/client';
import { getItemKeys, listItemSummaries } from '#db/queries/items';
import { handIn, saveChanges } from '#db/queries/sitting-answers';
import { type NewSitting, openSitting } from '#db/queries/sittings';
import { citesOf, whyRight } from '#domain/exam/items/item-authority';
import type { Item } from '#domain/exam/items/item-file';
import { rightAnswer } from '#domain/exam/items/right-answer';
import { plainText } from '#domain/exam/items/text-runs';
import { NO_ACCOMMODATIONS, type SittingChange } from '#domain/exam/sittings/sitting';
import { UNTOUCHED } from '#domain/exam/sittings/untouched';
import type { Instant } from '#domain/time';
import { violationsOf } from './accessibility.ts';
import { type Learner, newLearner } from './learner.ts';
import { putPeople, signedInCookie } from './people.ts';
import { setStage } from './stage.ts';

const stage = setStage({ TRUST_PROXY: '1' });
const NAMES = ['sitter', 'running', 'scripted'] as const;
type Name = (typeof NAMES)[number];
const MINUTE = 60_000;
/** Where somebody who wants to look at the pages has them put. */
const { SCREENSHOTS } = process.env;

let db: Db;
let ids: Record<string, string>;
let cookies: Record<string, string>;
let keys: Item[];
let scenarios: number;
const sittings: Record<string, string> = {};

/** A form of one item of each type, those of a scenario and more of the CPC, every third answered wrongly. */
async function sit(name: Name, minutesAgo: number, more: Partial<NewSitting> = {}): Promise<string> {
  const pool = (await listItemSummaries(db)).filter(({ domains }) => domains.some((one) => one.startsWith('cpc/')));
  const whole = await getItemKeys(
    db,
    pool.map(({ versionId }) => versionId),
  );
  const scenario = pool.find((one) => one.scenario)?.scenario;
  const types = [...new Set([...whole.values()].map(({ type }) => type))];
  const chosen = new Set([
    ...pool.filter((one) => one.scenario === scenario),
    ...types.flatMap((type) => pool.filter(({ versionId }) => whole.get(versionId)?.type === type).slice(0, 2)),
    ...pool.slice(0, 12),
  ]);
  const items = [...chosen].map(({ versionId, domains }, place) => ({
    versionId,
    domain: domains.find((one) => one.startsWith('cpc/')) ?? '',
    isPretest: place === 8,
  }));
  scenarios = new Set([...chosen].flatMap((one) => one.scenario ?? [])).size;
  keys = items.flatMap(({ versionId }) => whole.get(versionId) ?? []);
  const now = (Date.now() - minutesAgo * MINUTE) as Instant;
  const personId = ids[name] as string;
  const { sittingId } = await openSitting(db, {
    ...{ sittingId: newId(), personId, isAccount: true, blueprint: 'cpc-2026', mode: 'exam', scope: 'short' },
    ...{ domains: [], seed: 1, expected: 0.7, minutes: 60, accommodations: NO_ACCOMMODATIONS, items, now },
    ...more,
  });
  // Just begun, nothing was answered minutes later.
  const step = minutesAgo > 0 ? MINUTE : 1;
  const changes = keys.flatMap((item, place): SittingChange[] => {
    if (place % 7 === 6 && !isMissed(place)) return [];
    const answer = isMissed(place) ? wrongAnswer(item) : rightAnswer(item);
    const spentMs = place % 5 === 4 ? 12 * MINUTE : (1 + (place % 4)) * 20_000;
    const state = {
      ...UNTOUCHED,
      answer,
      isFlagged: place % 4 === 3,
      spentMs,
      note: place === 2 ? 'Look at this again.' : '',
    };
    return [{ place, at: now + (place + 1) * step, order: place, state }];
  });
  await saveChanges(db, {
    sittingId,
    personId,
    changes,
    now: Math.min(Date.now() + 100, now + 59 * MINUTE) as Instant,
  });
  return sittingId;
}

const isMissed = (place: number): boolean =>
  place % 3 === 2 || place === keys.findIndex(({ type }) => type === 'hotspot');

function wrongAnswer(item: Item): SittingChange['state']['answer'] {
  switch (item.type) {
    case 'single-choice':
    case 'multiple-choice':
      return { kind: 'options', chosen: [item.options.findIndex(({ isRight }) => !isRight)] };
    case 'typed-codes':
      return { kind: 'codes', rows: [{ code: 'E11.9', modifiers: '', units: '' }] };
    case 'hotspot':
      return { kind: 'part', part: Object.keys(item.others)[0] ?? '' };
    case 'order':
      return { kind: 'order', order: item.steps.map(({ id }) => id).reverse() };
    default:
      return { kind: 'text', text: 'nonsense' };
  }
}

beforeAll(async () => {
  ids = await putPeople(
    stage.server,
    NAMES.map((name) => ({ name })),
  );
  db = openDb(`file:${stage.server.folder}/app.db`);
  sittings.sitter = await sit('sitter', 90);
  sittings.scripted = await sit('scripted', 90);
  sittings.running = await sit('running', 30);
  cookies = Object.fromEntries(
    await Promise.all(NAMES.map(async (name) => [name, await signedInCookie(stage.server.address, { name })])),
  );
});
afterAll(() => db?.$client.close());

const learners: Learner[] = [];
/** As cookies of the browser: a header of one's own is lost on the way of a redirect. */
const signIn = (context: BrowserContext, name: Name) =>
  context.addCookies(
    (cookies[name] ?? '').split('; ').map((one) => {
      const at = one.indexOf('=');
      return { name: one.slice(0, at), value: one.slice(at + 1), url: stage.server.address };
    }),
  );
async function open(path: string, name: Name, scheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const learner = await newLearner(stage, scheme);
  learners.push(learner);
  await signIn(learner.context, name);
  await learner.page.goto(path);
  return learner.page;
}
afterEach(async () => {
  for (const { context, complaints } of learners.splice(0)) {
    await context.close();
    expect(complaints).toEqual([]);
  }
});

const resultOf = (name: Name) => `/exams/sitting/${sittings[name]}/result`;
const ask = (path: string, name: Name, body?: Record<string, string>) =>
  fetch(stage.server.address + path, {
    method: body ? 'POST' : 'GET',
    redirect: 'manual',
    headers: { cookie: cookies[name] ?? '', ...(body && { origin: stage.server.address }) },
    ...(body && { body: new URLSearchParams(body) }),
  });
async function look(page: Page, name: string): Promise<void> {
  if (!SCREENSHOTS) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  const { width, height } = await page.evaluate(() => document.documentElement.getBoundingClientRect());
  // A picture that is too long to look at is cut in two.
  for (const [part, y] of height > 5000
    ? ([
        ['', 0],
        ['-more', 5000],
      ] as const)
    : ([['', 0]] as const))
    await page.screenshot({
      path: `${SCREENSHOTS}/${name}${part}.png`,
      fullPage: true,
      clip: { x: 0, y, width, height: Math.min(4000, height - y) },
    });
}

describe('before a sitting is closed', () => {
  test('no address of it tells anything of a key', async () => {
    const told = keys
      .flatMap((item) => [...whyRight(item), ...citesOf(item)])
      .map((text) => plainText(text).slice(0, 40));
    const secrets = told.filter((text) => text.length > 20);
    expect(secrets.length).toBeGreaterThan(20);
    for (const name of ['running', 'sitter'] as const) {
      const sitting = `/exams/sitting/${sittings[name]}`;
      const paths = [
        ...[
          sitting,
          `${sitting}/hand-in`,
          `${sitting}/result`,
          `${sitting}/result?item=1`,
          `${sitting}/result?open=all`,
        ],
        ...['/exams', '/exams/results', '/study', '/study/notebook', '/study/notebook/export', '/study/cards'],
        ...['/study/cards/review', '/study/cards/browse?deck=variance', '/study/cards/export/text?deck=variance'],
        ...['/progress', '/progress/skills', '/progress/skills/anatomy', '/progress/readiness?exam=cpc'],
      ];
      for (const path of paths) {
        const body = await (await ask(path, name)).text();
        expect(secrets.filter((secret) => body.includes(secret))).toEqual([]);
        expect(body).not.toContain('judgement');
      }
    }
  });

  test('one that runs leads back to its questions, and cannot be closed or planned from here', async () => {
    for (const body of [undefined, { act: 'close' }, { act: 'book' }]) {
      const answer = await ask(resultOf('running'), 'running', body);
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `/exams/sitting/${sittings.running}`]);
    }
  });

  test('somebody else’s is as absent as one that never was', async () => {
    for (const body of [undefined, { act: 'close' }]) {
      expect((await ask(resultOf('sitter'), 'running', body)).status).toBe(404);
      expect((await ask(`/exams/sitting/${newId()}/result`, 'running', body)).status).toBe(404);
    }
  });

  test('bad input to one whose time is up changes nothing', async () => {
    const answer = await ask(resultOf('sitter'), 'sitter', { act: 'open' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Nothing was changed.');
    expect((await ask(resultOf('sitter'), 'sitter', { act: 'book' })).headers.get('location')).toContain('/result');
    expect(await (await ask(resultOf('sitter'), 'sitter')).text()).toContain('End and show the result');
  });

  test('nothing is compared yet', async () => {
    const page = await open('/exams/results', 'running');
    await page.getByText('No exam is finished yet.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });
});

describe('the result', () => {
  test('is asked for with a warning, and works without a script', async () => {
    const context = await stage.browser.newContext({
      baseURL: stage.server.address,
      javaScriptEnabled: false,
    });
    await signIn(context, 'scripted');
    const page = await context.newPage();
    await page.goto(resultOf('scripted'));
    await page.getByText('nothing that arrives later can count').waitFor();
    await look(page, 'end');
    await page.getByRole('button', { name: 'End and show the result' }).click();
    await page.waitForURL(/done=closed/);
    expect(await page.locator('h1').innerText()).toMatch(/\d+ of \d+ right/);
    await page.getByLabel('Show').selectOption('wrong');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.waitForURL(/show=wrong/);
    const verdicts = await page.locator('.exam-item summary .verdict').allInnerTexts();
    expect(verdicts.length).toBeGreaterThan(3);
    expect(verdicts.every((text) => !/✓/.test(text))).toBe(true);
    await page.locator('.exam-item summary').first().click();
    await page.locator('.exam-item .item-source').first().waitFor({ state: 'visible' });
    await page.getByRole('button', { name: 'Put this into my plan' }).click();
    await page.waitForURL(/done=book/);
    await page.getByRole('link', { name: 'Study today' }).click();
    await page.waitForURL(/\/study$/);
    expect(await page.locator('.plan-lessons li').count()).toBeGreaterThan(0);
    await context.close();
  });

  test('says verdict, doubt, domains, time and every question with its source', async () => {
    await ask(resultOf('sitter'), 'sitter', { act: 'close' });
    const page = await open(`${resultOf('sitter')}?open=all`, 'sitter');
    const text = await page.locator('main').innerText();
    expect(text).toContain('The CPC is passed with 70 %');
    expect(text).toContain('few questions say little');
    expect(text).toContain('was on trial');
    expect(await page.locator('#domain-chart circle').count()).toBeGreaterThan(1);
    expect(await page.locator('.exam-item').count()).toBe(keys.length);
    expect(await page.locator('.exam-scenario').count()).toBe(scenarios);
    for (const [place, item] of keys.entries()) {
      const shown = (await page.locator(`#item-${place + 1}`).innerText()).replace(/\s+/g, ' ');
      for (const why of whyRight(item)) expect(shown).toContain(plainText(why));
      for (const cite of citesOf(item)) expect(shown).toContain(cite.replace(/\s+/g, ' '));
    }
    expect(await page.getByText('Look at this again.').count()).toBe(1);
    expect(await violationsOf(page)).toEqual([]);
    await look(page, 'result-light');
  });

  test('marks what was pointed at and what is right in the drawing', async () => {
    const number = keys.findIndex(({ type }) => type === 'hotspot') + 1;
    const page = await open(`${resultOf('sitter')}?item=${number}#item-${number}`, 'sitter');
    const drawing = page.locator(`#item-${number} .marked-drawing`);
    expect(await drawing.locator('[data-marked="agrees"]').count()).toBeGreaterThan(0);
    expect(await drawing.locator('[data-marked="missed"]').count()).toBeGreaterThan(0);
    expect(await drawing.innerText()).toMatch(/You pointed at: [\s\S]*Right: /);
    await drawing.scrollIntoViewIfNeeded();
    if (SCREENSHOTS) await page.screenshot({ path: `${SCREENSHOTS}/drawing.png` });
  });

  test('every link of it leads somewhere', async () => {
    const page = await open(`${resultOf('sitter')}?open=all`, 'sitter');
    const links = await page
      .locator('main a')
      .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).pathname));
    const broken: string[] = [];
    for (const path of new Set(links)) {
      if (path === '/exams') continue;
      const { status } = await ask(path, 'sitter');
      if (status >= 400) broken.push(`${path} ${status}`);
    }
    expect(broken).toEqual([]);
  });

  test('puts its plan into what is studied, says when, and takes it out again', async () => {
    const page = await open(resultOf('sitter'), 'sitter');
    await page.getByRole('button', { name: 'Put this into my plan' }).click();
    await page.waitForURL(/done=book/);
    expect(await page.locator('section[aria-labelledby="plan"]').innerText()).toMatch(
      /15 new cards a day the \d+ come before/,
    );
    await page.goto('/study/cards');
    expect(await page.getByRole('checkbox', { name: 'After your CPC exam' }).isChecked()).toBe(true);
    await page.goto('/study/cards/review');
    expect((await page.locator('.flash-front').innerText()).length).toBeGreaterThan(10);
    await page.goto('/study');
    await look(page, 'study');
    expect(await violationsOf(page)).toEqual([]);
    await page.goto(resultOf('sitter'));
    await page.getByRole('button', { name: 'Take it out of my plan' }).click();
    await page.waitForURL(/done=unbook/);
    await page.goto('/study/cards');
    expect(await page.getByRole('checkbox', { name: 'After your CPC exam' }).count()).toBe(0);
  });

  test('its plan names what was left unanswered after what was wrong, and no lesson that is about something else', async () => {
    const page = await open(resultOf('sitter'), 'sitter');
    const plan = page.locator('section[aria-labelledby="plan"]');
    const left = keys.flatMap((_, place) => (isMissed(place) || place % 7 !== 6 ? [] : [place + 1]));
    expect(left.length).toBeGreaterThan(0);
    expect(await plan.innerText()).toContain(`the ${left.length} question${left.length === 1 ? '' : 's'} you did not`);
    const links = plan.getByRole('link', { name: /^question \d+$/ });
    expect(await links.allInnerTexts()).toEqual(left.map((number) => `question ${number}`));
    const counts = await plan.locator('.missed-skills > span').allInnerTexts();
    const onlyLeft = counts.findIndex((text) => /not answered/.test(text) && !/missed/.test(text));
    if (onlyLeft >= 0) expect(counts.slice(onlyLeft).every((text) => /not answered/.test(text))).toBe(true);
    const gaps = await plan.getByText('no lesson on this yet').allInnerTexts();
    const named = (await plan.locator('.plan-lessons li').allInnerTexts()).join('\n');
    expect(gaps.length + named.length).toBeGreaterThan(0);
    for (const gap of gaps) expect(named).not.toContain(gap.split(',')[0]);
    await links.first().click();
    await page.waitForURL(/item=\d+/);
    await page.locator('.exam-item[open] .verdict', { hasText: 'Not answered' }).first().waitFor();
  });

  test('with the system’s colours alone its bars tell right from wrong', async () => {
    const page = await open(resultOf('sitter'), 'sitter');
    await page.emulateMedia({ forcedColors: 'active' });
    const fill = (look: string) =>
      page
        .locator(`.time-bar.${look}`)
        .first()
        .evaluate((bar) => getComputedStyle(bar).fill);
    const text = await page.locator('main').evaluate((main) => getComputedStyle(main).color);
    expect(await fill('missed')).toBe(text);
    expect(await fill('agrees')).not.toBe(text);
  });

  test('fills the notebook, and each entry leads back to its question', async () => {
    const page = await open(`/study/notebook?of=${sittings.sitter}`, 'sitter');
    const entry = page.locator('.notebook-entry').first();
    expect(await entry.innerText()).toMatch(/You answered: [\s\S]*Right: /);
    await look(page, 'notebook');
    await entry.getByRole('link', { name: /^CPC, question/ }).click();
    await page.waitForURL(/item=\d+/);
    expect(await page.locator('.exam-item[open]').count()).toBe(1);
  });

  test('is evidence: readiness and skills name exams as a source', async () => {
    const page = await open('/progress/readiness?exam=cpc', 'sitter');
    await page.getByText(/Your answers so far: \d+ from exams/).waitFor();
    await page.goto('/progress/skills/anatomy');
    const link = page.getByRole('link', { name: 'Exam: CPC' }).first();
    await link.click();
    await page.waitForURL(`**${resultOf('sitter')}`);
  });

  test('is compared with one of its kind, and not with another kind', async () => {
    const whole = async () => {
      sittings.sitter = await sit('sitter', 0, { scope: 'mock' });
      await handIn(db, { sittingId: sittings.sitter, personId: ids.sitter as string, now: Date.now() as Instant });
      await ask(resultOf('sitter'), 'sitter', { act: 'close' });
    };
    await whole();
    const page = await open(resultOf('sitter'), 'sitter');
    await page.getByText('the two scores are not put beside each other').waitFor();
    await page.getByText(/had been in an earlier exam of yours/).waitFor();
    await whole();
    await page.goto(resultOf('sitter'));
    await page.getByText('Your last CPC of this kind').waitFor();
    await page.goto('/exams/results');
    expect(await page.locator('figure.chart').count()).toBe(1);
    const named = page.locator('.case-list').first().locator('tbody th a');
    const names = (await named.allTextContents()).map((text) => text.trim());
    expect(names).toHaveLength(3);
    expect(new Set(names).size).toBe(3);
    // The first sitting began 90 minutes ago: soon after midnight it is another day's, and these are no. 1 and 2.
    expect(await page.locator('figure.chart').textContent()).toMatch(/, no\. 2/);
    expect(await violationsOf(page)).toEqual([]);
    await look(page, 'results');
  });

  test.each(['light', 'dark'] as const)('has no accessibility violation and fits a phone, %s', async (scheme) => {
    const page = await open(resultOf('sitter'), 'sitter', scheme);
    expect(await violationsOf(page)).toEqual([]);
    await look(page, `closed-${scheme}`);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(`${resultOf('sitter')}?open=all`);
    await page.locator('.chart summary').first().click();
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await look(page, `phone-${scheme}`);
  });

  test('on paper every question is open', async () => {
    const page = await open(resultOf('sitter'), 'sitter');
    await page.emulateMedia({ media: 'print' });
    const height = await page
      .locator('.exam-item .item-body')
      .first()
      .evaluate((body) => body.getBoundingClientRect().height);
    expect(height).toBeGreaterThan(40);
    await look(page, 'print');
  });
});
