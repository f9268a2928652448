import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { ORGANISATION_ROLES, type OrganisationRole } from '#domain/people/roles';
import { emailOf, PASSWORD, type Person, putPeople } from './people.ts';
import { setStage } from './stage.ts';

const stage = setStage({ TRUST_PROXY: '1' });
const HOME = '/organisations/school';

/** What the navigation of an organisation offers to each role: written out by hand, not read from the table. */
const SEEN: Record<OrganisationRole, string[]> = {
  owner: ['Overview', 'Members', 'Invitations', 'Roster', 'Cohorts', 'Questions', 'Settings', 'Data', 'Audit log'],
  instructor: ['Overview', 'Members', 'Invitations', 'Roster', 'Cohorts', 'Questions'],
  assessor: ['Overview', 'Members', 'Invitations'],
  author: ['Overview', 'Questions'],
  reviewer: ['Overview', 'Questions'],
  learner: [],
  candidate: [],
};
const PEOPLE: Person[] = [
  ...ORGANISATION_ROLES.map((role) => ({ name: role, roles: { school: [role] } })),
  { name: 'stranger', roles: { elsewhere: ['owner' as const] } },
];
beforeAll(() => putPeople(stage.server, PEOPLE));

/** Signs somebody in as a person does, in a browser and from an address of their own. */
async function signIn(name: string): Promise<{ page: Page; context: BrowserContext }> {
  const context = await stage.browser.newContext({
    baseURL: stage.server.address,
    extraHTTPHeaders: { 'x-forwarded-for': `2001:db8:${PEOPLE.findIndex((one) => one.name === name) + 1}::1` },
  });
  const page = await context.newPage();
  await page.goto(`/sign-in?next=${encodeURIComponent(HOME)}`);
  await page.getByLabel('E-mail address').fill(emailOf({ name }));
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  return { page, context };
}

describe.each(ORGANISATION_ROLES)('%s', (role) => {
  test('sees what the role is for, goes through all of it, and codes a chart', async () => {
    const { page, context } = await signIn(role);
    await page.getByRole('heading', { level: 1, name: 'school' }).waitFor();
    await page.locator('.roles-held dt', { hasText: role }).waitFor();
    const links = page.getByRole('navigation', { name: 'Organisation' }).getByRole('link');
    expect((await links.allTextContents()).map((text) => text.trim())).toEqual(SEEN[role]);
    for (const name of SEEN[role]) {
      await links.filter({ hasText: name }).first().click();
      await page.locator('nav[aria-label="Organisation"] [aria-current="page"]', { hasText: name }).waitFor();
    }
    await page.goto('/sandbox/office-knee-injection');
    await page.locator('.workspace-frame:not([inert])').waitFor();
    await context.close();
  });
});

test('a second browser, signed in as somebody else, gets nothing at the addresses of the first', async () => {
  const { page, context } = await signIn('owner');
  const addresses = await page
    .getByRole('navigation', { name: 'Organisation' })
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
  await page.goto(`${HOME}/members`);
  const members = await page
    .locator('.case-list a')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
  expect(members.length).toBeGreaterThanOrEqual(ORGANISATION_ROLES.length);
  const other = await signIn('stranger');
  for (const path of [...addresses, ...members]) {
    const answer = await other.page.goto(path);
    expect([path, answer?.status()]).toEqual([path, 404]);
    expect(await other.page.content()).not.toContain('@example.org');
  }
  await context.close();
  await other.context.close();
});
