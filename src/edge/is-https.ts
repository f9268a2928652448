/**
 * Whether people reach this server by https: `PUBLIC_URL` says so; without one, the connection itself, or behind a proxy
 * that the operator trusts (`TRUST_PROXY=1`) what it wrote. From anybody else that header is not read.
 */
export function isHttps(request: Request, url: URL, env: NodeJS.ProcessEnv): boolean {
  if (env.PUBLIC_URL) return env.PUBLIC_URL.startsWith('https:');
  if (url.protocol === 'https:') return true;
  return env.TRUST_PROXY === '1' && request.headers.get('x-forwarded-proto') === 'https';
}
