import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openDb } from '#db/client';
import { recordObservations } from '#db/queries/observations';
import { getBlueprints } from '#db/read-blueprints';
import type { Observation } from '#domain/study/observation';
import type { SkillId } from '#domain/study/skills';
import type { Instant } from '#domain/time';
import { violationsOf } from './accessibility.ts';
import { type Learner, newLearner } from './learner.ts';
import { putPeople, signedInCookie } from './people.ts';
import { setStage } from './stage.ts';

const stage = setStage({ TRUST_PROXY: '1' });
const NAMES = ['practised', 'beginner'] as const;
let cookies: Record<string, string>;

const SKILLS: SkillId[] = [
  'services',
  'visit-level',
  'terminology',
  'anatomy',
  'icd-10-cm',
  'hcpcs',
  'conventions',
  'compliance',
  'documentation',
];
/** Twelve answers of every skill, fifty of the one that is shared by eleven domains; five of six right. */
const practice = (now: number): Observation[] =>
  SKILLS.flatMap((skill) =>
    Array.from({ length: skill === 'services' ? 50 : 12 }, (_, index) => ({
      source: 'check' as const,
      ref: `track/lesson#${skill}-${index}`,
      part: '',
      skills: [skill],
      credit: index % 6 === 0 ? 0 : 1,
      at: (now - (index % 12) * 86_400_000) as Instant,
    })),
  );

beforeAll(async () => {
  const ids = await putPeople(
    stage.server,
    NAMES.map((name) => ({ name })),
  );
  const db = openDb(`file:${stage.server.folder}/app.db`);
  // Enough of everything for one of them; the other has hardly begun.
  await recordObservations(db, ids.practised as string, practice(Date.now()));
  await recordObservations(db, ids.beginner as string, practice(Date.now()).slice(0, 3));
  db.$client.close();
  const signedIn = NAMES.map(async (name) => [name, await signedInCookie(stage.server.address, { name })]);
  cookies = Object.fromEntries(await Promise.all(signedIn));
});

const learners: Learner[] = [];
async function open(path: string, name?: (typeof NAMES)[number], scheme?: 'light' | 'dark'): Promise<Page> {
  const learner = await newLearner(stage, scheme);
  learners.push(learner);
  if (name) await learner.context.setExtraHTTPHeaders({ cookie: cookies[name] ?? '' });
  await learner.page.goto(path);
  return learner.page;
}
afterEach(async () => {
  for (const { context, complaints } of learners.splice(0)) {
    await context.close();
    expect(complaints.filter((complaint) => !complaint.includes('400 (Bad Request)'))).toEqual([]);
  }
});

const CPC = '/progress/readiness?exam=cpc';
const headline = (page: Page) => page.locator('#verdict').innerText();

describe('readiness', () => {
  test('a guest chooses an exam without a script and reads what is missing', async () => {
    const context = await stage.browser.newContext({ baseURL: stage.server.address, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/progress/readiness');
    await page.getByLabel('Exam').selectOption('cpc');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/exam=cpc/);
    expect(await headline(page)).toBe('Too little evidence to say whether you would pass the CPC.');
    await page.getByText('30 more answers overall').waitFor();
    await page.getByText('Anatomy: 2 more answers').waitFor();
    expect(await page.locator('.readiness-chart, .readiness-table').count()).toBe(0);
    await context.close();
  });

  test('who practised everything gets a forecast, domain by domain', async () => {
    const page = await open(CPC, 'practised');
    expect(await headline(page)).toMatch(
      /^Of 100 people with answers like yours, (?:about \d+|more than 99|fewer than 1) would pass the CPC today\.$/,
    );
    const rows = page.locator('.readiness-table tbody tr');
    expect(await rows.count()).toBe(18);
    const anatomy = await rows.filter({ hasText: 'Anatomy' }).locator('td').allInnerTexts();
    expect(anatomy).toEqual([
      '4 %',
      expect.stringMatching(/^\d+ %$/),
      expect.stringMatching(/^\d+–\d+ %$/),
      '12',
      expect.stringMatching(/^(?:\d\.\d|1[01])$/),
    ]);
    expect(await page.locator('.readiness-chart circle').count()).toBe(18);
    await page.getByText('With the practice procedure set.').first().waitFor();
  });

  test('one person’s answers are nobody else’s', async () => {
    expect(await headline(await open(CPC, 'beginner'))).toMatch(/^Too little evidence/);
    expect(await headline(await open(CPC))).toMatch(/^Too little evidence/);
  });

  test.each(getBlueprints('.').map(({ id }) => id))('%s shows its source, date and confidence', async (exam) => {
    const blueprint = getBlueprints('.').find(({ id }) => id === exam);
    const page = await open(`/progress/readiness?exam=${exam}`, 'practised');
    const facts = await page.locator('section[aria-labelledby="blueprint"]').innerText();
    expect(facts).toContain(blueprint?.sources[0]?.title);
    expect(facts).toContain('looked up on 26 November 2026');
    expect(facts).toContain(blueprint?.confidenceNote);
    expect(facts).toContain('Independent preparation');
    const isEstimated = (blueprint?.domains.length ?? 0) > 0;
    expect(await page.getByText('Nothing is estimated for the').count()).toBe(isEstimated ? 0 : 1);
    expect(await page.locator('#verdict').count()).toBe(isEstimated ? 1 : 0);
  });

  test.each(['lsat', '%00', '<b>', 'cpc-2026'])('an exam %s that is not there is told in a sentence', async (exam) => {
    const address = `/progress/readiness?exam=${encodeURIComponent(exam)}`;
    expect((await fetch(stage.server.address + address)).status).toBe(400);
    const page = await open(address);
    await page.getByText('There is no exam of that name here.').waitFor();
    expect(await page.locator('#limits').count()).toBe(1);
  });

  test.each(['light', 'dark'] as const)('has no accessibility violation, %s', async (scheme) => {
    for (const [path, name] of [
      [CPC, 'practised'],
      [CPC, undefined],
      ['/progress/readiness?exam=rhit', undefined],
      ['/progress/readiness?exam=nothing', undefined],
      ['/progress/readiness', undefined],
    ] as const) {
      const page = await open(path, name, scheme);
      expect([path, await violationsOf(page)]).toEqual([path, []]);
    }
  });

  test('fits a phone: only the table scrolls sideways, and the keyboard gets there', async () => {
    const page = await open(CPC, 'practised');
    await page.setViewportSize({ width: 360, height: 740 });
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBeLessThanOrEqual(360);
    await page.locator('.wide-table').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => (document.querySelector('.wide-table')?.scrollLeft ?? 0) > 0);
  });
});
