import { createHmac, randomInt } from 'node:crypto';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import type { Page } from 'playwright-core';
import type { Stage } from './stage.ts';

export const PASSWORD = 'correct horse battery staple';
export interface Person {
  name: string;
  email: string;
  password: string;
}

/** Rows of the server's app database, while it runs. */
export async function rowsOf(
  { server }: Pick<Stage, 'server'>,
  sql: string,
  ...args: (string | number)[]
): Promise<Record<string, unknown>[]> {
  const client = createClient({ url: `file:${join(server.folder, 'app.db')}` });
  try {
    return (await client.execute({ sql, args })).rows as unknown as Record<string, unknown>[];
  } finally {
    client.close();
  }
}

/** Messages to somebody, the newest first. */
export const mailsTo = (stage: Pick<Stage, 'server'>, recipient: string) =>
  rowsOf(stage, 'select subject, body from mails where recipient = ? order by id desc', recipient);

/** The link in the newest message to somebody. Throws when there is none. */
export async function linkTo(stage: Pick<Stage, 'server'>, recipient: string): Promise<string> {
  const [mail] = await mailsTo(stage, recipient);
  const link = /http:\S+/.exec(String(mail?.body))?.[0];
  if (!link) throw new Error(`no link for ${recipient}: ${JSON.stringify(mail)}`);
  return link;
}

export interface PostOptions {
  cookie?: string;
  /** Where the request seems to come from, when the server trusts a proxy. */
  from?: string;
}

/** Sends a form as a browser of this site would, and does not follow where it leads. */
export const post = (
  { server }: Pick<Stage, 'server'>,
  path: string,
  fields: Record<string, string>,
  { cookie, from }: PostOptions = {},
): Promise<Response> =>
  fetch(server.address + path, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      origin: server.address,
      ...(cookie && { cookie }),
      ...(from && { 'x-forwarded-for': from }),
    },
    body: new URLSearchParams(fields),
  });

/** `name=value` of every cookie an answer sets. */
export const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

/** An account whose address is confirmed by the link in its message. */
export async function confirmedAccount(stage: Pick<Stage, 'server'>, email: string): Promise<Person> {
  const person = { name: 'Robin Coder', email, password: PASSWORD };
  // Where the server trusts a proxy, each comes from elsewhere: sign-ups are limited by address.
  const from = `100.64.${randomInt(256)}.${randomInt(256)}`;
  const answer = await post(stage, '/sign-up', person, { from });
  if (answer.status !== 200) throw new Error(`sign-up: ${answer.status} ${await answer.text()}`);
  await fetch(await linkTo(stage, email));
  return person;
}

/** Signs in by request; the session's cookie. */
export async function signedInCookie(stage: Pick<Stage, 'server'>, { email, password }: Person): Promise<string> {
  const answer = await post(stage, '/sign-in', { email, password });
  if (answer.status !== 303) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return cookiesOf(answer);
}

/** Fills the form of the door in a browser and waits for where it leads. */
export async function signIn(page: Page, { email, password }: Person, to: string | RegExp = /\/$/): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(to);
}

/** The six digits an authenticator app shows (RFC 6238), `ahead` half minutes from now. */
export function codeOf(secret: string, ahead = 0): string {
  const bits = [...secret.replace(/\s|=/g, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
