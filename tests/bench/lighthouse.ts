import { createServer } from 'node:net';
import { cpus, loadavg } from 'node:os';
import { gzipSync } from 'node:zlib';
import lighthouse, { type Result } from 'lighthouse';
import { launchBrowser } from '../e2e/browser.ts';
import { startServer } from '../e2e/server.ts';
import { inlineScripts } from './pages/weigh-scripts.ts';

/**
 * What Lighthouse says of reading pages, with its mobile preset (a slow phone on slow 4G, simulated) in the browser of the
 * tests against the server `npm start` runs. Every page is opened three times; the run in the middle by performance counts,
 * since other work on the machine only ever makes a page slower. Under the table stands what cost points.
 * Run by `npm run bench:lighthouse`, which takes other pages as arguments; it asserts nothing.
 */
const PAGES = [
  '/',
  '/learn',
  '/learn/revenue-cycle/from-registration-to-claim',
  '/learn/anatomy/heart-and-vessels',
  '/learn/glossary',
  '/learn/glossary/diseases',
];
const LEAST = 95;
const RUNS = 3;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

/** A port nothing listens on. The browser opens it and Lighthouse finds it there. */
async function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const listener = createServer().listen(0, '127.0.0.1', () => {
    const address = listener.address();
    listener.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
  });
  return promise;
}

const points = (result: Result, category: string): number =>
  Math.round((result.categories[category]?.score ?? 0) * 100);

/** One visit with empty caches. Throws when the page could not be judged. */
async function visit(address: string, port: number): Promise<Result> {
  const answer = await lighthouse(address, { port, logLevel: 'silent', onlyCategories: CATEGORIES });
  const result = answer?.lhr;
  if (!result || result.runtimeError) throw new Error(`${address}: ${result?.runtimeError?.message ?? 'no result'}`);
  return result;
}

/** Of several visits the one in the middle by performance. */
async function judge(address: string, port: number): Promise<Result> {
  const visits: Result[] = [];
  for (let run = 0; run < RUNS; run += 1) visits.push(await visit(address, port));
  visits.sort((a, b) => points(a, 'performance') - points(b, 'performance'));
  return visits[Math.floor(RUNS / 2)] as Result;
}

/** Bytes of JavaScript as they came over the wire until the page was quiet, and those in the page itself, gzipped. */
async function scriptBytes(address: string, result: Result): Promise<number> {
  const requests = result.audits['network-requests']?.details;
  const items = requests && 'items' in requests ? (requests.items as Record<string, unknown>[]) : [];
  const fetched = items
    .filter(({ resourceType }) => resourceType === 'Script')
    .reduce((sum, { transferSize }) => sum + Number(transferSize), 0);
  const inline = inlineScripts(await (await fetch(address)).text());
  return fetched + (inline ? gzipSync(inline).length : 0);
}

/** Everything that counts in a category and was not in order. */
function lost(result: Result): string[] {
  const counted = CATEGORIES.flatMap((category) => result.categories[category]?.auditRefs ?? []);
  return counted
    .filter(({ id, weight }) => weight > 0 && (result.audits[id]?.score ?? 1) < 0.9)
    .map(({ id }) => `${id}: ${result.audits[id]?.displayValue ?? result.audits[id]?.title}`);
}

const port = await freePort();
const server = await startServer();
const browser = await launchBrowser([`--remote-debugging-port=${port}`]);
try {
  const asked = process.argv.slice(2);
  const rows = [];
  const remarks = [];
  let version = '';
  for (const path of asked.length > 0 ? asked : PAGES) {
    const address = new URL(path, server.address).href;
    const result = await judge(address, port);
    version = result.lighthouseVersion;
    const scores = Object.fromEntries(CATEGORIES.map((category) => [category, points(result, category)]));
    const shift = result.audits['cumulative-layout-shift']?.numericValue ?? 0;
    const isMet = shift === 0 && Object.values(scores).every((score) => score >= LEAST);
    const bytes = await scriptBytes(address, result);
    rows.push({ page: path, ...scores, CLS: shift, 'JS bytes': bytes, met: isMet ? 'yes' : 'NO' });
    remarks.push(...lost(result).map((remark) => `${path}  ${remark}`));
  }
  console.log(
    `Lighthouse ${version}, mobile, middle of ${RUNS} runs; met: every score ≥ ${LEAST} and nothing moves. ` +
      `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  console.table(rows);
  for (const remark of remarks) console.log(remark);
} finally {
  await browser.close();
  await server.stop();
}
