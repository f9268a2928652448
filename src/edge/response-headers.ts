const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** What every page carries, whether it is rendered for somebody or made with the build. */
export const securityHeaders = (isHttps: boolean): Record<string, string> => ({
  ...ALWAYS,
  ...(isHttps && { 'strict-transport-security': 'max-age=31536000' }),
});

/** Headers every rendered response carries. What pages say is one person's: browsers may keep it, caches between may not. */
export function addHeaders(headers: Headers, requestId: string, isHttps: boolean): void {
  for (const [name, value] of Object.entries(securityHeaders(isHttps))) headers.set(name, value);
  headers.set('x-request-id', requestId);
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-cache');
}

/** Text is sent gzipped to browsers that take it: the adapter compresses nothing. Small answers are left alone. */
export function compress(request: Request, response: Response): Response {
  const isText = /^(?:text\/|application\/(?:json|javascript))/.test(response.headers.get('content-type') ?? '');
  const isAccepted = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
  if (!response.body || !isText || !isAccepted || response.headers.has('content-encoding')) return response;
  const headers = new Headers(response.headers);
  headers.set('content-encoding', 'gzip');
  headers.append('vary', 'accept-encoding');
  headers.delete('content-length');
  return new Response(response.body.pipeThrough(new CompressionStream('gzip')), { status: response.status, headers });
}
