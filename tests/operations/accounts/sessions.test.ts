import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { confirmEmail } from '#db/queries/accounts';
import { listAudit } from '#db/queries/audit';
import { sessions } from '#db/schema/accounts';
import type { Instant } from '#domain/time';
import { makeAccountMail } from '#operations/accounts/account-mail';
import { makeAuth } from '#operations/accounts/auth';
import { openAuthDoor } from '#operations/accounts/auth-door';
import { readSession } from '#operations/accounts/session';
import { accountSettings } from '#operations/accounts/settings';
import { freshDatabase } from '../../db/fresh-database.ts';
import { sixDigits } from './totp.ts';

const email = 'ann@example.org';
const password = 'nine blue doors of oak';
const DAY_MS = 24 * 60 * 60 * 1000;

/** One account and a browser that can sign in with it. */
async function anAccount(publicUrl = 'https://coding.example.org') {
  const { db } = await freshDatabase();
  const now = () => Date.now() as Instant;
  const settings = accountSettings({ PUBLIC_URL: publicUrl }, 's'.repeat(32));
  const auth = makeAuth({ db, settings, mail: makeAccountMail(db, () => publicUrl, now), now });
  const door = (cookie = '') =>
    openAuthDoor({
      auth,
      providerAuth: () => auth,
      request: new Request(publicUrl, { headers: { cookie } }),
      origin: publicUrl,
      address: '::1',
    });
  const ask = (path: `/${string}`, body: Record<string, unknown>, cookie = '') => door(cookie).ask(path, body);
  const signIn = async (cookie = '') => {
    const { status, cookies } = await door(cookie).ask('/sign-in/email', { email, password });
    expect(status).toBe(200);
    return cookies;
  };
  const read = (cookie: string, at = now()) =>
    readSession(auth, new Request(publicUrl, { headers: { cookie } }), publicUrl, at);
  expect((await door().ask('/sign-up/email', { name: 'Ann', email, password })).status).toBe(200);
  await confirmEmail(db, email);
  return { db, now, ask, signIn, read };
}
const kept = (cookies: string[]) => cookies.map((cookie) => cookie.split(';')[0]).join('; ');

test('behind https the session’s cookie can be set by this very host alone, and no script reads it', async () => {
  const { signIn } = await anAccount();
  const [cookie = ''] = await signIn();
  expect(cookie).toMatch(/^__Host-trainer\.session_token=/);
  for (const attribute of ['Secure', 'HttpOnly', 'Path=/', 'SameSite=Lax']) expect(cookie).toContain(attribute);
  expect(cookie).not.toMatch(/domain=/i);
});

test('on a local machine without https it has a plain name', async () => {
  const { signIn, read } = await anAccount('http://localhost:4321');
  const cookies = await signIn();
  expect(cookies[0]).toMatch(/^trainer\.session_token=/);
  expect(cookies[0]).not.toContain('Secure');
  expect((await read(kept(cookies)))?.signedIn.email).toBe(email);
});

test('signing in again ends the session this browser had', async () => {
  const { db, signIn, read } = await anAccount();
  const first = kept(await signIn());
  const elsewhere = kept(await signIn());
  const second = kept(await signIn(first));
  expect(await read(first)).toBeUndefined();
  expect([(await read(second))?.signedIn.email, (await read(elsewhere))?.signedIn.email]).toEqual([email, email]);
  expect(await db.select().from(sessions)).toHaveLength(2);
});

test('a session ends after a month, however busy it was', async () => {
  const { db, now, signIn, read } = await anAccount();
  const cookie = kept(await signIn());
  const id = (await read(cookie))?.signedIn.sessionId ?? '';
  const begun = (days: number) =>
    db
      .update(sessions)
      .set({ createdAt: new Date(now() - days * DAY_MS) })
      .where(eq(sessions.id, id));
  await begun(29);
  expect((await read(cookie))?.signedIn.sessionId).toBe(id);
  await begun(31);
  expect(await read(cookie)).toBeUndefined();
  expect(await db.select().from(sessions)).toEqual([]);
});

test('a six-digit code signs in once; what fails is in the audit log', async () => {
  const { db, ask, signIn, read } = await anAccount();
  const cookie = kept(await signIn());
  const { body } = await ask('/two-factor/enable', { password }, cookie);
  const secret = new URL(String(body.totpURI)).searchParams.get('secret') ?? '';
  const code = sixDigits(secret);
  expect((await ask('/two-factor/verify-totp', { code }, cookie)).status).toBe(200);
  const enter = async (typed: string) =>
    ask('/two-factor/verify-totp', { code: typed }, kept((await ask('/sign-in/email', { email, password })).cookies));
  expect((await enter(code === '000000' ? '000001' : '000000')).status).toBe(401);
  const first = await enter(code);
  expect([first.status, (await read(kept(first.cookies)))?.signedIn.email]).toEqual([200, email]);
  const second = await enter(code);
  expect([second.status, await read(kept(second.cookies))]).toEqual([401, undefined]);
  await ask('/request-password-reset', { email: 'nobody@example.org' });
  const said = (await listAudit(db, {}, { most: 50 })).map(({ action, details }) =>
    [action, details.factor].join(' ').trim(),
  );
  expect(said).toEqual(
    expect.arrayContaining(['sign-in-failed code', 'sign-in-failed code used before', 'password-reset-asked']),
  );
});

test('an OpenID provider is asked by https, except on this machine', () => {
  const settings = (address: string) =>
    accountSettings({ OIDC_DISCOVERY_URL: address, OIDC_CLIENT_ID: 'here' }, 's'.repeat(32));
  expect(() => settings('http://login.example.org/.well-known/openid-configuration')).toThrow(/https:/);
  expect(settings('https://login.example.org/.well-known/openid-configuration').oidc?.clientId).toBe('here');
  expect(settings('http://localhost:9/.well-known/openid-configuration').oidc?.clientId).toBe('here');
});
