/** The one directive that a policy in a `<meta>` cannot hold, so that astro.config.mjs leaves it out. */
const NO_FRAMES = "frame-ancestors 'none'";

/** What every answer says, whoever makes it: pages, actions, files of the build, and refusals before any of them. */
const EVERYWHERE = {
  // Nothing that is not a page may do anything as one; pages bring their own policy (astro.config.mjs).
  'content-security-policy': `default-src 'none'; base-uri 'none'; form-action 'none'; ${NO_FRAMES}`,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};
const A_YEAR_OF_HTTPS = 'max-age=31536000; includeSubDomains';

/** Headers for answers that the middleware never sees: scripts/serve.mjs sets them first, whoever answers may overwrite. */
export const headersEverywhere = (isHttps: boolean): Record<string, string> => ({
  ...EVERYWHERE,
  ...(isHttps && { 'strict-transport-security': A_YEAR_OF_HTTPS }),
});

export interface AnswerFacts {
  requestId: string;
  isHttps: boolean;
  /** True when the answer can hold something of one person: no browser may keep it, so that Back after signing out is empty. */
  isPersonal: boolean;
}

/** Headers every rendered response carries; what it says of itself stays, and nothing may frame it. */
export function addHeaders(headers: Headers, { requestId, isHttps, isPersonal }: AnswerFacts): void {
  const policy = headers.get('content-security-policy')?.replace(/;\s*$/, '');
  if (policy && !policy.includes('frame-ancestors')) headers.set('content-security-policy', `${policy}; ${NO_FRAMES}`);
  for (const [name, value] of Object.entries(headersEverywhere(isHttps)))
    if (!headers.has(name)) headers.set(name, value);
  headers.set('x-request-id', requestId);
  if (!headers.has('cache-control'))
    headers.set('cache-control', isPersonal ? 'private, no-store' : 'private, no-cache');
  const type = headers.get('content-type');
  if (type && /^text\/[\w.-]+$/.test(type)) headers.set('content-type', `${type}; charset=utf-8`);
}

/** The code book, the search and the first pages are the same for every guest; all else may be somebody's. */
const SAME_FOR_ALL = /^\/(?:$|privacy\/?$|search\/?$|codes(?:\/|$)|api\/codes\/)/;
export const isPersonal = (pathname: string, isSignedIn: boolean): boolean =>
  isSignedIn || !SAME_FOR_ALL.test(pathname);

/** What fits into one packet with its headers is not worth packing. */
const SMALL_BYTES = 1200;
/** How answers of actions come: whole, and mostly short. */
const ACTION_ANSWER = 'application/json+devalue';

/** Text is sent gzipped to browsers that take it: the adapter compresses nothing. Small answers are left alone. */
export async function compress(request: Request, response: Response): Promise<Response> {
  const type = response.headers.get('content-type') ?? '';
  const isText = /^(?:text\/|application\/(?:json|javascript))/.test(type);
  const isAccepted = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
  if (!response.body || !isText || !isAccepted || response.headers.has('content-encoding')) return response;
  const { status } = response;
  const headers = new Headers(response.headers);
  // Other bodies may be long and still being made: they are not waited for.
  const whole = type === ACTION_ANSWER ? await response.arrayBuffer() : undefined;
  if (whole && whole.byteLength <= SMALL_BYTES) return new Response(whole, { status, headers });
  headers.set('content-encoding', 'gzip');
  headers.append('vary', 'accept-encoding');
  headers.delete('content-length');
  const body = whole ? new Blob([whole]).stream() : response.body;
  return new Response(body.pipeThrough(new CompressionStream('gzip')), { status, headers });
}
