import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import type { SearchDocument } from '#domain/lessons/search/document';
import { forMini, MINI_OPTIONS } from './peers.ts';

const PAGE = '/learn/icd-10-cm-guidelines/conventions';

/** Milliseconds a browser took. */
export interface Timed {
  /** From using the box to an index that answers; fetching from this machine included. */
  load: number;
  /** The first answer of a page. */
  first: number;
  /** Every further one, a letter more each time. */
  each: number[];
}

/** A page whose processor is `times` slower than this machine's, as DevTools does it. */
async function slowPage(browser: Browser, origin: string, times: number): Promise<Page> {
  const context = await browser.newContext({ baseURL: origin, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(PAGE, { waitUntil: 'networkidle' });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: times });
  return page;
}

/** The box as people use it: from the letter typed to the links in the page, letter by letter. */
export async function timeOurs(
  browser: Browser,
  origin: string,
  slower: number,
  typed: readonly string[],
): Promise<Timed> {
  const page = await slowPage(browser, origin, slower);
  const timed = await page.evaluate(async (questions) => {
    const field = document.querySelector<HTMLInputElement>('#site-search');
    const panel = document.querySelector<HTMLElement>('.site-search-results');
    if (!field || !panel) throw new Error('there is no search box');
    const ask = (text: string) => {
      const { promise, resolve } = Promise.withResolvers<number>();
      const start = performance.now();
      const observer = new MutationObserver(() => {
        observer.disconnect();
        resolve(performance.now() - start);
      });
      observer.observe(panel, { childList: true });
      field.value = text;
      field.dispatchEvent(new Event('input'));
      return promise;
    };
    const fetched = Promise.withResolvers<void>();
    new PerformanceObserver((list, observer) => {
      if (!list.getEntriesByName(`${location.origin}/search-index.json`).length) return;
      observer.disconnect();
      fetched.resolve();
    }).observe({ type: 'resource' });
    const start = performance.now();
    field.focus();
    await fetched.promise;
    // The index is opened in a task of its own; a question that finds nothing says when that is over.
    await ask('zzzzqqqq');
    const load = performance.now() - start;
    const first = await ask(questions[0] ?? '');
    const each: number[] = [];
    for (const question of questions.slice(1))
      for (let length = 2; length <= question.length; length++) {
        each.push(await ask(question.slice(0, length)));
        // People type slower than this: what was begun for the letter before is over.
        await new Promise((resolve) => setTimeout(resolve));
      }
    return { load, first, each };
  }, typed);
  await page.context().close();
  return timed;
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
  const page = await slowPage(browser, origin, slower);
  await page.addScriptTag({ path: require.resolve('minisearch').replace(/dist\/.*$/, 'dist/umd/index.js') });
  const timed = await page.evaluate(
    ({ json, options, questions }) => {
      const start = performance.now();
      const open = (window as unknown as { MiniSearch: typeof MiniSearch }).MiniSearch.loadJSON(json, options);
      const load = performance.now() - start;
      const ask = (text: string) => {
        const from = performance.now();
        open.search(text).slice(0, 7);
        return performance.now() - from;
      };
      const first = ask(questions[0] ?? '');
      const each = questions
        .slice(1)
        .flatMap((question) => Array.from({ length: question.length - 1 }, (_, at) => ask(question.slice(0, at + 2))));
      return { load, first, each };
    },
    { json: sent, options: MINI_OPTIONS, questions: [...typed] },
  );
  await page.context().close();
  return { ...timed, sent };
}
