// Prints how much JavaScript each kind of page brings, gzipped: what a browser fetches plus what stands in the page.
import { globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { crawl } from '../e2e/crawl.ts';
import { startServer } from '../e2e/server.ts';

const KIB = 1024;
const PAGES: [path: string, budgetInKib: number][] = [
  ['/', 10],
  ['/learn', 10],
  ['/learn/icd-10-cm-guidelines/conventions', 10],
  ['/learn/glossary/diseases', 10],
  ['/search?q=sepsis', 10],
  ['/sandbox', 10],
  ['/sandbox/inpatient-cholangitis-sepsis', 110],
  ['/sandbox/office-knee-injection', 110],
  // React and its island loader are 70 of these.
  ['/codes', 84],
  // The search box, and nothing else.
  ['/codes/icd-10-cm/E11.22', 2],
  ['/nowhere', 10],
];

/** What the search box fetches once it is used. It is named in the page's scripts, and no part of what the page brings. */
const WHEN_USED = /\/open-box[^/]*\.js$/;

const gzipped = (text: string): number => gzipSync(text, { level: 9 }).length;

/** Text of the scripts that stand in the page itself, Astro's island loader among them. */
const inlineScripts = (html: string): string =>
  [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n');

async function weigh(origin: string, path: string): Promise<{ fetched: number; inline: number }> {
  let html = '';
  const page = new URL(path, origin).href;
  const reached = await crawl(origin, [path], async (address) => {
    // Only this page and its scripts: links to other pages are not part of its weight.
    if (address !== page && (!/\.m?js$/.test(address) || WHEN_USED.test(address))) return { body: '', type: '' };
    const response = await fetch(address);
    const body = await response.text();
    if (address === page) html = body;
    return { body, type: response.headers.get('content-type') ?? '' };
  });
  const scripts = reached.filter(({ address }) => /\.m?js$/.test(address));
  const inline = inlineScripts(html);
  return { fetched: scripts.reduce((sum, { body }) => sum + gzipped(body), 0), inline: inline ? gzipped(inline) : 0 };
}

const server = await startServer();
try {
  const rows = [];
  for (const [path, budget] of PAGES) {
    const { fetched, inline } = await weigh(server.address, path);
    const total = (fetched + inline) / KIB;
    rows.push({
      page: path,
      'fetched KiB': (fetched / KIB).toFixed(1),
      'inline KiB': (inline / KIB).toFixed(1),
      'total KiB': total.toFixed(1),
      'budget KiB': budget,
      within: total <= budget ? 'yes' : 'NO',
    });
  }
  console.log('JavaScript per page, gzipped');
  console.table(rows);
  const used = globSync('dist/client/_astro/open-box*.js').map((path) => readFileSync(path, 'utf8'));
  console.log(
    `once the search box is used, on any page: ${(gzipped(used.join('')) / KIB).toFixed(1)} KiB and the index`,
  );
} finally {
  await server.stop();
}
