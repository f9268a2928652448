import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from './accessibility.ts';
import { fillCredentials, newAccount, newestLink } from './account.ts';
import { type Learner, newLearner } from './learner.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const PASSWORD = 'four words make a password';
const SCHOOL = '/organisations/st-anne-s-coding-school';
const account = (name: string) => ({ name, email: `${name.toLowerCase()}@example.org`, password: PASSWORD });
let ann: Learner;
let bob: Learner;
let eve: Learner;

beforeAll(async () => {
  ann = await newAccount(stage, account('Ann'));
  bob = await newAccount(stage, account('Bob'));
  eve = await newAccount(stage, account('Eve'));
});

/** Presses a button and waits until the page it leads to says so. */
async function press(page: Page, name: string, then: string | RegExp): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByText(then).first().waitFor();
}
const choose = (page: Page, role: string) => page.getByRole('checkbox', { name: new RegExp(`^${role}`) }).check();

async function invite(page: Page, email: string, ...roles: string[]): Promise<string> {
  await page.goto(`${SCHOOL}/invitations`);
  await page.getByLabel('E-mail address').fill(email);
  for (const role of roles) await choose(page, role);
  await press(page, 'Invite', 'The invitation is on its way.');
  return newestLink(stage, email);
}
async function post(learner: Learner, path: string, form: Record<string, string>): Promise<number> {
  const headers = { origin: stage.server.address };
  return (await learner.context.request.post(path, { form, headers, maxRedirects: 0 })).status();
}
const change = (sql: string) => {
  const db = new DatabaseSync(join(stage.server.folder, 'app.db'));
  db.exec(sql);
  db.close();
};

describe('an organisation', () => {
  test('is founded by an account and belongs to who founded it', async () => {
    const { page } = ann;
    await page.goto('/organisations');
    await page.getByText('You are in no organisation.').waitFor();
    await page.getByLabel('Name').fill('  St. Anne’s   Coding School ');
    await press(page, 'Found organisation', 'you own it');
    expect(new URL(page.url()).pathname).toBe(SCHOOL);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('St. Anne’s Coding School');
    await page.getByText('Runs the organisation').waitFor();
  });

  test.each(['', ' ', '!', 'x'.repeat(81), 'a\u202Eb', '<b>School</b>', 'Win at https://a.example'])(
    'is not called %j',
    async (name) => {
      const { page } = eve;
      await page.goto('/organisations');
      await page.getByLabel('Name').evaluate((field, text) => {
        field.removeAttribute('required');
        (field as HTMLInputElement).value = text;
      }, name);
      const answer = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.getByRole('button', { name: 'Found organisation' }).click();
      expect((await answer).status()).toBe(400);
      await page.locator('#name-error').waitFor();
      expect(await page.getByLabel('Name').getAttribute('aria-describedby')).toContain('name-error');
    },
  );

  test('is where a browser works when its person says so, and the bar shows it', async () => {
    const { page } = ann;
    await page.goto('/organisations');
    await press(page, 'Work here, in St. Anne’s Coding School', 'works here');
    await page.goto('/sandbox');
    const link = page
      .getByRole('navigation', { name: 'Account' })
      .getByRole('link', { name: 'St. Anne’s Coding School' });
    expect(await link.getAttribute('href')).toBe('/organisations');
    await page.goto('/organisations');
    await press(page, 'Work in none', 'works in none');
    expect(await link.count()).toBe(0);
    await page.goto(SCHOOL);
    await press(page, 'Work here', 'It works in this organisation.');
  });

  test('of others can neither be seen nor worked in', async () => {
    for (const path of ['', '/members', '/invitations', '/roster', '/cohorts', '/settings', '/leave'])
      expect((await eve.context.request.get(SCHOOL + path)).status()).toBe(404);
    const db = new DatabaseSync(join(stage.server.folder, 'app.db'), { readOnly: true });
    const { id } = db.prepare('select id from organisations').get() as { id: string };
    db.close();
    expect(await post(eve, '/switch-organisation', { organisation: id })).toBe(404);
    expect(await post(eve, '/switch-organisation', { organisation: 'none' })).toBe(404);
    expect(await post(ann, '/switch-organisation', { organisation: id, next: 'https://elsewhere.example' })).toBe(303);
    const guest = await newLearner(stage);
    await guest.page.goto(`${SCHOOL}/members`);
    expect(new URL(guest.page.url()).searchParams.get('next')).toBe(`${SCHOOL}/members`);
  });
});

describe('an invitation', () => {
  test('leads a guest through sign-in and back, and is accepted by its address', async () => {
    const link = await invite(ann.page, 'bob@example.org', 'instructor');
    const guest = await newLearner(stage);
    await guest.page.goto(link);
    await guest.page.getByRole('heading', { name: 'Join St. Anne’s Coding School' }).waitFor();
    await guest.page.getByText('b…@example.org').waitFor();
    expect(await guest.page.content()).not.toContain('bob@example.org');
    await guest.page.getByRole('link', { name: 'Sign in' }).last().click();
    await guest.page.waitForURL(/\/sign-in\?next=/);
    await fillCredentials(guest, account('Bob'));
    await guest.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await guest.page.waitForURL(link);
    await press(guest.page, 'Accept', 'You are a member now.');
    await bob.page.goto(SCHOOL);
    await bob.page.getByText('Teaches: invites learners').waitFor();
  });

  test('leads somebody without an account through sign-up and back', async () => {
    const link = await invite(ann.page, 'fay@example.org', 'learner');
    const fay = await newLearner(stage);
    await fay.page.goto(link);
    await fay.page.getByRole('link', { name: 'Sign up' }).click();
    await fay.page.waitForURL(/\/sign-up\?next=/);
    await fay.page.getByLabel('Name').fill('Fay');
    await fillCredentials(fay, account('Fay'));
    await press(fay.page, 'Sign up', 'Look into your mail');
    await fay.page.goto(newestLink(stage, 'fay@example.org'));
    await fay.page.getByText('is confirmed').waitFor();
    await fillCredentials(fay, account('Fay'));
    await fay.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await fay.page.waitForURL(link);
    await press(fay.page, 'Accept', 'You are a member now.');
  });

  test('is refused to another address, which is told how to go on', async () => {
    const link = await invite(ann.page, 'gus@example.org', 'author');
    expect((await eve.page.goto(link))?.status()).toBe(403);
    await eve.page.getByText('this invitation is for g…@example.org').waitFor();
    expect(await eve.page.content()).not.toContain('gus@example.org');
    expect(await eve.page.getByRole('button', { name: 'Accept' }).count()).toBe(0);
    expect(await post(eve, link, {})).toBe(403);
    expect((await eve.context.request.get(SCHOOL)).status()).toBe(404);
    const guest = await newLearner(stage);
    expect(await post(guest, link, {})).toBe(401);
  });

  test.each([
    ['forged', 404, /leads to no invitation/],
    ['used', 410, /used already/],
    ['taken back', 410, /taken back/],
    ['sent again meanwhile', 404, /leads to no invitation/],
    ['expired', 410, /run out/],
  ])('that is %s says so and nothing more', async (state, status, sentence) => {
    const email = `${state.replaceAll(' ', '-')}@example.org`;
    let link = await invite(ann.page, email, 'learner');
    const row = `where email = '${email}'`;
    if (state === 'forged') link = link.replace(/.{4}$/, 'AAAA');
    if (state === 'used') change(`update invitations set accepted_at = 1, accepted_by = 'somebody' ${row}`);
    if (state === 'expired') change(`update invitations set expires_at = ${Date.now()} ${row}`);
    if (state === 'taken back') await press(ann.page, `Withdraw the invitation to ${email}`, 'its link is dead');
    if (state === 'sent again meanwhile') await press(ann.page, `Send again to ${email}`, 'the one before is dead');
    const { page } = await newLearner(stage);
    expect((await page.goto(link))?.status()).toBe(status);
    await page.getByText(sentence).waitFor();
    expect(await page.locator('main').textContent()).not.toMatch(/Anne|@|learner/);
    expect(await post(eve, link, {})).toBe(status);
  });

  test('is refused with a sentence at the field when the address or the role is missing', async () => {
    const { page } = ann;
    await page.goto(`${SCHOOL}/invitations`);
    await page.locator('form', { has: page.getByRole('button', { name: 'Invite' }) }).evaluate((form) => {
      (form as HTMLFormElement).noValidate = true;
    });
    await page.getByLabel('E-mail address').fill('nobody at all');
    await press(page, 'Invite', 'This is not an e-mail address.');
    await page.getByText('Choose at least one role.').waitFor();
    expect(await page.getByLabel('E-mail address').inputValue()).toBe('nobody at all');
  });

  test('of an instructor is to learners only, whatever the form says', async () => {
    await bob.page.goto(`${SCHOOL}/invitations`);
    expect(await bob.page.getByRole('checkbox').count()).toBe(1);
    const form = { act: 'invite', email: 'hal@example.org', 'role-owner': 'on' };
    expect(await post(bob, `${SCHOOL}/invitations`, form)).toBe(403);
    expect(await post(ann, `${SCHOOL}/invitations`, { act: 'explode' })).toBe(400);
    expect(await bob.page.getByRole('button', { name: /gus@example.org/ }).count()).toBe(0);
  });
});

describe('members', () => {
  test('are seen by who teaches, changed by who owns', async () => {
    await bob.page.goto(`${SCHOOL}/members`);
    await bob.page.getByRole('row', { name: /Fay/ }).waitFor();
    expect(await bob.page.getByRole('link', { name: 'Fay' }).count()).toBe(0);
    const { page } = ann;
    await page.goto(`${SCHOOL}/members?find=fay`);
    await page.getByRole('link', { name: 'Fay' }).click();
    await page.waitForURL(/\/members\/[^/]+$/);
    const theirs = new URL(page.url()).pathname;
    expect((await bob.context.request.get(theirs)).status()).toBe(403);
    expect(await post(bob, theirs, { 'role-owner': 'on' })).toBe(403);
    await page.getByRole('checkbox', { name: /^learner/ }).uncheck();
    await press(page, 'Change the roles', 'Choose at least one role.');
    await choose(page, 'reviewer');
    await press(page, 'Change the roles', 'The roles are changed.');
    expect(await page.getByRole('row', { name: /Fay/ }).textContent()).toContain('reviewer');
    expect((await page.goto(`${SCHOOL}/members/nobody`))?.status()).toBe(404);
    await page.getByText('This page is not here.').waitFor();
  });

  test('are taken out after a question', async () => {
    const { page } = ann;
    await page.goto(`${SCHOOL}/members?find=fay`);
    await page.getByRole('link', { name: 'Fay' }).click();
    await page.getByRole('link', { name: 'Take Fay out of the organisation' }).click();
    await press(page, 'Take out', 'The member was taken out.');
    expect(await page.getByRole('row', { name: /Fay/ }).count()).toBe(0);
  });
});

describe('cohorts', () => {
  const fill = async (page: Page, name: string, from: string, until: string) => {
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('First day').fill(from);
    await page.getByLabel('Last day').fill(until);
  };
  test('are made by who teaches; an end before the start is told at the field', async () => {
    const { page } = bob;
    await page.goto(`${SCHOOL}/cohorts`);
    await fill(page, 'Autumn', '2001-09-01', '2001-08-31');
    await press(page, 'Create it', 'The last day is before the first one.');
    expect(await page.getByLabel('Last day').getAttribute('aria-invalid')).toBe('true');
    await fill(page, 'Autumn', '2001-09-01', '2001-12-31');
    await press(page, 'Create it', 'The cohort is there.');
    await fill(page, 'autumn', '2001-09-01', '2001-12-31');
    await press(page, 'Create it', 'Another cohort is called so.');
    await page.getByRole('row', { name: /Autumn .* ended/ }).waitFor();
  });
  test('are renamed and filled, and say where they stand', async () => {
    const { page } = bob;
    await page.goto(`${SCHOOL}/cohorts`);
    await page.getByRole('link', { name: 'Autumn' }).click();
    await page.getByRole('heading', { level: 1, name: 'Autumn' }).waitFor();
    await fill(page, 'All year', '2001-01-01', '2999-12-31');
    await press(page, 'Save', 'The change is saved.');
    await page.getByText(/2999-12-31, running/).waitFor();
    await page.getByLabel('Member').selectOption({ label: 'Ann, ann@example.org' });
    await press(page, 'Add to the cohort', 'The member is in the cohort.');
    await press(page, 'Take out Ann', 'out of the cohort and still a member');
    expect(await post(bob, page.url(), { act: 'add', person: 'nobody' })).toBe(409);
    expect((await bob.context.request.get(`${SCHOOL}/cohorts/none`)).status()).toBe(404);
  });
});

describe('a roster', () => {
  const roster = 'Name;E-Mail;Cohort\n"Doe, Ida";ida@example.org;all year\nAnn;ann@example.org;All year\n';
  test('is checked without JavaScript, corrected, imported, and does nothing the second time', async () => {
    const state = await bob.context.storageState();
    const context = await stage.browser.newContext({
      javaScriptEnabled: false,
      storageState: state,
      baseURL: stage.server.address,
    });
    const page = await context.newPage();
    await page.goto(`${SCHOOL}/roster`);
    const file = { name: 'roster.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${roster}Kim;kim at home;\n`) };
    await page.getByLabel('File').setInputFiles(file);
    await press(page, 'Check', 'nothing can be imported until these are right');
    await page.getByRole('row', { name: /4 Column email: kim at home .* not an e-mail address/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Import as shown' }).count()).toBe(0);
    await page.getByLabel('Or paste the lines').fill(roster);
    await press(page, 'Check', 'Nothing was changed yet.');
    await page.getByRole('row', { name: /2 ida@example.org Doe, Ida learner All year Invite/ }).waitFor();
    await page
      .getByRole('row', { name: /3 ann@example.org .* give the role learner and a place in All year/ })
      .waitFor();
    expect(() => newestLink(stage, 'ida@example.org')).toThrow('no message');
    await press(page, 'Import as shown', 'The roster is imported.');
    expect(newestLink(stage, 'ida@example.org')).toContain('/invitation/');
    await page.getByLabel('Or paste the lines').fill(roster);
    await press(page, 'Check', 'Nothing: is invited');
    await page.getByText('Nothing: is a member').waitFor();
    expect(await page.getByRole('button', { name: 'Import as shown' }).count()).toBe(0);
    await context.close();
  });

  test('is shown again when something changed since it was checked', async () => {
    const { page } = bob;
    await page.goto(`${SCHOOL}/roster`);
    await page.getByLabel('Or paste the lines').fill('email\njo@example.org');
    await press(page, 'Check', 'Nothing was changed yet.');
    await post(bob, `${SCHOOL}/invitations`, { act: 'invite', email: 'jo@example.org', 'role-learner': 'on' });
    await press(page, 'Import as shown', 'Something changed since you checked');
    await page.getByText('Nothing: is invited').waitFor();
  });

  test('that is none is refused in a sentence', async () => {
    const { page } = bob;
    const check = async (text: string, sentence: string) => {
      await page.goto(`${SCHOOL}/roster`);
      await page.getByLabel('Or paste the lines').fill(text);
      await press(page, 'Check', sentence);
    };
    await check('', 'Choose a file or paste lines.');
    await check('eve@example.org,Eve', 'there is no header');
    await page
      .getByLabel('File')
      .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from([0x65, 0xeb]) });
    await page.getByLabel('Or paste the lines').fill('');
    await press(page, 'Check', 'The file is not in UTF-8.');
    await page
      .getByLabel('File')
      .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.alloc(3_000_000, 'a') });
    await press(page, 'Check', 'A roster has 256 KB at most.');
  });
});

describe('the way out', () => {
  test('is closed to the only owner, with a sentence', async () => {
    const { page } = ann;
    await page.goto(`${SCHOOL}/leave`);
    await press(page, 'Leave', 'You are the only owner');
    await page.goto(`${SCHOOL}/members?find=ann`);
    await page.getByRole('link', { name: 'Ann', exact: true }).last().click();
    await page.waitForURL(/\/members\/[^/]+$/);
    await page.getByRole('checkbox', { name: /^owner/ }).uncheck();
    await press(page, 'Change the roles', 'This is the only owner');
    await page.goto(SCHOOL);
    await page.getByText('Runs the organisation').waitFor();
  });
  test('is open to others, who then see nothing more of it', async () => {
    const { page } = bob;
    await page.goto(SCHOOL);
    await page.getByRole('link', { name: 'Leave this organisation' }).click();
    await press(page, 'Leave', 'You left the organisation.');
    expect((await page.goto(SCHOOL))?.status()).toBe(404);
  });
  test('a new name is shown at once, the address stays', async () => {
    const { page } = ann;
    await page.goto(`${SCHOOL}/settings`);
    await page.getByLabel('Name').fill('Academy of St. Anne');
    await press(page, 'Rename', 'The new name is saved.');
    expect(new URL(page.url()).pathname).toBe(`${SCHOOL}/settings`);
    await page.getByRole('link', { name: 'Academy of St. Anne' }).waitFor();
  });
});

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  const PAGES: Record<string, (page: Page) => Promise<unknown>> = {
    mine: (page) => page.goto('/organisations'),
    overview: (page) => page.goto(SCHOOL),
    leave: (page) => page.goto(`${SCHOOL}/leave`),
    members: (page) => page.goto(`${SCHOOL}/members`),
    'one member': async (page) => {
      await page.goto(`${SCHOOL}/members?find=ann`);
      await page.getByRole('link', { name: 'Ann', exact: true }).last().click();
      await page.waitForURL(/\/members\/[^/]+$/);
      await press(page, 'Change the roles', 'The roles are changed.');
      await page.getByRole('link', { name: 'Ann', exact: true }).last().click();
      await page.waitForURL(/\/members\/[^/]+$/);
    },
    'invitations with a mistake': async (page) => {
      await page.goto(`${SCHOOL}/invitations`);
      await page.getByLabel('E-mail address').fill('somebody@example.org');
      await press(page, 'Invite', 'Choose at least one role.');
    },
    roster: async (page) => {
      await page.goto(`${SCHOOL}/roster`);
      const lines = `email,cohort\nkim,\nlea@example.org,All year\n${'m'.repeat(60)}@example.org,`;
      await page.getByLabel('Or paste the lines').fill(lines);
      await press(page, 'Check', 'nothing can be imported');
    },
    cohorts: (page) => page.goto(`${SCHOOL}/cohorts`),
    'a cohort': async (page) => {
      await page.goto(`${SCHOOL}/cohorts`);
      await page.getByRole('link', { name: 'All year' }).click();
      await page.getByRole('heading', { level: 1, name: 'All year' }).waitFor();
    },
    settings: (page) => page.goto(`${SCHOOL}/settings`),
    'an invitation': (page) => page.goto(newestLink(stage, 'ida@example.org')),
    'an invitation that is none': (page) => page.goto('/invitation/none'),
  };
  test.each(Object.keys(PAGES))('%s has no accessibility violation and fits on 320 px', async (name) => {
    const { page } = ann;
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 1200, height: 800 });
    await PAGES[name]?.(page);
    expect(await violationsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

test('the whole way can be gone by keyboard', async () => {
  const { page } = ann;
  await page.goto('/organisations');
  await page.getByLabel('Name').focus();
  await page.keyboard.type('Keyboard School');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/keyboard-school/);
  await page.goto('/organisations/keyboard-school/invitations');
  await page.getByLabel('E-mail address').focus();
  await page.keyboard.type('key@example.org');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.getByText('The invitation is on its way.').waitFor();
  expect(newestLink(stage, 'key@example.org')).toContain('/invitation/');
});

test('no page complained', () => {
  const isStatus = (text: string) => /status of 4\d\d/.test(text);
  expect([ann, bob, eve].flatMap(({ complaints }) => complaints).filter((text) => !isStatus(text))).toEqual([]);
});
