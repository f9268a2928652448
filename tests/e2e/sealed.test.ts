import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnswerKey } from '#domain/chart/answer-key';
import { launchBrowser } from './browser.ts';
import { crawl, type Reached } from './crawl.ts';
import { findLeaks, readKeys } from './leaks.ts';
import { enterDiagnoses, newLearner, openChart, waitUntilSaved } from './learner.ts';
import { type RunningServer, startServer } from './server.ts';

let server: RunningServer;
let browser: Browser;
const keys: Record<string, AnswerKey> = readKeys();
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('before submitting, nothing a learner can reach holds any part of any key', async () => {
  const { page, context } = await newLearner(browser, server.address);
  const seen: Reached[] = [];
  page.on('response', async (response) => {
    const body = await response.text().catch(() => '');
    seen.push({ address: response.url(), asked: response.request().postData() ?? '', body });
  });
  for (const slug of Object.keys(keys)) {
    await openChart(page, slug);
    await enterDiagnoses(page, ['I10']);
    await waitUntilSaved(page);
  }
  const fetchText = async (address: string) => {
    const response = await context.request.get(address, { maxRedirects: 0 });
    return { body: await response.text(), type: response.headers()['content-type'] ?? '' };
  };
  const reached = [...seen, ...(await crawl(server.address, ['/', '/sandbox', '/api/codes/search'], fetchText))];
  // The crawl has really been everywhere: every chart, the island's modules and the styles.
  for (const slug of Object.keys(keys))
    expect(reached.some(({ address }) => address.endsWith(`/sandbox/${slug}`))).toBe(true);
  expect(reached.filter(({ address }) => address.endsWith('.js')).length).toBeGreaterThan(2);
  expect(reached.filter(({ address }) => address.includes('/_actions/')).length).toBeGreaterThan(12);
  expect(findLeaks(reached, keys)).toEqual([]);
}, 180_000);

test('an attempt’s result cannot be read before it is submitted, nor its key through the actions', async () => {
  const { page, context } = await newLearner(browser, server.address);
  let attemptId = '';
  page.on('request', (request) => {
    attemptId = /"attemptId":"([^"]+)"/.exec(request.postData() ?? '')?.[1] ?? attemptId;
  });
  await openChart(page, 'office-knee-injection');
  await enterDiagnoses(page, ['I10']);
  await waitUntilSaved(page);
  expect(attemptId).not.toBe('');
  const response = await context.request.get(`/sandbox/office-knee-injection/result/${attemptId}`, { maxRedirects: 0 });
  expect(response.status()).toBe(302);
  const body = await response.text().catch(() => '');
  expect(findLeaks([{ address: response.url(), asked: '', body }], keys)).toEqual([]);
});

describe('the search for leaks can find one', () => {
  const [slug, key] = Object.entries(keys)[0] ?? ['', undefined];
  const first = key?.diagnoses[0];
  const leaksOf = (body: string) => findLeaks([{ address: 'http://x/planted', asked: '', body }], keys);

  test.each([
    ['a rationale', () => `<p>${first?.rationale}</p>`],
    ['a rationale inside JSON', () => JSON.stringify({ deep: [{ rationale: first?.rationale }] })],
    [
      'a rationale inside an island’s escaped properties',
      () => (first?.rationale ?? '').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    ],
    ['what a chart turns on', () => key?.turnsOn ?? ''],
    ['a whyNot', () => key?.diagnoses.flatMap((entry) => entry.whyNot)[0]?.text ?? ''],
    ['a reason to leave out', () => key?.notCoded[0]?.text ?? ''],
    ['evidence marked as such', () => JSON.stringify({ evidence: first?.evidence })],
    ['evidence marked in HTML', () => `<mark id="evidence-1">${first?.evidence[0]?.quote}</mark>`],
    ['the codes of a key together', () => JSON.stringify(key?.diagnoses.map(({ code }) => code))],
  ])('%s', (_, plant) => {
    expect(leaksOf(plant()).length, `${slug}: planted text has to be found`).toBeGreaterThan(0);
  });

  test('the chart’s own words are no leak', () => {
    expect(leaksOf(`<p>${first?.evidence[0]?.quote}</p>`)).toEqual([]);
  });
});
