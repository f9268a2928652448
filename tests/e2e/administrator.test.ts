import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { violationsOf } from './accessibility.ts';
import { confirmedAccount, PASSWORD, post, rowsOf, signedInCookie } from './confirm.ts';
import { signedInCookie as cookieOf, putPeople } from './people.ts';
import { startServer } from './server.ts';
import { setStage } from './stage.ts';

const CODESETS_DIR = process.env.CODESETS_DIR ?? '';
const DEFINITIONS = join(CODESETS_DIR, 'icd10pcs/icd10pcs_definitions_2023.xml.gz');
const ORDER = join(CODESETS_DIR, 'icd10pcs/2026-icd-10-pcs-order-file-long-and-abbreviated-titles.zip');
const stage = setStage();
let folder: string;
let page: Page;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'admin-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const linkIn = (log: string) => /^Administrator, good for one use: (\S+)$/m.exec(log)?.[1] ?? '';
const ROUTES = [
  ['GET', '/admin'],
  ['GET', '/admin/codes'],
  ['GET', '/admin/outbox'],
  ['GET', '/admin/codes/progress'],
  ['GET', '/admin/codes/upload'],
  ['GET', '/admin/codes/remove?system=icd10pcs&label=FY2026&kind=codes'],
  ['POST', '/admin/codes/upload'],
  ['POST', '/admin/codes/online'],
  ['POST', '/admin/codes/stop'],
  ['POST', '/admin/codes/remove'],
] as const;

describe('everybody else', () => {
  let others: string;
  beforeAll(async () => {
    others = await signedInCookie(stage, await confirmedAccount(stage, 'other@example.org'));
  });
  const ask = (method: string, path: string, cookie = '') => {
    const { address } = stage.server;
    const body =
      method === 'POST' ? new URLSearchParams({ system: 'hcpcs', label: '2025Q1', kind: 'codes' }) : undefined;
    const headers = { cookie, ...(method === 'POST' && { origin: address }) };
    return fetch(address + path, { method, headers, redirect: 'manual', ...(body && { body }) });
  };
  test.each(ROUTES)('%s %s leads a guest to the door, and is refused to an account', async (method, path) => {
    const guest = await ask(method, path);
    expect(guest.status).toBe(method === 'GET' ? 303 : 401);
    if (method === 'GET') expect(guest.headers.get('location')).toBe(`/sign-in?${new URLSearchParams({ next: path })}`);
    const account = await ask(method, path, others);
    expect(account.status).toBe(403);
    for (const answer of [guest, account]) expect(await answer.text()).not.toMatch(/starter set|FY2026/);
  });
  test('a write from another site is refused even with the key', async () => {
    const { address, log } = stage.server;
    const key = new URL(linkIn(log())).searchParams.get('key') ?? '';
    const answer = await fetch(`${address}/admin/enter`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
      body: new URLSearchParams({ key }),
    });
    expect(answer.status).toBe(403);
  });
  test('a wrong key is refused in a sentence', async () => {
    const key = 'x'.repeat(32);
    const person = { name: 'Eve', email: 'eve@example.org', password: PASSWORD };
    for (const [fields, cookie] of [
      [{ key, ...person }, ''],
      [{ key }, others],
    ] as const) {
      const answer = await post(stage, '/admin/enter', fields, { cookie });
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('This key is not good');
    }
    expect(await rowsOf(stage, "select id from users where email = 'eve@example.org'")).toEqual([]);
    expect((await ask('GET', '/admin', others)).status).toBe(403);
  });
});

describe('the administrator', () => {
  beforeAll(async () => {
    page = await (await stage.browser.newContext()).newPage();
  });

  test('the start names the link and the complete releases', () => {
    expect(linkIn(stage.server.log())).toContain('/admin/enter?key=');
    expect(stage.server.log()).toContain('Only the starter code set is installed.');
  });
  test('to look at the link changes nothing, the button uses the key up', async () => {
    const link = linkIn(stage.server.log());
    for (let looks = 0; looks < 3; looks++) await fetch(link);
    await page.goto(link);
    await enter(page, 'admin@example.org', 'too short');
    await page.getByText('A password has at least 12 characters.').waitFor();
    await enter(page, 'admin@example.org', PASSWORD);
    await page.getByRole('heading', { name: 'Administration', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Install the complete releases' }).waitFor();
    const second = await (await stage.browser.newContext()).newPage();
    await second.goto(link);
    await enter(second, 'second@example.org', PASSWORD);
    await second.getByText('it was used before').waitFor();
    await second.context().close();
    const rows = await rowsOf(stage, "select actor_id from audit_events where action = 'administrator-made'");
    expect(rows.length).toBe(1);
  });
  test('somebody who is signed in can become one, too, with a key of the operator', async () => {
    const key = 'an operator’s own key, long enough';
    const server = await startServer({ env: { ADMINISTRATOR_KEY: key } });
    try {
      expect(server.log()).not.toContain('Administrator, good for one use');
      const cookie = await signedInCookie({ server }, await confirmedAccount({ server }, 'signed@example.org'));
      expect((await post({ server }, '/admin/enter', { key }, { cookie })).headers.get('location')).toBe('/admin');
      expect((await fetch(`${server.address}/admin`, { headers: { cookie } })).status).toBe(200);
      const taken = { key, name: 'Eve', email: 'signed@example.org', password: 'not that one at all' };
      expect((await post({ server }, '/admin/enter', taken)).status).toBe(409);
    } finally {
      await server.stop();
    }
  });
  test('a link that nobody used is worth nothing once there is an administrator', async () => {
    const server = await startServer({ env: { TRUST_PROXY: '1' } });
    try {
      const key = await vi.waitFor(() => new URL(linkIn(server.log())).searchParams.get('key') ?? '');
      await putPeople(server, [{ name: 'first', isAdministrator: true }, { name: 'eve' }]);
      const cookie = await cookieOf(server.address, { name: 'eve' });
      const fresh = { key, name: 'Mallory', email: 'mallory@example.org', password: PASSWORD };
      expect((await post({ server }, '/admin/enter', { key }, { cookie })).status).toBe(403);
      expect((await post({ server }, '/admin/enter', fresh)).status).toBe(403);
      expect(await rowsOf({ server }, 'select person_id from administrators')).toHaveLength(1);
      expect(await rowsOf({ server }, "select id from users where name = 'Mallory'")).toEqual([]);
    } finally {
      await server.stop();
    }
  });
  test('what is missing is listed, and the page is accessible', async () => {
    await page.goto(`${stage.server.address}/admin/codes`);
    await page.getByText('ICD-10-CM FY2026 codes').first().waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.setViewportSize({ width: 1280, height: 800 });
  });
  test('without a connection the download says so in one line', async () => {
    await page.getByRole('button', { name: 'Download and install' }).click();
    await page.getByText('nothing was changed').waitFor();
    await page.getByText(/cannot be reached/).waitFor();
  });
  test('a file that is none is refused with its name and why', async () => {
    const broken = join(folder, 'holiday.txt');
    writeFileSync(broken, 'not a code set');
    await upload(broken);
    await page.getByText('Refused: nothing was changed.').waitFor();
    await page.getByText('holiday.txt').first().waitFor();
    await page.getByText(/no official file/).waitFor();
  });
  test('no file at all is said at once, with a fitting status', async () => {
    const answer = page.waitForResponse((response) => response.url().endsWith('/upload'));
    await page.evaluate(() => document.querySelector('input[type=file]')?.removeAttribute('required'));
    await page.getByRole('button', { name: 'Upload and install' }).click();
    expect((await answer).status()).toBe(400);
    await page.getByText('No file was chosen').waitFor();
    await page.getByRole('link', { name: 'Back to the code sets' }).click();
  });
  test('what is not there cannot be removed', async () => {
    const answer = await page.goto(
      `${stage.server.address}/admin/codes/remove?system=icd10pcs&label=FY2026&kind=codes`,
    );
    expect(answer?.status()).toBe(404);
    await page.getByText('There is no such release to remove.').waitFor();
  });
});

describe.skipIf(!CODESETS_DIR)('official files (needs CODESETS_DIR)', () => {
  test('a real file is uploaded, read by a process of its own, and listed; the server answers meanwhile', async () => {
    await page.goto(`${stage.server.address}/admin/codes`);
    await upload(DEFINITIONS);
    const others = await fetch(`${stage.server.address}/sandbox`);
    expect(others.status).toBe(200);
    await page.getByText('Done.', { exact: true }).waitFor();
    await page
      .getByText(/Installed icd10pcs .*definitions/i)
      .first()
      .waitFor();
    await page
      .getByRole('row', { name: /ICD-10-PCS definitions/ })
      .getByText('official')
      .waitFor();
  });
  test('again it is no news', async () => {
    await upload(DEFINITIONS);
    await page.getByText(/is installed already/).waitFor();
  });
  test('half of it is refused with file and reason', async () => {
    const half = join(folder, 'half.xml.gz');
    const bytes = readFileSync(DEFINITIONS);
    writeFileSync(half, bytes.subarray(0, bytes.length / 2));
    await upload(half);
    await page.getByText('Refused: nothing was changed.').waitFor();
    await page.getByText(/half\.xml\.gz: .*cut off/).waitFor();
  });
  test('it survives a restart of the server, and is removed after a question', async () => {
    await stage.server.kill();
    await stage.server.restart();
    await page.goto(`${stage.server.address}/admin/codes`);
    await page.getByText('Refused: nothing was changed.').waitFor();
    await page.getByRole('link', { name: /Remove.*definitions/ }).click();
    await page.getByRole('heading', { name: /Remove ICD-10-PCS .*definitions\?/ }).waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Done.', { exact: true }).waitFor();
    await page.getByText(/Removed icd10pcs/).waitFor();
    expect(await page.getByRole('row', { name: /ICD-10-PCS definitions/ }).count()).toBe(0);
  });
  test('the server is killed in the middle: afterwards the page tells how it stands, and nothing is half there', async () => {
    await upload(ORDER);
    await stage.server.kill();
    await stage.server.restart();
    await page.goto(`${stage.server.address}/admin/codes`);
    await page.getByText(/^Done\.$|^Interrupted, /).waitFor();
    const isInstalled = (await page.getByText('Done.', { exact: true }).count()) === 1;
    const rows = page.getByRole('row', { name: /ICD-10-PCS FY2026/ }).filter({ hasText: 'official' });
    expect(await rows.count()).toBe(isInstalled ? 1 : 0);
    if (isInstalled) expect(await rows.first().textContent()).toContain('80,029');
  });
  test('what runs can be stopped, and nothing was changed', async () => {
    await upload(join(CODESETS_DIR, 'icd10cm/icd10cm-Code Descriptions-2026.zip'));
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped: nothing was changed.').waitFor();
    expect(
      await page
        .getByRole('row', { name: /ICD-10-CM FY2026/ })
        .filter({ hasText: 'official' })
        .count(),
    ).toBe(0);
  });
  test('without JavaScript all of it works', async () => {
    const state = await page.context().storageState();
    const plain = await (await stage.browser.newContext({ javaScriptEnabled: false, storageState: state })).newPage();
    await plain.goto(`${stage.server.address}/admin/codes`);
    await plain.getByLabel('Files', { exact: true }).setInputFiles(DEFINITIONS);
    await plain.getByRole('button', { name: 'Upload and install' }).click();
    await plain.getByText('Done.', { exact: true }).waitFor();
    await plain.context().close();
  });
});

test('the next start prints no link: there is an administrator', async () => {
  const before = stage.server.log().length;
  await stage.server.kill();
  await stage.server.restart();
  await page.goto(`${stage.server.address}/admin`);
  await page.getByRole('heading', { name: 'Administration', exact: true }).waitFor();
  expect(stage.server.log().slice(before)).not.toContain('Administrator, good for one use');
});

/** Fills the form of the link. */
async function enter(on: Page, email: string, password: string): Promise<void> {
  await on.getByLabel('Name').fill('Robin');
  await on.getByLabel('E-mail address').fill(email);
  await on.getByLabel('Password').fill(password);
  await on.getByRole('button', { name: 'Become administrator' }).click();
}

async function upload(path: string): Promise<void> {
  await page.getByLabel('Files', { exact: true }).setInputFiles(path);
  // The page before this one may have the same address and the same words.
  const arrived = page.waitForResponse(
    (response) => response.request().method() === 'GET' && response.url().endsWith('/admin/codes'),
  );
  await page.getByRole('button', { name: 'Upload and install' }).click();
  await (await arrived).finished();
  await page.getByRole('heading', { name: `Upload of ${basename(path)}` }).waitFor();
}
