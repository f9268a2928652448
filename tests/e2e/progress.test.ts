import { eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDb } from '#db/client';
import { recordObservations } from '#db/queries/observations';
import { people } from '#db/schema/people';
import { studyTime } from '#db/schema/study';
import type { Observation } from '#domain/study/observation';
import type { Instant } from '#domain/time';
import { violationsOf } from './accessibility.ts';
import { enterDiagnoses, gradeChart, type Learner, newLearner, openChart } from './learner.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const PAGES = ['/progress', '/progress/skills', '/progress/skills/diabetes'];

/** Writes evidence of the one guest who has coded a chart, beside what the chart itself left. */
async function writeEvidence(seen: (now: number) => Observation[]): Promise<void> {
  const db = openDb(`file:${stage.server.folder}/app.db`);
  const [guest] = await db.select({ id: people.id }).from(people);
  if (!guest) throw new Error('no guest has coded a chart');
  const now = Date.now();
  await recordObservations(db, guest.id, seen(now));
  const day = new Date(now).toISOString().slice(0, 10);
  // The seconds the chart took are there already.
  await db.delete(studyTime).where(eq(studyTime.personId, guest.id));
  await db.insert(studyTime).values([
    { personId: guest.id, day, activity: 'chart', activeMs: 75 * 60_000 },
    { personId: guest.id, day, activity: 'cards', activeMs: 15 * 60_000 },
  ]);
  db.$client.close();
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Weak in diabetes and in what it builds on, solid in terminology. */
const evidence = (now: number): Observation[] => {
  const about = (skill: 'diabetes' | 'with' | 'terminology', right: number, of: number): Observation[] =>
    Array.from({ length: of }, (_, index) => ({
      source: 'chart',
      ref: `${skill}-${index}`,
      part: 'diagnoses.0',
      skills: [skill],
      credit: index < right ? 1 : 0,
      at: (now - index * DAY_MS) as Instant,
    }));
  const check: Observation = {
    source: 'check',
    ref: 'icd-10-cm-guidelines/conventions#first-item',
    part: '',
    skills: ['with'],
    credit: 0,
    at: now as Instant,
  };
  return [...about('diabetes', 3, 7), ...about('with', 1, 8), ...about('terminology', 20, 20), check];
};

describe('a guest who has done nothing', () => {
  test.each(PAGES)('%s says what will stand there and how to begin', async (path) => {
    const { page, complaints, context } = await newLearner(stage);
    await page.goto(path);
    expect(await page.locator('.notice').first().textContent()).toMatch(/graded|evidence/);
    expect(await page.locator('main a[href^="/sandbox"], main a[href^="/learn"]').count()).toBeGreaterThan(0);
    expect(await violationsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a skill that is none is not there', async () => {
    const answer = await fetch(`${stage.server.address}/progress/skills/nothing`);
    expect(answer.status).toBe(404);
  });
});

describe('a guest who has coded a chart', () => {
  let learner: Learner;
  beforeAll(async () => {
    learner = await newLearner(stage);
    await openChart(learner.page, 'emergency-soccer-ankle');
    await enterDiagnoses(learner.page, ['S93401A', 'S50312A', 'R52']);
    await gradeChart(learner.page);
    await writeEvidence(evidence);
  });

  /** Figures of a drawing: labels with what stands beside them. */
  const drawn = (page: Page, id: string) =>
    page.locator(`#${id} > svg`).evaluate((svg) => {
      const labels = [...svg.querySelectorAll('.row-label')].map((text) => text.textContent?.trim());
      const figures = [...svg.querySelectorAll('.row-figure')].map((text) => text.textContent?.trim());
      return labels.map((label, index) => [label, figures[index]]);
    });
  const tabled = (page: Page, id: string) =>
    page
      .locator(`#${id} tbody tr`)
      .evaluateAll((rows) =>
        rows.map((row) => [...row.children].map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim())),
      );

  test('sees figures that agree between drawing, its description and its table', async () => {
    const { page } = learner;
    await page.goto('/progress');
    for (const id of ['section-chart', 'variance-chart', 'speed-chart']) {
      const rows = await tabled(page, id);
      expect(rows.length).toBeGreaterThan(0);
      const said = rows.map(([label, value, range]) => [label, range === '–' ? value : `${value} (${range})`]);
      expect(await drawn(page, id)).toEqual(said);
      const description = await page.locator(`#${id}-description`).textContent();
      for (const [label, value] of rows) expect(description).toContain(`${label}: ${value}`);
    }
  });

  test('sees the accuracy that the result of the chart says', async () => {
    const { page } = learner;
    await page.goto('/progress');
    const counted = (await tabled(page, 'section-chart'))[0]?.[3];
    await page.goto('/sandbox');
    await page.getByRole('link', { name: 'result' }).first().click();
    await page.waitForURL(/\/result\//);
    const score = await page.locator('.lenses tr.main td').first().textContent();
    const [right, of] = (score ?? '').split('/').map(Number);
    expect(counted).toBe(`${right} of ${of} codes in 1 chart`);
  });

  test('is told that a trend needs more charts, and sees days and time', async () => {
    const { page } = learner;
    await page.goto('/progress');
    await page.getByText('It stands here from 9 graded first tries on; you have 1.').waitFor();
    expect(await page.locator('#trend-chart').count()).toBe(0);
    await page.getByText('1 h 30 min this week so far').waitFor();
    expect((await tabled(page, 'time-chart')).at(-1)?.slice(1)).toEqual([
      '1 h 15 min',
      '15 min',
      '0 min',
      '0 min',
      '1 h 30 min',
    ]);
    const days = await page.locator('.day.studied').count();
    expect(await page.locator('.day').count()).toBe(30);
    expect(await page.getByText(/You studied on/).textContent()).toContain(`${days} of the last 30 days`);
    expect(days).toBeGreaterThanOrEqual(20);
  });

  test('is led first to what the weak skill builds on, with the reason', async () => {
    const { page } = learner;
    await page.goto('/progress/skills');
    const steps = await page.locator('.next-steps > li').allTextContents();
    const place = (title: string) => steps.findIndex((text) => text.trim().startsWith(title));
    expect(place('The word “with”')).toBeGreaterThanOrEqual(0);
    expect(place('The word “with”')).toBeLessThan(place('Diabetes'));
    expect(steps[place('Diabetes')]).toMatch(/Got .*3 of \d+ right in \d+ charts.*; needs The word “with” first\./s);
    const solid = page.locator('.skill-table tr:has(th a[href="/progress/skills/terminology"])');
    expect(await solid.textContent()).toContain('Solid');
  });

  test('goes through the graph by keyboard to a skill and its evidence', async () => {
    const { page } = learner;
    await page.goto('/progress/skills');
    const node = page.locator('.skill-graph a[href="/progress/skills/with"]');
    expect(await node.getAttribute('aria-label')).toMatch(/^The word “with”: weak, \d+ %, \d+–\d+ %$/);
    await node.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/skills\/with$/);
    await page.getByRole('heading', { level: 1, name: 'The word “with”' }).waitFor();
    const rows = await page.locator('#evidence ~ table tbody tr').allTextContents();
    expect(rows.filter((text) => text.includes('wrong'))).toHaveLength(8);
    expect(rows.filter((text) => text.includes('right'))).toHaveLength(1);
    const check = page.locator('#evidence ~ table a', { hasText: 'Knowledge check' });
    expect(await check.getAttribute('href')).toBe('/learn/icd-10-cm-guidelines/conventions');
    expect(await page.locator('.skill-links a[href="/progress/skills/diabetes"]').count()).toBe(1);
    expect(await page.locator('.offers a[href^="/learn/"]').count()).toBeGreaterThan(0);
  });

  test('finds the result of the chart behind what the chart showed', async () => {
    const { page } = learner;
    await page.goto('/progress/skills/icd-10-cm');
    const result = page.locator('#evidence ~ table a').first();
    expect(await result.getAttribute('href')).toMatch(/^\/sandbox\/emergency-soccer-ankle\/result\//);
    await result.click();
    await page.waitForURL(/\/result\//);
    await page.locator('.result-headline').waitFor();
  });

  test.each(['light', 'dark'] as const)('has pages without an accessibility violation, %s', async (colorScheme) => {
    const { page, complaints } = learner;
    await page.emulateMedia({ colorScheme });
    for (const path of PAGES) {
      await page.goto(path);
      for (const summary of await page.locator('main details > summary').all()) await summary.click();
      expect(await violationsOf(page), path).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });

  test('has pages that fit 320 CSS pixels', async () => {
    const { page } = learner;
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of PAGES) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
    }
  });

  test('gets drawings from the server alone', async () => {
    const { page } = learner;
    for (const path of PAGES) {
      await page.goto(path);
      expect(await page.locator('astro-island').count(), path).toBe(0);
      const html = await (await page.request.get(path)).text();
      expect(html, path).toMatch(/<svg class="(?:drawing|skill-graph)|No evidence yet|<table/);
    }
  });
});

test('somebody else sees nothing of it', async () => {
  const { page, context } = await newLearner(stage);
  await page.goto('/progress/skills/diabetes');
  await page.getByText('No evidence yet.').waitFor();
  await context.close();
});
