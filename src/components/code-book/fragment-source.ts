/** One page of the code book, cleaned and ready to be copied into a document. */
export interface Fragment {
  title: string;
  content: HTMLElement;
}

/** Why a page could not be shown, in the words a person reads. */
export class PageFailure extends Error {}

const OFFLINE = 'There is no connection, so this page could not be opened.';
const BROKEN = 'This page could not be opened. Try again in a moment.';
const NO_SUCH_PAGE = 'The code book has no such page.';

const MOST_KEPT = 40;
const PATIENCE_MS = 15_000;
const kept = new Map<string, Fragment>();

/** A page fetched before, if it is still at hand. */
export const keptFragment = (url: string): Fragment | undefined => kept.get(url);

/**
 * Fetches one page of the code book as a fragment. `url` is a path of this site under /codes. Throws a PageFailure with
 * the sentence to show; rejects as an AbortError when `signal` says so.
 */
export async function fetchFragment(url: string, signal: AbortSignal): Promise<Fragment> {
  const response = await ask(url, signal);
  const fragment = readFragment(await textOf(response));
  // A page that is not there may still say what is near it.
  if (!fragment) throw new PageFailure(response.status === 404 ? NO_SUCH_PAGE : BROKEN);
  if (response.ok) keep(url, fragment);
  return fragment;
}

async function ask(url: string, signal: AbortSignal): Promise<Response> {
  try {
    const either = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    return await fetch(url, { signal: either, headers: { accept: 'text/html' } });
  } catch (error) {
    throw signal.aborted ? error : new PageFailure(OFFLINE);
  }
}

async function textOf(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch {
    throw new PageFailure(OFFLINE);
  }
}

function keep(url: string, fragment: Fragment): void {
  kept.delete(url);
  kept.set(url, fragment);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}

/** Elements that run, load or lead out of the fragment. The server sends none; should it ever, they go. */
const UNWANTED = 'script, style, link, meta, base, iframe, frame, object, embed, astro-island, template';

function readFragment(html: string): Fragment | undefined {
  // A parsed document is inert: nothing in it runs or loads before it is cleaned.
  const content = new DOMParser().parseFromString(html, 'text/html').querySelector<HTMLElement>('.code-book');
  if (!content) return undefined;
  for (const element of content.querySelectorAll(UNWANTED)) element.remove();
  for (const element of content.querySelectorAll('*')) dropHandlers(element);
  return { title: content.dataset.title ?? '', content };
}

function dropHandlers(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    const isHandler = name.startsWith('on');
    const isScript =
      /^(?:href|src|action|formaction|xlink:href)$/.test(name) && /^\s*(?:javascript|data):/i.test(value);
    if (isHandler || isScript) element.removeAttribute(name);
  }
}
