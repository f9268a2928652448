import { gzipSync } from 'node:zlib';
import { crawl } from '../../e2e/crawl.ts';

/** What the search box fetches once it is used. It is named in the page's scripts, and no part of what the page brings. */
const WHEN_USED = /\/open-box[^/]*\.js$/;

export const gzipped = (text: string): number => gzipSync(text, { level: 9 }).length;

/** Text of the scripts that stand in the page itself, Astro's island loader among them. */
export const inlineScripts = (html: string): string =>
  [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n');

/**
 * Bytes of JavaScript, gzipped, that the page at `path` fetches and that stand in the page itself. `cookie`: of whom the
 * page is, where it is somebody's. Throws when the page is led elsewhere.
 */
export async function weighScripts(
  origin: string,
  path: string,
  cookie = '',
): Promise<{ fetched: number; inline: number }> {
  let html = '';
  const page = new URL(path, origin).href;
  const reached = await crawl(origin, [path], async (address) => {
    // Only this page and its scripts: links to other pages are not part of its weight.
    if (address !== page && (!/\.m?js$/.test(address) || WHEN_USED.test(address))) return { body: '', type: '' };
    const response = await fetch(address, { headers: { cookie } });
    if (response.redirected) throw new Error(`${address} leads to ${response.url}`);
    const body = await response.text();
    if (address === page) html = body;
    return { body, type: response.headers.get('content-type') ?? '' };
  });
  const scripts = reached.filter(({ address }) => /\.m?js$/.test(address));
  const inline = inlineScripts(html);
  return { fetched: scripts.reduce((sum, { body }) => sum + gzipped(body), 0), inline: inline ? gzipped(inline) : 0 };
}
