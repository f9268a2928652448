import { isIPv6 } from 'node:net';

/**
 * The address a request comes from. Behind a reverse proxy (`TRUST_PROXY=1`) it is the last entry of `X-Forwarded-For`,
 * the one the proxy itself wrote; otherwise that header is anybody's and is not read. Of IPv6 it is the network: one
 * customer has a whole one, and limits that count single addresses would not hold.
 */
export function clientAddress(request: Request, socketAddress: string, env: NodeJS.ProcessEnv): string {
  if (env.TRUST_PROXY !== '1') return networkOf(socketAddress);
  const forwarded = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  return networkOf(forwarded || socketAddress);
}

const MAPPED_V4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** `2001:db8:1:2::` for every address of that /64; IPv4 and this machine stay as they are. */
function networkOf(address: string): string {
  const mapped = MAPPED_V4.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address) || address === '::1') return address;
  const [front = '', back] = address.replace(/%.*$/, '').split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [first, last] = [groups(front), groups(back ?? '')];
  const whole = back === undefined ? first : [...first, ...Array(8 - first.length - last.length).fill('0'), ...last];
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::`;
}
