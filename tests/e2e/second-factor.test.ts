import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violationsOf } from './accessibility.ts';
import {
  codeOf,
  confirmedAccount,
  cookiesOf,
  PASSWORD,
  type Person,
  post,
  rowsOf,
  signedInCookie,
  signIn,
} from './confirm.ts';
import { newLearner } from './learner.ts';
import { setStage } from './stage.ts';

// Each test comes from an address of its own, so that they do not use up each other's tries.
const stage = setStage({ TRUST_PROXY: '1' });
const get = (path: string, cookie: string) =>
  fetch(stage.server.address + path, { headers: { cookie }, redirect: 'manual' });
const audited = (action: string, person: Person) =>
  rowsOf(
    stage,
    'select details from audit_events where action = ? and actor_id = (select id from users where email = ?) order by id',
    action,
    person.email,
  );

/** Turns the second factor on by requests; its secret, the recovery codes, and the cookie of the session. */
async function withFactor(person: Person, from: string) {
  let cookie = await signedInCookie(stage, person);
  const begun = await post(stage, '/account/second-factor', { step: 'begin', password: PASSWORD }, { cookie, from });
  const secret = /name="secret" value="([A-Z2-7=]+)"/.exec(await begun.text())?.[1] ?? '';
  const on = await post(
    stage,
    '/account/second-factor',
    { step: 'confirm', secret, code: codeOf(secret) },
    { cookie, from },
  );
  cookie = cookiesOf(on);
  const codes = [...(await on.text()).matchAll(/<li>(\w{5}-\w{5})<\/li>/g)].map((found) => String(found[1]));
  return { secret, codes, cookie };
}

/** The cookie of somebody who gave the password and has to show a code. */
async function challenged({ email, password }: Person, from: string): Promise<string> {
  const answer = await post(stage, '/sign-in', { email, password }, { from });
  expect(answer.headers.get('location')).toMatch(/^\/sign-in\/code/);
  const cookie = cookiesOf(answer);
  expect((await get('/account', cookie)).status, 'the password alone signs nobody in').toBe(303);
  return cookie;
}

describe('codes of an app', () => {
  test('are set up, asked for and switched off without JavaScript; the key fits the QR code', async () => {
    const person = await confirmedAccount(stage, 'totp@example.org');
    const context = await stage.browser.newContext({ baseURL: stage.server.address, javaScriptEnabled: false });
    const page = await context.newPage();
    await signIn(page, person);
    await page.goto('/account/second-factor');
    await page.getByLabel('Your password').fill('not this one at all');
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByText('This is not your present password.').waitFor();
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Begin' }).click();
    const secret = ((await page.locator('.secret').textContent()) ?? '').replace(/\s/g, '');
    await page.getByRole('img', { name: 'QR code' }).waitFor();
    await page.getByRole('textbox', { name: 'Code' }).fill('000000');
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await page.getByText('This code is not good.').waitFor();
    expect(((await page.locator('.secret').textContent()) ?? '').replace(/\s/g, '')).toBe(secret);
    await page.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret));
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await page.getByText('The second factor is on.').waitFor();
    expect(await page.locator('.recovery-codes li').count()).toBe(10);
    await page.getByRole('link', { name: 'I have kept them' }).click();
    await page.getByText('It is on').waitFor();
    await page.goto('/account');
    await page.getByRole('button', { name: 'Sign out here' }).click();
    await signIn(page, person, /\/sign-in\/code/);
    await page.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret, 1));
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.waitForURL(/\/$/);
    await page.goto('/account/second-factor');
    await page.locator('#password-end').fill(PASSWORD);
    await page.getByRole('button', { name: 'Turn it off' }).click();
    await page.getByText('The second factor is off.').waitFor();
    expect((await audited('second-factor-changed', person)).map(({ details }) => details)).toEqual([
      '{"change":"on"}',
      '{"change":"off"}',
    ]);
    expect((await audited('signed-in', person)).length, 'a password alone, and a new session, are no sign-in').toBe(2);
    await context.close();
  });

  test('a code works once, others’ codes and guesses do not, and guessing ends', async () => {
    const from = '203.0.113.1';
    const person = await confirmedAccount(stage, 'once@example.org');
    const { secret } = await withFactor(person, from);
    const [first, second] = [await challenged(person, from), await challenged(person, from)];
    const code = codeOf(secret, 1);
    expect((await post(stage, '/sign-in/code', { code }, { cookie: first, from })).status).toBe(303);
    const replay = await post(stage, '/sign-in/code', { code }, { cookie: second, from });
    expect(replay.status).toBe(401);
    expect(await replay.text()).toContain('Each is good once');
    const again = await challenged(person, from);
    const guesses: number[] = [];
    for (let n = 0; n < 8; n++) {
      const guess = String(100_000 + n);
      guesses.push(
        (await post(stage, '/sign-in/code', { code: guess }, { cookie: again, from: `203.0.113.${n + 10}` })).status,
      );
    }
    expect(guesses.every((status) => status === 401)).toBe(true);
    // Five guesses end a challenge: the right code is too late then.
    const late = await post(stage, '/sign-in/code', { code: codeOf(secret) }, { cookie: again, from: '203.0.113.30' });
    expect(late.status).toBe(401);
  });

  test('a recovery code works once; new ones replace the old', async () => {
    const from = '203.0.113.2';
    const person = await confirmedAccount(stage, 'recover@example.org');
    const { codes, cookie } = await withFactor(person, from);
    const use = async (code: string, where: string) =>
      (await post(stage, '/sign-in/code', { code }, { cookie: await challenged(person, from), from: where })).status;
    expect(await use(String(codes[0]), '203.0.113.41')).toBe(303);
    expect(await use(String(codes[0]), '203.0.113.42')).toBe(401);
    const renewed = await post(
      stage,
      '/account/second-factor',
      { step: 'renew', password: PASSWORD },
      { cookie, from },
    );
    expect(renewed.headers.get('cache-control')).toBe('no-store');
    const fresh = /<li>(\w{5}-\w{5})<\/li>/.exec(await renewed.text())?.[1] ?? '';
    expect(await use(String(codes[1]), '203.0.113.43')).toBe(401);
    expect(await use(fresh, '203.0.113.44')).toBe(303);
  });

  test('the pages with key and recovery codes are accessible, on a phone and in the dark', async () => {
    const person = await confirmedAccount(stage, 'axe@example.org');
    const { page, context } = await newLearner(stage, 'dark');
    await page.setViewportSize({ width: 320, height: 700 });
    await signIn(page, person);
    await page.goto('/account/second-factor');
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Begin' }).click();
    const secret = (await page.locator('.secret').textContent()) ?? '';
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret));
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await page.getByText('The second factor is on.').waitFor();
    await expectAccessible(page);
    await context.close();
  });
});

async function expectAccessible(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await violationsOf(page)).toEqual([]);
}

describe('passkeys', () => {
  /** A security key in the browser, which asks who uses it unless told otherwise. */
  async function plugIn(page: Page, isUserVerified = true): Promise<{ set(isVerified: boolean): Promise<void> }> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified,
        automaticPresenceSimulation: true,
      },
    });
    return {
      set: (isVerified) =>
        cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: isVerified }).then(() => undefined),
    };
  }

  test('one is added, named, used in place of password and code, and removed', async () => {
    const person = await confirmedAccount(stage, 'passkey@example.org');
    const { page, context } = await newLearner(stage);
    await plugIn(page);
    await signIn(page, person);
    await page.goto('/account/passkeys');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.waitForURL(/done=added/);
    await page.getByLabel(/^Name, added/).fill('My laptop');
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.waitForURL(/done=name/);
    expect(await page.getByLabel(/^Name, added/).inputValue()).toBe('My laptop');
    await page.goto('/account');
    await page.getByRole('button', { name: 'Sign out here' }).click();
    await page.goto('/sign-in?next=%2Faccount');
    expect(await page.locator('.passkey .notice').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.waitForURL(/\/account$/);
    await page.goto('/account/passkeys');
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.waitForURL(/done=remove/);
    await page.goto('/account');
    await page.getByRole('button', { name: 'Sign out here' }).click();
    await page.waitForURL(/done=out/);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByText('This passkey was not taken').waitFor();
    expect((await audited('second-factor-changed', person)).length).toBe(2);
    expect((await audited('signed-in', person)).length).toBe(2);
    await context.close();
  });

  test('adding one asks for a sign-in of the last hour, and says so', async () => {
    const person = await confirmedAccount(stage, 'stale@example.org');
    const { page, context } = await newLearner(stage);
    await plugIn(page);
    await signIn(page, person);
    await rowsOf(stage, 'update sessions set created_at = created_at - 3600000');
    await page.goto('/account/passkeys');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('It is more than an hour ago that you signed in here.').waitFor();
    await context.close();
  });

  test('one that does not ask who uses it is refused by the server, whatever a script asks for', async () => {
    const person = await confirmedAccount(stage, 'unverified@example.org');
    const { page, context } = await newLearner(stage);
    const key = await plugIn(page);
    await signIn(page, person);
    await page.goto('/account/passkeys');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.waitForURL(/done=added/);
    await page.goto('/account');
    await page.getByRole('button', { name: 'Sign out here' }).click();
    await page.waitForURL(/done=out/);
    await key.set(false);
    const status = await page.evaluate(async () => {
      const options = await (await fetch('/api/auth/passkey/generate-authenticate-options')).json();
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON({
        ...options,
        userVerification: 'discouraged',
      });
      const response = ((await navigator.credentials.get({ publicKey })) as PublicKeyCredential).toJSON();
      const answer = await fetch('/api/auth/passkey/verify-authentication', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ response }),
      });
      return answer.status;
    });
    expect(status).toBe(401);
    expect((await page.goto('/account'))?.url()).toContain('/sign-in');
    await context.close();
  });

  test('without JavaScript no button is shown; nobody renames or removes another’s', async () => {
    const person = await confirmedAccount(stage, 'plain@example.org');
    const context = await stage.browser.newContext({ baseURL: stage.server.address, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/sign-in');
    expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).count()).toBe(0);
    const cookie = await signedInCookie(stage, person);
    const [other] = await rowsOf(stage, 'select id from passkeys');
    for (const change of ['remove', 'name'])
      expect(
        (await post(stage, '/account/passkeys', { change, name: 'mine', passkey: String(other?.id) }, { cookie }))
          .status,
      ).toBe(404);
    expect((await rowsOf(stage, 'select id from passkeys where name is null')).length).toBe(1);
    await context.close();
  });
});
