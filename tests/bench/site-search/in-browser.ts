import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import type { SearchDocument } from '#domain/lessons/search/document';
import { forMini, MINI_OPTIONS } from './peers.ts';

const PAGE = '/learn/icd-10-cm-guidelines/conventions';

/**
 * Milliseconds that the thread of a page was busy. Time on the wall would count what others do on this machine meanwhile.
 */
export interface Timed {
  /** From using the box to an index that answers. */
  load: number;
  /** The first answer of a page. */
  first: number;
  /** Every further one, a letter more each time. */
  each: number[];
}

interface SlowPage {
  page: Page;
  /** How long the page's thread was busy until `done`, with the processor as slow as was asked for. */
  busy(done: () => Promise<unknown>): Promise<number>;
}

/** A page whose processor is `times` slower than this machine's, as DevTools does it. */
async function slowPage(browser: Browser, origin: string, times: number): Promise<SlowPage> {
  const context = await browser.newContext({ baseURL: origin, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(PAGE, { waitUntil: 'networkidle' });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: times });
  const busySince = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  return {
    page,
    async busy(done) {
      const before = await busySince();
      await done();
      return (await busySince()) - before;
    },
  };
}

/** Types into the box of the page, and waits until the answer to it stands there. */
const ask = (page: Page, text: string) =>
  page.evaluate(async (typed) => {
    const field = document.querySelector<HTMLInputElement>('#site-search');
    const panel = document.querySelector<HTMLElement>('.site-search-results');
    if (!field || !panel) throw new Error('there is no search box');
    const { promise, resolve } = Promise.withResolvers<void>();
    const observer = new MutationObserver(() => resolve());
    observer.observe(panel, { childList: true });
    field.value = typed;
    field.dispatchEvent(new Event('input'));
    await promise;
    observer.disconnect();
  }, text);

/** What people type on the way to a question, from two letters on. */
const beginnings = (question: string) =>
  Array.from({ length: Math.max(0, question.length - 1) }, (_, at) => question.slice(0, at + 2));

/** The box as people use it: from the letter typed to the links in the page, letter by letter. */
export async function timeOurs(
  browser: Browser,
  origin: string,
  slower: number,
  typed: readonly string[],
): Promise<Timed> {
  const { page, busy } = await slowPage(browser, origin, slower);
  const load = await busy(async () => {
    const fetched = page.waitForResponse('**/search-index.json');
    await page.locator('#site-search').focus();
    await fetched;
    // What finds nothing is answered once the index is open.
    await ask(page, 'zzzzqqqq');
  });
  const first = await busy(() => ask(page, typed[0] ?? ''));
  const each: number[] = [];
  for (const text of typed.slice(1).flatMap(beginnings)) each.push(await busy(() => ask(page, text)));
  await page.context().close();
  return { load, first, each };
}

/** MiniSearch in the same browser, its index loaded from JSON; the answers alone, without anything shown. */
export async function timeMini(
  browser: Browser,
  origin: string,
  slower: number,
  documents: readonly SearchDocument[],
  typed: readonly string[],
): Promise<Timed & { sent: string }> {
  const require = createRequire(import.meta.url);
  const { default: MiniSearch } = await import('minisearch');
  const index = new MiniSearch(MINI_OPTIONS);
  index.addAll(documents.map(forMini));
  const sent = JSON.stringify(index);
  const { page, busy } = await slowPage(browser, origin, slower);
  await page.addScriptTag({ path: require.resolve('minisearch').replace(/dist\/.*$/, 'dist/umd/index.js') });
  await page.evaluate((json) => Object.assign(window, { json }), sent);
  const load = await busy(() =>
    page.evaluate((options) => {
      const { MiniSearch: Engine, json } = window as unknown as { MiniSearch: typeof MiniSearch; json: string };
      Object.assign(window, { open: Engine.loadJSON(json, options) });
    }, MINI_OPTIONS),
  );
  const answer = (text: string) =>
    page.evaluate((question) => {
      (window as unknown as { open: { search(text: string): unknown[] } }).open.search(question).slice(0, 7);
    }, text);
  const first = await busy(() => answer(typed[0] ?? ''));
  const each: number[] = [];
  for (const text of typed.slice(1).flatMap(beginnings)) each.push(await busy(() => answer(text)));
  await page.context().close();
  return { load, first, each, sent };
}
