import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseAnswer } from 'devalue';
import { eq, sql } from 'drizzle-orm';
import { strFromU8, unzipSync } from 'fflate';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Db, openDb } from '#db/client';
import { recordAudit } from '#db/queries/audit';
import { ensurePerson } from '#db/queries/people';
import { accounts, sessions, users } from '#db/schema/accounts';
import { auditEvents } from '#db/schema/audit';
import { memberships, organisations } from '#db/schema/organisations';
import { emptyDraft } from '#domain/chart/draft-sheet';
import type { OrganisationRole } from '#domain/people/roles';
import type { Instant } from '#domain/time';
import { everyRow } from '../db/a-person.ts';
import { violationsOf } from './accessibility.ts';
import { enterDiagnoses, gradeChart, openChart, waitUntilSaved } from './learner.ts';
import { setStage } from './stage.ts';

const CHART = 'office-skin-lesions';
const PASSWORD = 'several words make a good one';
const stage = setStage();
let db: Db;
let admin: Person;
let [owner, learner]: Person[] = [];

interface Person {
  id: string;
  email: string;
  context: BrowserContext;
  page: Page;
}

const now = () => Date.now() as Instant;

async function newPage({ isPlain = false } = {}) {
  const context = await stage.browser.newContext({
    baseURL: stage.server.address,
    javaScriptEnabled: !isPlain,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  return { context, page: await context.newPage() };
}

async function signIn(page: Page, email: string, password = PASSWORD) {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** An account made through the pages; only the link in the message is left out. */
async function newPerson(name: string, options = {}): Promise<Person> {
  const email = `${name}@people.example`;
  const { context, page } = await newPage(options);
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(`${name} Person`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page
    .getByText(/message|outbox/)
    .first()
    .waitFor();
  await db.update(users).set({ emailVerified: true }).where(eq(users.email, email));
  await signIn(page, email);
  await page.waitForURL(`${stage.server.address}/`);
  const [found] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
  return { id: found?.id ?? '', email, context, page };
}

async function found(slug: string, roles: [Person, OrganisationRole][]): Promise<string> {
  const id = `organisation-${slug}`;
  await db.insert(organisations).values({ id, slug, name: `The ${slug}`, createdAt: now() });
  for (const [person, role] of roles) {
    await ensurePerson(db, person.id, now());
    await db.insert(memberships).values({ personId: person.id, organisationId: id, role, createdAt: now() });
  }
  return id;
}

async function downloaded(page: Page, button: string): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
}

const unzipped = (content: Buffer): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(content)).map(([name, bytes]) => [name, strFromU8(bytes)]));

beforeAll(async () => {
  db = openDb(`file:${join(stage.server.folder, 'app.db')}`);
  // It is printed a moment after the server listens.
  const link = await vi.waitFor(() => {
    const printed = /^Administrator, good for one use: (\S+)$/m.exec(stage.server.log())?.[1];
    if (!printed) throw new Error('no link yet');
    return printed;
  }, 20_000);
  const { context, page } = await newPage();
  await page.goto(link);
  await page.getByLabel('Name').fill('The Head');
  await page.getByLabel('E-mail address').fill('head@people.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Become administrator' }).click();
  await page.getByRole('heading', { name: 'Administration', exact: true }).waitFor();
  const [head] = await db.select({ id: users.id }).from(users).where(eq(users.email, 'head@people.example'));
  admin = { id: head?.id ?? '', email: 'head@people.example', context, page };
  owner = await newPerson('olga');
  learner = await newPerson('lena');
  await found('school', [
    [owner, 'owner'],
    [learner, 'learner'],
  ]);
});
afterAll(() => db?.$client.close());

describe('pages', () => {
  const PAGES: [string, () => Person | undefined][] = [
    ['/privacy', () => undefined],
    ['/privacy/guest', () => undefined],
    ['/account/data', () => learner],
    ['/account/data/delete', () => learner],
    ['/account/data/delete', () => owner],
    ['/organisations/school/audit', () => owner],
    ['/organisations/school/audit?person=nobody@people.example', () => owner],
    ['/organisations/school/data', () => owner],
    ['/organisations/school/data/retention', () => owner],
    ['/organisations/school/data/delete', () => owner],
    ['/admin/audit', () => admin],
    ['/admin/audit?from=nonsense', () => admin],
    ['/admin/retention', () => admin],
  ];
  test.each(PAGES)('%s is accessible in light and dark and fits 320 px', async (path, who) => {
    const page = who() ? await who()?.context.newPage() : (await newPage()).page;
    if (!page) throw new Error('nobody to look');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      expect(await violationsOf(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.close();
  });

  test('privacy is linked from every page and says the settings in force', async () => {
    await admin.page.goto('/admin/retention');
    await admin.page.getByLabel(/guest’s work/).fill('7');
    await admin.page.getByLabel(/audit log is kept/).fill('36');
    await admin.page.getByRole('button', { name: 'Set it' }).click();
    await admin.page.getByText('This is set.').waitFor();
    const { page } = await newPage({ isPlain: true });
    await page.goto('/codes');
    await page.getByRole('contentinfo').getByRole('link', { name: 'Privacy' }).click();
    await page.getByText('We delete it 7 months after you last did something.').waitFor();
    await page.getByText('It is kept for 36 months').waitFor();
  });

  test.each([['0'], ['121'], ['soon'], ['']])('%j months for guests are refused in a sentence', async (months) => {
    const form = { guestMonths: months, auditMonths: '' };
    const headers = { origin: stage.server.address };
    const answer = await admin.context.request.post('/admin/retention', { form, headers });
    expect(answer.status()).toBe(400);
    expect(await answer.text()).toContain('Give whole months from 1 to 120.');
  });

  test.each([
    ['GET', '/admin/audit', 403],
    ['POST', '/admin/audit', 403],
    ['GET', '/admin/retention', 403],
    ['POST', '/admin/retention', 403],
    ['GET', '/organisations/school/audit', 403],
    ['POST', '/organisations/school/audit', 403],
    ['GET', '/organisations/school/data', 403],
    ['POST', '/organisations/school/data', 403],
    ['POST', '/organisations/school/data/retention', 403],
    ['POST', '/organisations/school/data/delete', 403],
  ])(
    '%s %s is not a learner’s, and not the administrator’s where it is an organisation’s',
    async (method, path, status) => {
      const ask = (person: Person) =>
        person.context.request.fetch(path, {
          method,
          maxRedirects: 0,
          headers: { origin: stage.server.address },
          ...(method === 'POST' && { form: { slug: 'school' } }),
        });
      expect((await ask(learner as Person)).status()).toBe(status);
      if (path.startsWith('/organisations')) expect((await ask(admin)).status()).toBe(404);
    },
  );
});

describe('export', () => {
  test('is an archive with everything of one’s own, and no secret and nobody else', async () => {
    const person = await newPerson('eva');
    await found('clinic', [
      [person, 'learner'],
      [owner as Person, 'owner'],
    ]);
    await recordAudit(db, {
      action: 'roles-changed',
      actorId: owner?.id ?? '',
      subjectId: person.id,
      at: now(),
      details: { by: owner?.id ?? '', roles: ['learner'] },
    });
    await db.update(users).set({ name: '=HYPERLINK("x")' }).where(eq(users.id, person.id));
    await openChart(person.page, CHART);
    await enterDiagnoses(person.page, ['L57.0']);
    await waitUntilSaved(person.page);
    await gradeChart(person.page);
    await person.page.goto('/account/data');
    const { name, content } = await downloaded(person.page, 'Export all of my data');
    expect(name).toMatch(/^my-data-\d{4}-\d\d-\d\d\.zip$/);
    const files = unzipped(content);
    expect(Object.keys(files).sort()).toEqual(
      [
        'README.txt',
        'everything.json',
        'account.csv',
        'ways-to-sign-in.csv',
        'passkeys.csv',
        'sessions.csv',
        'memberships.csv',
        'cohorts.csv',
        'invitations.csv',
        'messages.csv',
        'attempts.csv',
        'grades.csv',
        'look-ups.csv',
        'exams.csv',
        'exam-questions.csv',
        'exam-breaks.csv',
        'exam-verdicts.csv',
        'observations.csv',
        'error-notebook.csv',
        'cards.csv',
        'card-reviews.csv',
        'own-cards.csv',
        'study-settings.csv',
        'study-time.csv',
        'audit-log.csv',
      ].sort(),
    );
    const everything = JSON.parse(files['everything.json'] ?? '');
    expect(everything.account).toEqual([
      expect.objectContaining({ id: person.id, email: person.email, name: '=HYPERLINK("x")' }),
    ]);
    expect(everything.attempts).toMatchObject([{ chart: CHART, try: 1, sheet: { diagnoses: [{ code: 'L57.0' }] } }]);
    expect(everything.grades[0].grade.tally.required).toBeGreaterThan(0);
    expect(everything.memberships).toMatchObject([{ organisation: 'The clinic', role: 'learner' }]);
    const actions = everything['audit-log'].map(({ action }: { action: string }) => action);
    expect(actions).toEqual(
      expect.arrayContaining([
        'account-created',
        'signed-in',
        'grade-stored',
        'key-shown',
        'roles-changed',
        'data-exported',
      ]),
    );
    for (const [file, text] of Object.entries(files)) {
      if (!file.endsWith('.csv')) continue;
      const rows = parseCsv(text, { columns: true }) as Record<string, string>[];
      expect([file, rows.length]).toEqual([file, everything[file.replace('.csv', '')].length]);
    }
    expect(files['account.csv']).toContain(`'=HYPERLINK`);
    const [way] = await db.select().from(accounts).where(eq(accounts.userId, person.id));
    const own = await db.select().from(sessions).where(eq(sessions.userId, person.id));
    const others = await db.select({ id: users.id, email: users.email }).from(users).where(sql`id <> ${person.id}`);
    const secrets = [
      way?.password ?? 'none',
      ...own.map(({ token }) => token),
      ...others.flatMap(({ id, email }) => [id, email]),
    ];
    expect(secrets.length).toBeGreaterThan(5);
    for (const secret of secrets) expect(Object.values(files).filter((text) => text.includes(secret))).toEqual([]);
  });

  test('is counted: the eleventh within an hour is refused in a sentence', async () => {
    const person = await newPerson('greta');
    const ask = () => person.context.request.post('/account/data', { headers: { origin: stage.server.address } });
    for (let round = 0; round < 10; round++) expect((await ask()).headers()['content-type']).toBe('application/zip');
    const answer = await ask();
    expect(answer.status()).toBe(429);
    expect(await answer.text()).toContain('Try again in');
  });

  test('of an organisation names its members and invitations, without what opens a door', async () => {
    await db.run(sql`insert into invitations (id, organisation_id, email, roles, token_hash, invited_by, created_at, expires_at)
      values ('i', 'organisation-school', 'new@people.example', '["learner"]', 'the-hash-of-it', ${owner?.id}, 1, 2)`);
    await owner?.page.goto('/organisations/school/data');
    const { name, content } = await downloaded(owner?.page as Page, 'Export everything');
    expect(name).toMatch(/^school-.*\.zip$/);
    const files = unzipped(content);
    const everything = JSON.parse(files['everything.json'] ?? '');
    expect(everything.members.map(({ email, role }: Record<string, string>) => [email, role])).toEqual([
      ['olga@people.example', 'owner'],
      ['lena@people.example', 'learner'],
    ]);
    expect(everything.invitations).toMatchObject([{ email: 'new@people.example', roles: ['learner'] }]);
    expect(everything['audit-log']).toEqual(
      expect.arrayContaining([expect.objectContaining({ action: 'data-exported', by: 'olga Person' })]),
    );
    expect(Object.values(files).join()).not.toMatch(/the-hash-of-it|eva@people/);
  });
});

describe('deleting an account', () => {
  test('asks for the password, says what goes, and leaves nothing; all without JavaScript', async () => {
    const person = await newPerson('dora', { isPlain: true });
    const { page } = person;
    const scripted = await newPage();
    await scripted.context.addCookies(await person.context.cookies());
    await openChart(scripted.page, CHART);
    await enterDiagnoses(scripted.page, ['L57.0']);
    await waitUntilSaved(scripted.page);
    await gradeChart(scripted.page);
    const result = new URL(scripted.page.url()).pathname;
    await page.goto('/account/data');
    await page.getByRole('link', { name: 'Delete my account' }).click();
    await page.getByText('1 chart with your sheets').waitFor();
    await page.getByLabel('Your password').fill('not this one, sorry');
    await page.getByRole('button', { name: 'Delete my account' }).click();
    await page.getByText('This is not your password. Nothing was deleted.').waitFor();
    expect(await db.select().from(users).where(eq(users.id, person.id))).toHaveLength(1);
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Delete my account' }).click();
    await page.waitForURL(/\/sign-in\?done=deleted$/);
    await page.getByText('Your account and what belonged to it are deleted.').waitFor();
    await signIn(page, person.email);
    await page.getByText('E-mail address and password do not go together.').waitFor();
    expect((await scripted.context.request.get(result)).status()).toBe(404);
    const rows = await everyRow(db);
    const left = rows.filter(
      ({ table, text }) => text.includes(person.email) || (table !== 'audit_events' && text.includes(person.id)),
    );
    expect(left).toEqual([]);
    expect(rows.filter(({ table }) => table === 'anonymous_grades')).toHaveLength(1);
  });

  test('during work: what is typed afterwards is told and creates nothing', async () => {
    const person = await newPerson('wanda');
    await openChart(person.page, CHART);
    await enterDiagnoses(person.page, ['L57.0']);
    await waitUntilSaved(person.page);
    const attempts = (await everyRow(db)).filter(({ table }) => table === 'attempts').length;
    const second = await person.context.newPage();
    await second.goto('/account/data/delete');
    await second.getByLabel('Your password').fill(PASSWORD);
    await second.getByRole('button', { name: 'Delete my account' }).click();
    await second.waitForURL(/done=deleted/);
    await enterDiagnoses(person.page, ['D22.5']);
    await person.page.getByText('This work is not here.').first().waitFor();
    const after = (await everyRow(db)).filter(({ table }) => table === 'attempts').length;
    expect(after).toBe(attempts - 1);
    expect(stage.server.log()).not.toMatch(/FOREIGN KEY|SQLITE/);
  });

  test('of the last owner waits until the organisation is handed over', async () => {
    await owner?.page.goto('/account/data/delete');
    await owner?.page.getByText('You are the only owner here.').waitFor();
    const headers = { origin: stage.server.address };
    const answer = await owner?.context.request.post('/account/data/delete', { form: { proof: PASSWORD }, headers });
    expect(answer?.status()).toBe(409);
    expect(
      await db
        .select()
        .from(users)
        .where(eq(users.id, owner?.id ?? '')),
    ).toHaveLength(1);
  });

  test('without a password takes typed words and a fresh sign-in', async () => {
    const person = await newPerson('nora');
    await db.update(accounts).set({ password: null, providerId: 'oidc' }).where(eq(accounts.userId, person.id));
    await db
      .update(sessions)
      .set({ createdAt: new Date(now() - 2 * 60 * 60 * 1000) })
      .where(eq(sessions.userId, person.id));
    const headers = { origin: stage.server.address };
    const answer = await person.context.request.post('/account/data/delete', {
      form: { proof: 'delete my account' },
      headers,
    });
    expect(answer.status()).toBe(403);
    expect(await answer.text()).toContain('more than an hour ago');
    await db
      .update(sessions)
      .set({ createdAt: new Date(now()) })
      .where(eq(sessions.userId, person.id));
    await person.page.goto('/account/data/delete');
    await person.page.getByLabel('Type “delete my account”').fill('yes');
    await person.page.getByRole('button', { name: 'Delete my account' }).click();
    await person.page.getByText('Nothing was deleted.').waitFor();
    await person.page.getByLabel('Type “delete my account”').fill('Delete my account');
    await person.page.getByRole('button', { name: 'Delete my account' }).click();
    await person.page.waitForURL(/done=deleted/);
  });

  test('a guest deletes what the browser did, and is another guest afterwards', async () => {
    const { page, context } = await newPage();
    await openChart(page, CHART);
    await enterDiagnoses(page, ['L57.0']);
    await waitUntilSaved(page);
    const cookie = async () => (await context.cookies()).find(({ name }) => name === 'guest')?.value.split('.')[0];
    const guest = (await cookie()) ?? 'none';
    await page.goto('/privacy/guest');
    await page.getByText('1 chart:').waitFor();
    await page.getByRole('button', { name: 'Delete what this browser did as a guest' }).click();
    await page.getByText('What this browser did as a guest is deleted.').waitFor();
    const left = (await everyRow(db)).filter(({ table, text }) => table !== 'audit_events' && text.includes(guest));
    expect(left).toEqual([]);
    await openChart(page, CHART);
    expect(await cookie()).not.toBe(guest);
  });
});

/** Sends to the server as one browser does, which keeps its guest cookie. */
function guestBrowser() {
  let cookie = '';
  const send = async (path: string, body: string, type: string) => {
    const headers = { origin: stage.server.address, 'content-type': type, cookie };
    const answer = await fetch(stage.server.address + path, { method: 'POST', headers, body, redirect: 'manual' });
    cookie ||= answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    return { status: answer.status, text: await answer.text() };
  };
  return {
    act: (name: string, input: unknown) =>
      send(`/_actions/practice.${name}`, JSON.stringify(input), 'application/json'),
    forget: () => send('/privacy/guest', '', 'application/x-www-form-urlencoded'),
    id: () => cookie.replace('guest=', '').split('.')[0] ?? 'none',
  };
}

test('twenty guests who are deleted while they save and hand in leave nothing, and nothing breaks', async () => {
  const seen = new Set<number>();
  for (let round = 0; round < 20; round++) {
    const guest = guestBrowser();
    const opened = await guest.act('open', { slug: CHART });
    const { attemptId } = parseAnswer(opened.text);
    const works = [
      () => guest.act('submit', { attemptId, baseRevision: 0 }),
      () => guest.forget(),
      () => guest.act('saveDraft', { attemptId, baseRevision: 0, draft: emptyDraft() }),
    ];
    const turn = round % works.length;
    const answers = await Promise.all([...works.slice(turn), ...works.slice(0, turn)].map((work) => work()));
    // Who comes after the deletion by a hair is chance above; this one comes after it surely.
    answers.push(await guest.act('saveDraft', { attemptId, baseRevision: 0, draft: emptyDraft() }));
    expect(answers.at(-1)?.status).toBe(404);
    for (const { status, text } of answers) {
      seen.add(status);
      expect([200, 303, 404, 409]).toContain(status);
      if (status === 404) expect(text).toContain('This work is not here.');
    }
    const rows = (await everyRow(db)).filter(
      ({ table, text }) => table !== 'audit_events' && (text.includes(attemptId) || text.includes(guest.id())),
    );
    expect(rows).toEqual([]);
  }
  expect([...seen]).toEqual(expect.arrayContaining([200, 303]));
  expect(stage.server.log()).not.toMatch(/Error|SQLITE/);
});

describe('the audit log', () => {
  test('is filtered by action, person and days, in plain words, and paged', async () => {
    const { page } = admin;
    for (let row = 0; row < 130; row++)
      await recordAudit(db, {
        action: 'cohort-changed',
        actorId: admin.id,
        at: (Date.UTC(2020, 0, 1) + row) as Instant,
        details: { row },
      });
    await page.goto('/admin/audit');
    await page.getByLabel('Action').selectOption('Cohort changed');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByText('100 rows of this page').waitFor();
    expect(await page.locator('tbody tr').first().textContent()).toContain('row: 129');
    await page.getByRole('link', { name: 'Older' }).click();
    await page.getByText('30 rows of this page').waitFor();
    expect(await page.locator('tbody tr').last().textContent()).toContain('row: 0');
    await page.goto('/admin/audit?from=2020-01-02&to=2020-01-05');
    await page.getByText('Nothing in the log fits.').waitFor();
    await page.goto(`/admin/audit?person=${learner?.email}`);
    await page.getByRole('rowheader', { name: 'Account made' }).waitFor();
    expect(await page.locator('tbody td:nth-child(3)').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('lena Person')]),
    );
    expect(await page.locator('tbody').textContent()).not.toContain('Cohort changed');
    await page.goto('/admin/audit?action=account-deleted');
    await page.getByText('deleted account').first().waitFor();
    await page.goto('/admin/audit?action=key-published');
    await page.getByText('the platform').first().waitFor();
  });

  test.each([
    ['person=nobody@people.example', 'Nobody here has this address.'],
    ['from=2026-02-30', 'This is no day.'],
    ['from=2026-02-03&to=2026-02-01', 'The last day is before the first.'],
    ['action=everything', 'There is no such action.'],
  ])('%s is refused in a sentence', async (query, sentence) => {
    const answer = await admin.context.request.get(`/admin/audit?${query}`);
    expect(answer.status()).toBe(400);
    expect(await answer.text()).toContain(sentence);
  });

  test('goes out as CSV and JSON lines as filtered, and says that it did', async () => {
    await db.update(users).set({ name: '@SUM(1)' }).where(eq(users.id, admin.id));
    await admin.page.goto('/admin/audit?action=cohort-changed');
    const csv = await downloaded(admin.page, 'As CSV');
    const rows = parseCsv(csv.content, { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(130);
    expect(new Set(rows.map(({ actor }) => actor))).toEqual(new Set([`'@SUM(1)`]));
    const lines = await downloaded(admin.page, 'As JSON lines');
    const parsed = lines.content
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(parsed).toHaveLength(130);
    expect(parsed[0]).toMatchObject({ action: 'cohort-changed', actorId: admin.id, details: { row: 129 } });
    const taken = await db.select().from(auditEvents).where(eq(auditEvents.action, 'data-exported'));
    expect(taken.map(({ details }) => details)).toEqual(
      expect.arrayContaining([
        { what: 'audit log', format: 'csv', ofAction: 'cohort-changed' },
        { what: 'audit log', format: 'jsonl', ofAction: 'cohort-changed' },
      ]),
    );
  });

  test('of an organisation has its rows alone, and finds nobody but its members by address', async () => {
    await recordAudit(db, {
      action: 'cohort-changed',
      actorId: owner?.id ?? '',
      organisationId: 'organisation-school',
      at: now(),
    });
    await owner?.page.goto('/organisations/school/audit');
    await owner?.page.getByRole('rowheader', { name: 'Cohort changed' }).waitFor();
    expect(await owner?.page.locator('tbody').textContent()).not.toMatch(/Signed in|Account made/);
    const ask = async (person: string) =>
      (await owner?.context.request.get(`/organisations/school/audit?person=${person}`))?.status();
    expect([
      await ask('lena@people.example'),
      await ask('head@people.example'),
      await ask('never@people.example'),
    ]).toEqual([200, 400, 400]);
  });
});

test('an organisation is deleted by its name typed, and its members stay', async () => {
  const { page } = owner as Person;
  await found('shop', [
    [owner as Person, 'owner'],
    [learner as Person, 'candidate'],
  ]);
  await page.goto('/organisations/shop/data/retention');
  await page.getByLabel('Months').fill('200');
  await page.getByRole('button', { name: 'Set it' }).click();
  await page.getByText('Give whole months from 1 to 120.').waitFor();
  await page.getByLabel('Months').fill('24');
  await page.getByRole('button', { name: 'Set it' }).click();
  await page.getByText('deleted after 24 months').waitFor();
  await page.getByRole('link', { name: 'Delete The shop' }).click();
  await page.getByLabel('Type shop to delete it').fill('school');
  await page.getByRole('button', { name: 'Delete The shop' }).click();
  await page.getByText('Type shop to delete it. Nothing was deleted.').waitFor();
  await page.getByLabel('Type shop to delete it').fill('shop');
  await page.getByRole('button', { name: 'Delete The shop' }).click();
  await page.getByText('The organisation is deleted.').waitFor();
  expect((await owner?.context.request.get('/organisations/shop/data'))?.status()).toBe(404);
  expect(
    await db
      .select()
      .from(users)
      .where(eq(users.id, learner?.id ?? '')),
  ).toHaveLength(1);
  const named = (await everyRow(db)).filter(({ text }) => text.includes('organisation-shop'));
  expect(new Set(named.map(({ table }) => table))).toEqual(new Set(['audit_events']));
});
