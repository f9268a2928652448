import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { codeOf, confirmedAccount, cookiesOf, linkTo, PASSWORD, post, rowsOf, signedInCookie } from './confirm.ts';
import { enterDiagnoses, newLearner, openChart, waitUntilSaved } from './learner.ts';
import { CLIENT, type OpenIdProvider, startProvider } from './openid-provider.ts';
import { startServer } from './server.ts';
import type { Stage } from './stage.ts';

const stage = {} as Stage;
let provider: OpenIdProvider;

beforeAll(async () => {
  provider = await startProvider();
  stage.server = await startServer({ env: { ...CLIENT, OIDC_DISCOVERY_URL: provider.discoveryUrl, TRUST_PROXY: '1' } });
  provider.admit(stage.server.address);
  stage.browser = await launchBrowser();
});
afterAll(async () => {
  await stage.browser?.close();
  await stage.server?.stop();
  await provider?.close();
});

const knows = (id: string, email: string, isVerified = true) =>
  provider.people.set(id, { email, email_verified: isVerified, name: `Person ${id}` });

/** Goes from our door to the provider's page. */
async function toProvider(page: Page, path = '/sign-in'): Promise<void> {
  await page.goto(path);
  await page.getByRole('button', { name: 'Sign in with Test College' }).click();
}

async function enter(page: Page, id: string): Promise<void> {
  await page.getByLabel('Id').fill(id);
  await page.getByRole('button', { name: 'Let me in' }).click();
}

const userRows = (email: string) =>
  rowsOf(
    stage,
    `select users.id, provider_id, email_verified from users left join accounts on accounts.user_id = users.id
    where email = ? order by provider_id`,
    email,
  );

describe('somebody the provider vouches for', () => {
  test('gets an account, with the work they did as a guest, and is known the next time', async () => {
    knows('new', 'new@college.example');
    const { page, context, complaints } = await newLearner(stage);
    await openChart(page, 'emergency-soccer-ankle');
    await enterDiagnoses(page, ['S93491A']);
    await waitUntilSaved(page);
    await toProvider(page, '/sign-in?next=%2Faccount');
    await enter(page, 'new');
    await page.waitForURL(/\/account$/);
    await page.getByText('new@college.example').waitFor();
    await openChart(page, 'emergency-soccer-ankle');
    expect(await page.locator('.code-cell').first().inputValue()).toBe('S93.491A');
    await page.goto('/account');
    await page.getByRole('button', { name: 'Sign out here' }).click();
    await page.waitForURL(/done=out/);
    // The provider knows this browser by now and asks nothing.
    await toProvider(page, '/sign-in?next=%2Faccount');
    await page.waitForURL(/\/account$/);
    expect((await userRows('new@college.example')).length).toBe(1);
    const audit = await rowsOf(stage, "select action from audit_events where action = 'signed-in'");
    expect(audit.length).toBe(2);
    expect(complaints).toEqual([]);
    await page.goto('/account/second-factor');
    await page.getByText('this account has none').waitFor();
    await page.goto('/account/password');
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText('A message with a link is on its way').waitFor();
    const { pathname, search } = new URL(await linkTo(stage, 'new@college.example'));
    expect((await post(stage, pathname + search, { password: PASSWORD })).status).toBe(303);
    expect((await page.goto('/account'))?.url(), 'the reset ended this session, too').toContain('/sign-in');
    await signedInCookie(stage, { name: '', email: 'new@college.example', password: PASSWORD });
    await context.close();
  });

  test('joins the account of the same proved address; its second factor is asked all the same', async () => {
    const person = await confirmedAccount(stage, 'joined@college.example');
    let cookie = await signedInCookie(stage, person);
    const begun = await post(stage, '/account/second-factor', { step: 'begin', password: PASSWORD }, { cookie });
    const secret = /name="secret" value="([A-Z2-7=]+)"/.exec(await begun.text())?.[1] ?? '';
    const on = await post(
      stage,
      '/account/second-factor',
      { step: 'confirm', secret, code: codeOf(secret) },
      { cookie },
    );
    cookie = cookiesOf(on);
    knows('joined', person.email);
    const { page, context } = await newLearner(stage);
    await toProvider(page, '/sign-in?next=%2Faccount%2Fsessions');
    await enter(page, 'joined');
    await page.waitForURL(/\/sign-in\/code/);
    expect(
      (await page.context().cookies()).filter(({ name, value }) => name.includes('session_token') && value),
    ).toEqual([]);
    await page.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret, 1));
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.waitForURL(/\/account\/sessions$/);
    expect((await userRows(person.email)).map((row) => row.provider_id)).toEqual(['credential', 'oidc']);
    await context.close();
  });
});

describe('nobody takes over an account', () => {
  test.each([
    ['of an unproved address, where the account is proved', 'victim@college.example', true],
    ['of an unproved address, where the account is not proved either', 'half@college.example', false],
  ])('%s', async (_, email, isConfirmed) => {
    if (isConfirmed) await confirmedAccount(stage, email);
    else await post(stage, '/sign-up', { name: 'Half', email, password: PASSWORD });
    knows(email, email, false);
    const { page, context } = await newLearner(stage);
    await toProvider(page);
    await enter(page, email);
    await page.getByText('There is an account with this address already').waitFor();
    expect((await userRows(email)).map((row) => row.provider_id)).toEqual(['credential']);
    expect((await page.goto('/account'))?.url()).toContain('/sign-in');
    await context.close();
  });

  test('with a proved address, where somebody else signed up with it and never proved it', async () => {
    await post(stage, '/sign-up', { name: 'Squatter', email: 'squat@college.example', password: PASSWORD });
    knows('squat', 'squat@college.example');
    const { page, context } = await newLearner(stage);
    await toProvider(page);
    await enter(page, 'squat');
    await page.getByText('There is an account with this address already').waitFor();
    await context.close();
  });

  test('an unproved address makes no account, so that its owner does not find it taken', async () => {
    knows('unproved', 'unproved@college.example', false);
    const { page, context } = await newLearner(stage);
    await toProvider(page);
    await enter(page, 'unproved');
    await page.getByText('Test College has not confirmed your e-mail address').waitFor();
    expect(await userRows('unproved@college.example')).toEqual([]);
    await context.close();
  });
});

describe('what goes wrong is told in a sentence', () => {
  test('the provider says no, and its words are not shown', async () => {
    const { page, context } = await newLearner(stage);
    await toProvider(page);
    await page.getByRole('button', { name: 'Turn back' }).click();
    await page.getByText('Test College did not let you in').waitFor();
    expect(await page.content()).not.toContain('<b>no</b>');
    await context.close();
  });

  test('a forged state, a callback of another browser and one used before', async () => {
    knows('replay', 'replay@college.example');
    const { page, context } = await newLearner(stage);
    const callbacks: string[] = [];
    page.on('request', (request) => request.url().includes('/callback/') && callbacks.push(request.url()));
    await page.goto(`${stage.server.address}/api/auth/callback/oidc?code=x&state=forged`);
    await page.getByText('This link or sign-in did not work').waitFor();
    await page.goto(`${stage.server.address}/api/auth/callback/oidc?code=x`);
    await page.getByText('This link or sign-in did not work').waitFor();
    await toProvider(page, '/sign-in?next=%2Faccount');
    await enter(page, 'replay');
    await page.waitForURL(/\/account$/);
    const used = String(callbacks.at(-1));
    const other = await newLearner(stage);
    await other.page.goto(used);
    await other.page.getByText('This link or sign-in did not work').waitFor();
    expect((await other.page.goto('/account'))?.url()).toContain('/sign-in');
    const sessions = await rowsOf(stage, 'select id from sessions');
    await page.goto(used);
    await page.getByText('This link did not work').waitFor();
    expect((await rowsOf(stage, 'select id from sessions')).length).toBe(sessions.length);
    await Promise.all([context.close(), other.context.close()]);
  });

  test('somebody else’s callback, caught before it was used, signs nobody in elsewhere', async () => {
    knows('caught', 'caught@college.example');
    const { page, context } = await newLearner(stage);
    const wayBack = provider.catchWayBack();
    await toProvider(page);
    await enter(page, 'caught');
    const caught = await wayBack;
    expect(caught).toContain('code=');
    const answer = await fetch(caught, { redirect: 'manual' });
    expect(answer.headers.get('location')).toMatch(/^\/sign-in\?error=/);
    expect(await userRows('caught@college.example')).toEqual([]);
    await context.close();
  });

  test('the provider is down: at the door and at the way back; then it is there again', async () => {
    knows('down', 'down@college.example');
    const { page, context } = await newLearner(stage);
    await toProvider(page);
    provider.breakOff(/^\/token/);
    await enter(page, 'down');
    await page.getByText('This link or sign-in did not work').waitFor();
    provider.breakOff(undefined);
    await provider.close();
    await stage.server.kill();
    await stage.server.restart();
    expect((await fetch(`${stage.server.address}/sandbox`)).status, 'the site does not wait for it').toBe(200);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with Test College' }).click();
    await page.getByText('Test College cannot be reached').waitFor();
    await provider.open();
    // It still knows this browser, so that it asks nothing.
    await toProvider(page, '/sign-in?next=%2Faccount');
    await page.getByText('down@college.example').waitFor();
    await context.close();
  });
});
