import { LOCAL_HOSTS } from '#operations/accounts/settings';

/**
 * Why a request may not name the host it names, or undefined when it may: the one of `PUBLIC_URL`, or this machine. Links
 * in mails and cookies of accounts are bound to the host, and a page of somebody else's that points its name at this
 * machine must not get an answer.
 */
export function refuseHost(host: string, publicUrl: string | undefined): Response | undefined {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  if (LOCAL_HOSTS.includes(name) || (publicUrl && new URL(publicUrl).hostname === name)) return undefined;
  return new Response(
    publicUrl
      ? `This server is ${publicUrl}. Open it there.`
      : 'This server answers on its own machine only. Who runs it sets PUBLIC_URL to the address people use.',
    { status: 421, headers: { 'content-type': 'text/plain; charset=utf-8' } },
  );
}
