import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AstroCookies } from 'astro';
import type { Instant } from '#domain/time';

export const ADMINISTRATOR_COOKIE = 'administrator';
const A_WEEK_IN_SECONDS = 7 * 24 * 60 * 60;

const signatureOf = (personId: string, until: string, secret: string): string =>
  createHmac('sha256', secret).update(`administrator:${personId}:${until}`).digest('base64url');

/** `<person id>.<last moment>.<HMAC-SHA-256>`: this person is the administrator until then. */
export function signAdministrator(personId: string, now: Instant, secret: string): string {
  const until = String(now + A_WEEK_IN_SECONDS * 1000);
  return `${personId}.${until}.${signatureOf(personId, until, secret)}`;
}

/** True when we signed the cookie, for this very person, and it has not run out. */
export function isAdministrator(value: string | undefined, personId: string, now: Instant, secret: string): boolean {
  const [whose = '', until = '', signature = ''] = value?.split('.') ?? [];
  if (whose !== personId || !/^\d{1,15}$/.test(until) || Number(until) < now) return false;
  const [given, wanted] = [Buffer.from(signature), Buffer.from(signatureOf(whose, until, secret))];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Lets go of it in this browser. */
export const forgetAdministrator = (cookies: AstroCookies): void =>
  cookies.delete(ADMINISTRATOR_COOKIE, { path: '/admin' });

/** Sent to the administrator's pages alone, never from another site, and out of reach of scripts. */
export function keepAdministrator(cookies: AstroCookies, value: string, isHttps: boolean): void {
  cookies.set(ADMINISTRATOR_COOKIE, value, {
    path: '/admin',
    httpOnly: true,
    sameSite: 'strict',
    secure: isHttps,
    maxAge: A_WEEK_IN_SECONDS,
  });
}
