import type { APIContext } from 'astro';
import { readSmallForm } from '#operations/small-form';
import { forgetAdministrator, keepAdministrator, signAdministrator } from './administrator-cookie.ts';
import { spendAdministratorKey } from './administrator-key.ts';
import { keepGuest } from './guest-cookie.ts';

const DOOR = '/admin/enter';
const WAY_OUT = '/admin/leave';

const pathOf = ({ pathname }: URL) => pathname.replace(/\/$/, '');

/** True for the requests that use a key or give the right back: forms sent by hand. To look at the link changes nothing. */
export const isAtDoor = ({ request, url }: Pick<APIContext, 'request' | 'url'>): boolean =>
  request.method === 'POST' && [DOOR, WAY_OUT].includes(pathOf(url));

/**
 * Lets in who brings the key, and keeps them as administrator for a week; shows everybody else the page again. Who
 * leaves is no longer administrator in this browser.
 */
export async function passDoor(context: APIContext, secret: string, isHttps: boolean): Promise<Response> {
  if (pathOf(context.url) === WAY_OUT) {
    forgetAdministrator(context.cookies);
    return seeOther('/');
  }
  const { actor, now } = context.locals;
  const key = (await readSmallForm(context.request)).get('key') ?? '';
  if (!spendAdministratorKey(process.env, key)) return seeOther(`${DOOR}?refused`);
  // The cookie is good for this person alone, so who they are has to be kept as well.
  keepGuest(context.cookies, actor.learnerId, secret, isHttps);
  keepAdministrator(context.cookies, signAdministrator(actor.learnerId, now, secret), isHttps);
  return seeOther('/admin');
}

const seeOther = (location: string) => new Response(null, { status: 303, headers: { location } });
