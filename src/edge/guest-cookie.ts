import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AstroCookies } from 'astro';
import { validate } from 'uuid';

/** Behind https the prefix has browsers hold it to this host, this path and https: no other host can plant one. */
export const guestCookie = (isHttps: boolean): string => (isHttps ? '__Host-guest' : 'guest');
const A_YEAR_IN_SECONDS = 365 * 24 * 60 * 60;

const signatureOf = (personId: string, secret: string): string =>
  createHmac('sha256', secret).update(`guest:${personId}`).digest('base64url');

/** `<person id>.<HMAC-SHA-256>`: says who a guest is; nobody can make one for another person without the secret. */
export function signGuest(personId: string, secret: string): string {
  return `${personId}.${signatureOf(personId, secret)}`;
}

/** The person a cookie value names, or undefined when it is absent, malformed or not signed by us. */
export function readGuest(value: string | undefined, secret: string): string | undefined {
  const [personId = '', signature = ''] = value?.split('.') ?? [];
  if (!validate(personId)) return undefined;
  const [given, wanted] = [Buffer.from(signature), Buffer.from(signatureOf(personId, secret))];
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? personId : undefined;
}

/** Lets the browser keep the guest for a year: out of reach of scripts, and not sent along from other sites' forms. */
export function keepGuest(cookies: AstroCookies, personId: string, secret: string, isHttps: boolean): void {
  cookies.set(guestCookie(isHttps), signGuest(personId, secret), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps,
    maxAge: A_YEAR_IN_SECONDS,
  });
}
