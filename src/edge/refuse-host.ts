import { LOCAL_HOSTS } from '#operations/accounts/settings';

/**
 * Refuses a request under a name that is not this installation's. Without `PUBLIC_URL` only this machine reaches it; a
 * site that has its own name lead here (DNS rebinding) would otherwise be "this site" to browser and server.
 */
export function refuseHost(request: Request, publicUrl: string | undefined): Response | undefined {
  const host = request.headers.get('host');
  if (publicUrl || !host) return undefined;
  const address = `http://${host}`;
  if (URL.canParse(address) && LOCAL_HOSTS.includes(new URL(address).hostname)) return undefined;
  return new Response('This installation is reached as localhost only. For another name start it with PUBLIC_URL.', {
    status: 421,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}
