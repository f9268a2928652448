import { createHmac } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { violationsOf } from './accessibility.ts';
import {
  confirmedAccount,
  cookiesOf,
  linkTo,
  mailsTo,
  PASSWORD,
  post,
  rowsOf,
  signedInCookie,
  signIn,
} from './confirm.ts';
import { enterDiagnoses, gradeChart, newLearner, openChart, waitUntilSaved } from './learner.ts';
import { SESSION_SECRET, startServer } from './server.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const NEW_PASSWORD = 'another rather long password';
const get = (path: string, cookie = '') =>
  fetch(new URL(path, stage.server.address), { headers: { cookie }, redirect: 'manual' });
const auditOf = async (action: string) =>
  (await rowsOf(stage, 'select count(*) as n from audit_events where action = ?', action))[0]?.n;
const EMPTY_FORM = { change: '' };

describe('from guest to account', () => {
  test('signs up, confirms, signs in, and the guest’s chart is there', async () => {
    const { page, context, complaints } = await newLearner(stage);
    await openChart(page, 'emergency-soccer-ankle');
    await enterDiagnoses(page, ['S93491A']);
    await waitUntilSaved(page);
    await page.goto('/sign-up');
    await page.getByText('What you coded as a guest in this browser').waitFor();
    await page.getByLabel('Name').fill('Ada Guest');
    await page.getByLabel('E-mail address').fill('ada@example.org');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign up' }).click();
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    const early = await post(stage, '/sign-in', { email: 'ada@example.org', password: PASSWORD });
    expect(early.status).toBe(403);
    expect((await mailsTo(stage, 'ada@example.org')).length, 'another link, as the first may be lost').toBe(2);
    // The link is opened on another device: what matters is the account, not the browser.
    await fetch(await linkTo(stage, 'ada@example.org'));
    await signIn(page, { name: '', email: 'ada@example.org', password: PASSWORD });
    await openChart(page, 'emergency-soccer-ankle');
    expect(await page.locator('.code-cell').first().inputValue()).toBe('S93.491A');
    await page.goto('/account');
    expect(await page.getByText('Work of a guest').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('work done as a guest beside an account is offered; what is open on both sides stays and is said', async () => {
    const person = await confirmedAccount(stage, 'both@example.org');
    const { page, context } = await newLearner(stage);
    await signIn(page, person);
    await openChart(page, 'emergency-soccer-ankle');
    await enterDiagnoses(page, ['S93491A']);
    await waitUntilSaved(page);
    await page.goto('/account');
    await page.getByRole('button', { name: 'Sign out here' }).click();
    await page.waitForURL(/done=out/);
    for (const [chart, code] of [
      ['emergency-soccer-ankle', 'S50312A'],
      ['inpatient-hip-fall', 'I10'],
    ] as const) {
      await openChart(page, chart);
      await enterDiagnoses(page, [code]);
      await waitUntilSaved(page);
    }
    await signIn(page, person);
    await page.goto('/account');
    await page.getByText('2 charts were coded here by a guest').waitFor();
    await page.getByRole('button', { name: 'Make them mine' }).click();
    await page.getByText('but for charts or an exam you have open yourself').waitFor();
    await page.getByText('one chart was coded here by a guest').waitFor();
    await openChart(page, 'emergency-soccer-ankle');
    expect(await page.locator('.code-cell').first().inputValue()).toBe('S93.491A');
    await openChart(page, 'inpatient-hip-fall');
    expect(await page.locator('.code-cell').first().inputValue()).toBe('I10');
    const isGuest = async () => (await context.cookies()).some(({ name }) => name === 'guest');
    expect(await isGuest(), 'the guest is kept while something is left').toBe(true);
    await openChart(page, 'emergency-soccer-ankle');
    await gradeChart(page);
    await page.goto('/account');
    await page.getByRole('button', { name: 'Make it mine' }).click();
    await page.getByText('The guest’s work is yours now.').waitFor();
    expect(await isGuest()).toBe(false);
    const tries = await rowsOf(
      stage,
      `select try_number from attempts where person_id = (select id from users where email = ?)
      group by case_id, try_number having count(*) > 1`,
      person.email,
    );
    expect(tries, 'tries are numbered on').toEqual([]);
    await context.close();
  });
});

describe('password', () => {
  test('is reset by a link that works once, ends every session and proves the address', async () => {
    const person = await confirmedAccount(stage, 'reset@example.org');
    const before = await signedInCookie(stage, person);
    await post(stage, '/reset-password', { email: person.email });
    const older = await linkTo(stage, person.email);
    await post(stage, '/reset-password', { email: person.email });
    const link = await linkTo(stage, person.email);
    const path = new URL(link).pathname + new URL(link).search;
    expect((await post(stage, path, { password: 'short' })).status).toBe(400);
    expect((await post(stage, path, { password: NEW_PASSWORD })).headers.get('location')).toBe(
      '/sign-in?done=password',
    );
    for (const used of [link, older, link.replace(/token=.{4}/, 'token=abcd')]) {
      const { pathname, search } = new URL(used);
      const again = await post(stage, pathname + search, { password: 'yet another long password' });
      expect(again.status).toBe(400);
      expect(await again.text()).toContain('used before or has run out');
    }
    expect((await get('/account', before)).status).toBe(303);
    expect((await post(stage, '/sign-in', { email: person.email, password: PASSWORD })).status).toBe(401);
    await signedInCookie(stage, { ...person, password: NEW_PASSWORD });
  });

  test('a link that has run out is refused', async () => {
    const person = await confirmedAccount(stage, 'late@example.org');
    await post(stage, '/reset-password', { email: person.email });
    const { pathname, search } = new URL(await linkTo(stage, person.email));
    await rowsOf(stage, 'update verifications set expires_at = 1');
    expect((await post(stage, pathname + search, { password: NEW_PASSWORD })).status).toBe(400);
  });

  test('is changed with the present one; other browsers are signed out, this one is not', async () => {
    const person = await confirmedAccount(stage, 'change@example.org');
    const elsewhere = await signedInCookie(stage, person);
    const { page, context } = await newLearner(stage);
    await signIn(page, person);
    await page.goto('/account/password');
    await page.getByLabel('Present password').fill('not this one at all');
    await page.getByLabel('New password').fill(NEW_PASSWORD);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('This is not your present password.').waitFor();
    await page.getByLabel('Present password').fill(PASSWORD);
    await page.getByLabel('New password').fill(NEW_PASSWORD);
    const changes = await auditOf('password-changed');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('Your password is changed').waitFor();
    expect(await auditOf('password-changed')).toBe(Number(changes) + 1);
    expect((await get('/account', elsewhere)).status).toBe(303);
    await page.goto('/account/sessions');
    expect(await page.getByText('this browser').count()).toBe(1);
    await context.close();
  });

  test('the present one cannot be guessed at an unattended screen', async () => {
    const cookie = await signedInCookie(stage, await confirmedAccount(stage, 'screen@example.org'));
    const tries = [];
    for (let n = 0; n < 12; n++)
      tries.push(
        await post(stage, '/account/password', { present: `guess number ${n}`, password: NEW_PASSWORD }, { cookie }),
      );
    expect(tries.map(({ status }) => status)).toEqual([...Array(10).fill(400), 429, 429]);
    expect(await tries[11]?.text()).toContain('Too many tries. Try again in');
  });
});

/** Links that differ from this one and hold a token that decodes to the very same. */
function otherSpellings(link: string): string[] {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const url = new URL(link);
  const token = url.searchParams.get('token') ?? '';
  const last = letters.indexOf(token.at(-1) ?? '');
  const respelled = [1, 2, 3].map((bits) => `${token.slice(0, -1)}${letters[last ^ bits]}`);
  const query = new URLSearchParams({ callbackURL: '/account' });
  return [
    ...respelled.map((one) => `/api/auth/verify-email?token=${one}&${query}`),
    `/api/auth/verify-email?token=x&token=${token}&${query}`,
    `/api/auth/verify-email?token=${token}&token=x&${query}`,
  ];
}

describe('e-mail address', () => {
  test('moves when the old address agreed and the new one is proved; neither link works again', async () => {
    const person = await confirmedAccount(stage, 'old@example.org');
    const { page, context } = await newLearner(stage);
    await signIn(page, person);
    const move = async (to: string) => {
      await page.goto('/account');
      await page.getByLabel('New e-mail address').fill(to);
      await page.getByLabel('Your password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Change the address' }).click();
      await page.getByText('A message is on its way to your present address').waitFor();
    };
    await move('new@example.org');
    const agree = await linkTo(stage, 'old@example.org');
    await page.goto(agree);
    await page.getByText('You agreed.').waitFor();
    await page.goto(agree);
    expect((await mailsTo(stage, 'new@example.org')).length, 'the first link again sends nothing').toBe(1);
    const prove = await linkTo(stage, 'new@example.org');
    expect(await auditOf('email-changed')).toBe(0);
    await page.goto(prove);
    await page.getByText('Your e-mail address is changed').waitFor();
    await page.getByText('new@example.org').waitFor();
    expect(await auditOf('email-changed')).toBe(1);
    expect((await mailsTo(stage, 'old@example.org'))[0]?.subject).toBe('Your e-mail address was changed');
    await move('old@example.org');
    await page.goto(await linkTo(stage, 'new@example.org'));
    await page.goto(await linkTo(stage, 'old@example.org'));
    await page.getByText('old@example.org').waitFor();
    // Back where it was: the first change's links name this address again.
    await page.goto(prove);
    await page.getByText('This link did not work').waitFor();
    await page.getByText('old@example.org').waitFor();
    for (const other of otherSpellings(prove)) {
      const answer = await get(other);
      expect(answer.headers.get('location')).toMatch(/^\/sign-in\?error=/);
    }
    await page.goto('/account');
    await page.getByText('old@example.org').waitFor();
    await context.close();
  });

  test('a link for another account, a forged one and one whose address was taken meanwhile end in a sentence', async () => {
    const person = await confirmedAccount(stage, 'mover@example.org');
    const other = await confirmedAccount(stage, 'other@example.org');
    const [cookie, others] = [await signedInCookie(stage, person), await signedInCookie(stage, other)];
    const ask = (email: string) => post(stage, '/account', { change: 'email', email, password: PASSWORD }, { cookie });
    await ask('wanted@example.org');
    const agree = await linkTo(stage, person.email);
    expect((await get(agree, others)).headers.get('location')).toBe('/account?error=INVALID_USER');
    expect((await get(agree)).headers.get('location')).toBe('/sign-in?done=email-agreed');
    const prove = await linkTo(stage, 'wanted@example.org');
    const [head, payload, signature] = (new URL(prove).searchParams.get('token') ?? '').split('.');
    const forged = Buffer.from(String(payload), 'base64url').toString().replace('wanted@', 'forged@');
    const token = [head, Buffer.from(forged).toString('base64url'), signature].join('.');
    expect((await get(`/api/auth/verify-email?token=${token}&callbackURL=/`)).headers.get('location')).toBe(
      '/sign-in?error=INVALID_TOKEN',
    );
    await confirmedAccount(stage, 'wanted@example.org');
    const late = await get(prove, cookie);
    expect([late.status, late.headers.get('location')]).toEqual([303, '/account?error=refused']);
    expect(await (await get('/account?error=refused', cookie)).text()).toContain('This link did not work');
    expect((await get('/api/auth/verify-email?token=x&callbackURL=https://elsewhere.example/')).status).toBe(303);
  });

  test('asking for an address that is taken answers the same and sends nothing', async () => {
    const cookie = await signedInCookie(stage, await confirmedAccount(stage, 'asker@example.org'));
    const ask = (email: string) => post(stage, '/account', { change: 'email', email, password: PASSWORD }, { cookie });
    const [taken, free] = [await ask('other@example.org'), await ask('free@example.org')];
    expect(taken.headers.get('location')).toBe(free.headers.get('location'));
    expect((await mailsTo(stage, 'other@example.org')).length).toBe(1);
  });
});

describe('signed-in browsers', () => {
  test('are listed without a token, and signed out at once, one or all others', async () => {
    const person = await confirmedAccount(stage, 'many@example.org');
    const [one, two] = [await signedInCookie(stage, person), await signedInCookie(stage, person)];
    const { page, context } = await newLearner(stage);
    await signIn(page, person);
    await page.goto('/account/sessions');
    expect(await page.locator('.account-rows > li').count()).toBe(3);
    await page.getByText('Chrome on Linux', { exact: true }).waitFor();
    const tokens = await rowsOf(stage, 'select token from sessions');
    const html = await page.content();
    expect(tokens.filter(({ token }) => html.includes(String(token)))).toEqual([]);
    await page.locator('.account-rows > li', { hasNotText: 'this browser' }).first().getByRole('button').click();
    await page.getByText('Signed out there, at once').waitFor();
    const alive = await Promise.all([one, two].map(async (cookie) => (await get('/account', cookie)).status));
    expect(alive.sort()).toEqual([200, 303]);
    await page.getByRole('button', { name: 'Sign out all others' }).click();
    await page.locator('.account-rows > li').nth(1).waitFor({ state: 'detached' });
    expect((await get('/account', one)).status).toBe(303);
    expect((await get('/account', two)).status).toBe(303);
    expect(await auditOf('sessions-revoked')).toBe(2);
    await context.close();
  });

  test('nobody ends a session of somebody else', async () => {
    const mine = await signedInCookie(stage, await confirmedAccount(stage, 'mine@example.org'));
    const theirs = await signedInCookie(stage, await confirmedAccount(stage, 'theirs@example.org'));
    const [session] = await rowsOf(
      stage,
      "select id from sessions where user_id = (select id from users where email = 'theirs@example.org')",
    );
    expect((await post(stage, '/account/sessions', { session: String(session?.id) }, { cookie: mine })).status).toBe(
      404,
    );
    expect((await get('/account', theirs)).status).toBe(200);
  });

  test('a copied cookie dies with signing out; another signature never worked; the flags are right', async () => {
    const person = await confirmedAccount(stage, 'copied@example.org');
    const answer = await post(stage, '/sign-in', { email: person.email, password: person.password });
    const set = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('trainer.session_token='));
    expect(set).toMatch(/; Path=\//);
    expect(set).toMatch(/; HttpOnly/);
    expect(set).toMatch(/; SameSite=Lax/);
    const cookie = cookiesOf(answer);
    expect((await get('/account', cookie)).status).toBe(200);
    expect((await get('/account', cookie.replace(/\.(...)/, '.AAA'))).status).toBe(303);
    await post(stage, '/sign-out', {}, { cookie });
    expect((await get('/account', cookie)).status).toBe(303);
    const other = await signedInCookie(stage, person);
    await rowsOf(
      stage,
      'update sessions set expires_at = 1 where user_id in (select id from users where email = ?)',
      person.email,
    );
    expect((await get('/account', other)).status, 'run out').toBe(303);
  });
});

describe('links in messages', () => {
  /** A link that this server could have made, good until `exp`. */
  function verifyLink(email: string, exp: number): string {
    const secret = createHmac('sha256', SESSION_SECRET).update('accounts').digest('hex');
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${encode({ alg: 'HS256' })}.${encode({ email, iat: 0, exp })}`;
    const token = `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
    return `/api/auth/verify-email?${new URLSearchParams({ token, callbackURL: '/sign-in?done=verified' })}`;
  }

  test('that confirm an address run out, and work twice without harm', async () => {
    const now = Math.floor(Date.now() / 1000);
    await post(stage, '/sign-up', { name: 'Late', email: 'late-link@example.org', password: PASSWORD });
    const isConfirmed = async () =>
      (await rowsOf(stage, "select email_verified as it from users where email = 'late-link@example.org'"))[0]?.it;
    expect((await get(verifyLink('late-link@example.org', now - 1))).headers.get('location')).toBe(
      '/sign-in?error=TOKEN_EXPIRED',
    );
    expect(await isConfirmed()).toBe(0);
    const link = verifyLink('late-link@example.org', now + 60);
    for (const _ of [1, 2]) {
      const answer = await get(link);
      expect(answer.headers.get('location')).toBe('/sign-in?done=verified');
      expect(answer.headers.getSetCookie().join(), 'the link alone signs nobody in').not.toContain('session_token=');
    }
    expect(await isConfirmed()).toBe(1);
  });

  /** A form sent by whoever has `host` lead to this machine. */
  const postAs = (address: string, host: string, path: string, fields: Record<string, string>) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const body = new URLSearchParams(fields).toString();
      const headers = {
        host,
        origin: `http://${host}`,
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': body.length,
      };
      const sent = request(address + path, { method: 'POST', headers }, (answer) => resolve(answer.resume()));
      sent.on('error', reject).end(body);
    });

  test('never name a host that somebody else gave', async () => {
    const person = await confirmedAccount(stage, 'host@example.org');
    const answer = await postAs(stage.server.address, 'evil.example', '/reset-password', { email: person.email });
    expect(answer.statusCode).toBe(421);
    await post(stage, '/reset-password', { email: person.email });
    for (const { body } of await mailsTo(stage, person.email)) expect(String(body)).not.toContain('evil.example');
  });

  test('lead to PUBLIC_URL, and its cookies go over https alone', async () => {
    const server = await startServer({ env: { PUBLIC_URL: 'https://coding.example.org' } });
    try {
      const person = { name: 'P', email: 'public@example.org', password: PASSWORD };
      await postAs(server.address, 'evil.example', '/sign-up', person);
      const [mail] = await mailsTo({ server }, person.email);
      const link = /https?:\S+/.exec(String(mail?.body))?.[0] ?? '';
      expect(link).toMatch(/^https:\/\/coding\.example\.org\/api\/auth\/verify-email/);
      await fetch(link.replace('https://coding.example.org', server.address), { redirect: 'manual' });
      const answer = await postAs(server.address, 'coding.example.org', '/sign-in', person);
      const set = answer.headers['set-cookie']?.find((cookie) => cookie.includes('session_token'));
      expect(set).toMatch(/^__Host-trainer\.session_token=.*; Secure/);
      expect(set).toContain('; HttpOnly');
    } finally {
      await server.stop();
    }
  });
});

test('what is no form of ours gets a sentence', async () => {
  const cookie = await signedInCookie(stage, await confirmedAccount(stage, 'odd@example.org'));
  for (const path of ['', '/password', '/second-factor', '/passkeys', '/sessions'])
    expect((await post(stage, `/account${path}`, EMPTY_FORM, { cookie })).status, path).toBe(400);
  const long = await post(stage, '/account', { change: 'name', name: 'x'.repeat(81) }, { cookie });
  expect(await long.text()).toContain('A name has 80 characters at most.');
  expect((await post(stage, '/account', EMPTY_FORM)).status).toBe(401);
});

test.each(['light', 'dark'] as const)('every page is accessible and fits 320 px (%s)', async (scheme) => {
  const person = await confirmedAccount(stage, `axe-${scheme}@example.org`);
  const { page, context } = await newLearner(stage, scheme);
  for (const path of ['/sign-in', '/sign-in/code', '/sign-up', '/reset-password', '/reset-password/new?token=x']) {
    await page.goto(path);
    await expectAccessible();
  }
  await signIn(page, person);
  for (const path of ['', '/password', '/second-factor', '/passkeys', '/sessions']) {
    await page.goto(`/account${path}`);
    await expectAccessible();
  }
  async function expectAccessible() {
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), page.url()).toBeLessThanOrEqual(320);
    expect(await violationsOf(page), page.url()).toEqual([]);
  }
  await context.close();
});
