/** One answer of the server, what was sent to get it, and what it said. */
export interface Reached {
  address: string;
  asked: string;
  body: string;
}

type FetchText = (address: string) => Promise<{ body: string; type: string }>;

/** Pages of the code book: hundreds of thousands, each of them public and the same for everybody. */
export const isCodeBook = (address: string): boolean => /^\/codes(?:\/|$)/.test(new URL(address).pathname);

const MOST_ADDRESSES = 2000;

/**
 * Everything that can be reached from `paths` by following whatever looks like an address: links, scripts, styles,
 * preloads, island modules, imports and chunk names inside scripts, fonts in styles, and source maps even where nothing
 * names them. The code book is left out.
 */
export async function crawl(origin: string, paths: string[], fetchText: FetchText): Promise<Reached[]> {
  const waiting = paths.map((path) => new URL(path, origin).href);
  const known = new Set(waiting);
  const reached: Reached[] = [];
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    if (reached.length > MOST_ADDRESSES) throw new Error('the crawl does not end');
    const { body, type } = await fetchText(address);
    const isText = /text|json|javascript|xml|svg/.test(type);
    reached.push({ address, asked: '', body: isText ? body : '' });
    const found = isText ? addressesIn(body, address) : [];
    if (/\.(?:js|css|mjs)$/.test(address)) found.push(`${address}.map`);
    for (const next of new Set(found)) {
      if (!next.startsWith(origin) || known.has(next) || isCodeBook(next)) continue;
      known.add(next);
      waiting.push(next);
    }
  }
  return reached;
}

const ATTRIBUTES = /(?:href|src|component-url|renderer-url|before-hydration-url|action|data-src)="([^"#]+)/g;
const IN_SCRIPTS = /["'`]((?:\.{0,2}\/|_astro\/)[\w./@-]+\.(?:js|mjs|css|json|map|woff2|svg))["'`]/g;
const IN_STYLES = /url\(["']?([^"')]+)["']?\)/g;
const MAPS = /sourceMappingURL=(\S+)/g;

function addressesIn(body: string, from: string): string[] {
  const names = [ATTRIBUTES, IN_SCRIPTS, IN_STYLES, MAPS].flatMap((pattern) =>
    [...body.matchAll(pattern)].map((match) => match[1] ?? ''),
  );
  return names
    .map((name) => name.replaceAll('&amp;', '&'))
    .filter((name) => !name.startsWith('data:') && URL.canParse(name, from))
    .map((name) => new URL(name.startsWith('_astro/') ? `/${name}` : name, from).href.replace(/#.*$/, ''));
}
