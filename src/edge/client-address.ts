/**
 * The address a request comes from. Behind a reverse proxy (`TRUST_PROXY=1`) it is the last entry of `X-Forwarded-For`,
 * the one the proxy itself wrote; otherwise that header is anybody's and is not read.
 */
export function clientAddress(request: Request, socketAddress: string, env: NodeJS.ProcessEnv): string {
  if (env.TRUST_PROXY !== '1') return socketAddress;
  const forwarded = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  return forwarded || socketAddress;
}
