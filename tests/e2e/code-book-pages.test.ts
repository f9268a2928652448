import { beforeAll, describe, expect, test } from 'vitest';
import { openDb } from '#db/client';
import { emptyRelease, type IndexTermRow } from '#db/releases/release-content';
import { storeRelease } from '#db/releases/store-release';
import type { ReleaseKind } from '#db/schema/codes';
import type { Instant } from '#domain/time';
import { violationsOf } from './accessibility.ts';
import { setStage } from './stage.ts';

const stage = setStage();

/** Made up, in the shape of the official indexes and tables: the starter set has none. */
const INDEXES: [ReleaseKind, IndexTermRow[]][] = [
  [
    'external-causes',
    [
      { level: 0, letter: 'F', title: 'Fall, falling', nonEssential: '(accidental)', code: 'W19' },
      { parent: 0, level: 1, letter: 'F', title: 'collision with another person', code: 'W03.-', seeAlso: 'Push' },
      { level: 0, letter: 'P', title: 'Push', see: 'Fall, collision with another person' },
    ],
  ],
  [
    'neoplasms',
    [
      { level: 0, letter: 'N', title: 'Neoplasm', cells: ['C80.1', 'C79.9', 'D09.9', 'D36.9', 'D48.9', 'D49.9'] },
      { parent: 0, level: 1, letter: 'N', title: 'colon', cells: ['C18.-', 'C78.5', 'D01.0', 'D12.6', '-', 'D49.0'] },
    ],
  ],
  [
    'drugs',
    [{ level: 0, letter: 'A', title: 'Aspirin', cells: ['T39.011', 'T39.012', 'T39.013', 'T39.014', '--', '--'] }],
  ],
];

beforeAll(async () => {
  const db = openDb(`file:${stage.server.folder}/catalog.db`, { synchronous: 'NORMAL' });
  await db.transaction(async (tx) => {
    for (const [kind, indexTerms] of INDEXES) {
      const about = { system: 'icd10cm', label: 'FY2026', effectiveFrom: '2025-10-01' } as const;
      const release = emptyRelease({ ...about, kind, source: 'official', coverage: 'whole', contentHash: kind });
      await storeRelease(tx, { ...release, indexTerms }, 1_770_000_000_000 as Instant);
    }
  });
  db.$client.close();
});

const get = (path: string) => fetch(new URL(path, stage.server.address), { redirect: 'manual' });

describe('what the server answers', () => {
  test.each([
    ['/codes', 200],
    ['/codes?q=', 200],
    ['/codes?q=chf', 200],
    [`/codes?q=${'x'.repeat(5000)}`, 200],
    ['/codes?q=%00%F0%9F%A9%BA&icd10cm=FY1900', 200],
    ['/codes/icd-10-cm', 200],
    ['/codes/icd-10-cm?release=FY1900', 404],
    ['/codes/icd-10-cm?release=%27%20or%201=1', 404],
    ['/codes/icd-10-cm/chapter-4', 200],
    ['/codes/icd-10-cm/chapter-99', 404],
    ['/codes/icd-10-cm/E08-E13', 200],
    ['/codes/icd-10-cm/E11', 200],
    ['/codes/icd-10-cm/E11.22', 200],
    ['/codes/icd-10-cm/E11.99', 404],
    ['/codes/icd-10-cm/Q00.0', 404],
    ['/codes/icd-10-cm/%3Cscript%3E', 404],
    ['/codes/icd-10-cm/index', 200],
    ['/codes/icd-10-cm/external-causes?letter=F', 200],
    ['/codes/icd-10-cm/external-causes?letter=%27', 200],
    ['/codes/icd-10-cm/external-causes?term=nothing&at=-1&under=1e99', 200],
    ['/codes/icd-10-cm/external-causes?q=%25', 200],
    ['/codes/icd-10-cm/external-causes?see=Nothing', 200],
    ['/codes/icd-10-cm/neoplasms', 200],
    ['/codes/icd-10-cm/drugs', 200],
    ['/codes/hcpcs', 200],
    ['/codes/hcpcs/J', 200],
    ['/codes/hcpcs/J33', 200],
    ['/codes/hcpcs/J3301', 200],
    ['/codes/hcpcs/J3306', 404],
    ['/codes/hcpcs/D0120', 404],
    ['/codes/hcpcs/modifiers', 200],
    ['/codes/px', 200],
    ['/codes/px/PX104', 200],
    ['/codes/px/PX999', 404],
    ['/codes/px/modifiers', 200],
    ['/codes/cpt', 200],
    ['/codes/cpt/0001X', 403],
  ])('%s: %i', async (path, status) => {
    const response = await get(path);
    const body = await response.text();
    expect(response.status).toBe(status);
    expect(body).toContain('<h1');
    expect(body).not.toMatch(/<script>(?!window|\(|!)|at \w+ \(file:/);
  });

  test.each([
    ['/codes/icd-10-cm/e1122', '/codes/icd-10-cm/E11.22'],
    ['/codes/icd-10-cm/E1122?release=FY2026', '/codes/icd-10-cm/E11.22?release=FY2026'],
    ['/codes/hcpcs/j3301', '/codes/hcpcs/J3301'],
    ['/codes/px/px104', '/codes/px/PX104'],
  ])('%s is the same as %s, for good', async (path, address) => {
    const response = await get(path);
    expect([response.status, response.headers.get('location')]).toEqual([301, address]);
  });

  test.each([
    ['e1122', '/codes/icd-10-cm/E11.22'],
    ['J3301', '/codes/hcpcs/J3301'],
    ['chf', null],
  ])('looking %s up leads to %s', async (words, address) => {
    const response = await get(`/codes?q=${words}`);
    expect(response.headers.get('location')).toBe(address);
  });

  test('a cross-reference leads to its term', async () => {
    const response = await get('/codes/icd-10-cm/external-causes?see=Fall,%20collision%20with%20another%20person');
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toMatch(/term=Fall.*&at=1#t1$/);
  });

  test('in the pane a page is its content alone, with a button for every code that can be taken', async () => {
    const body = await (await get('/codes/icd-10-cm/E11.22?pane=1')).text();
    expect(body).toMatch(/^(?:<!DOCTYPE html>)?<div class="code-book" data-title="E11\.22 [^"]+">/);
    expect(body).not.toMatch(/<html|<body|<script|book-nav/);
    expect(body).toMatch(/<button type="button" class="[^"]*take-code" data-system="icd10cm" data-code="E11\.22">/);
    const outside = await (await get('/codes/icd-10-cm/E11.22')).text();
    expect(outside).not.toContain('take-code');
  });

  test('a code page names its notes, where each stands, and leads to the codes they name', async () => {
    const body = await (await get('/codes/icd-10-cm/E11.22')).text();
    expect(body).toMatch(/href="\/codes\/icd-10-cm\/chapter-4"/);
    expect(body).toMatch(/Excludes1[\s\S]+href="\/codes\/icd-10-cm\/E10"/);
    expect(body).toContain('derived for FY2026');
  });
});

const STATES: Record<string, string> = {
  'first page': '/codes',
  found: '/codes?q=diabetic kidney',
  'tabular list': '/codes/icd-10-cm',
  chapter: '/codes/icd-10-cm/chapter-4',
  category: '/codes/icd-10-cm/E11',
  code: '/codes/icd-10-cm/E11.22',
  '7th characters': '/codes/icd-10-cm/S72.001',
  index: '/codes/icd-10-cm/external-causes',
  'index that is not installed': '/codes/icd-10-cm/index',
  neoplasms: '/codes/icd-10-cm/neoplasms?letter=C',
  drugs: '/codes/icd-10-cm/drugs',
  'HCPCS code': '/codes/hcpcs/J3301',
  modifiers: '/codes/px/modifiers',
  'practice set': '/codes/px',
  'practice code': '/codes/px/PX135',
};

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test.each(Object.keys(STATES))('%s has no accessibility violation', async (name) => {
    const context = await stage.browser.newContext({ baseURL: stage.server.address, colorScheme });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(STATES[name] ?? '/');
    expect(await violationsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test.each(Object.keys(STATES))('%s fits 320 CSS pixels, the width of 400 percent zoom', async (name) => {
  const context = await stage.browser.newContext({
    baseURL: stage.server.address,
    viewport: { width: 320, height: 256 },
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  await page.goto(STATES[name] ?? '/');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await context.close();
});

test('from a word to a billable code without JavaScript', async () => {
  const context = await stage.browser.newContext({ baseURL: stage.server.address, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/codes');
  await page.locator('.book-search-form input[name="q"]').fill('S72001');
  await page.getByRole('button', { name: 'Look up' }).click();
  await page.getByRole('link', { name: /initial encounter for closed fracture/ }).click();
  expect(new URL(page.url()).pathname).toBe('/codes/icd-10-cm/S72.001A');
  await page.getByText('billable', { exact: false }).first().waitFor();
  await context.close();
});

test('the page of a code leads to the lessons that use it', async () => {
  const text = async (path: string) => (await fetch(stage.server.address + path)).text();
  expect(await text('/codes/icd-10-cm/E11.22')).toMatch(
    /Lessons that use it[\s\S]*href="\/learn\/icd-10-cm-guidelines\//,
  );
  expect(await text('/codes/icd-10-pcs/0SR904A')).toContain('href="/learn/icd-10-pcs/seven-characters"');
  expect(await text('/codes/icd-10-cm/S72.001C')).not.toContain('Lessons that use it');
});
