import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Learner, newLearner } from './learner.ts';
import type { Stage } from './stage.ts';

export interface AccountFields {
  name: string;
  email: string;
  password: string;
}

/** Signs up through the pages, confirms by the link of the message, and signs in, in a browser of their own. */
export async function newAccount(stage: Stage, fields: AccountFields): Promise<Learner> {
  const learner = await newLearner(stage);
  const { page } = learner;
  // The first page a server answers takes long on a busy machine.
  await page.goto('/sign-up', { timeout: 30_000 });
  await page.getByLabel('Name').fill(fields.name);
  await fillCredentials(learner, fields);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
  await page.goto(newestLink(stage, fields.email));
  await page.getByText('Your e-mail address is confirmed').waitFor();
  await fillCredentials(learner, fields);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('link', { name: fields.name, exact: true }).waitFor();
  return learner;
}

/** Fills the fields every door asks for. */
export async function fillCredentials({ page }: Learner, { email, password }: AccountFields): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
}

/** The link in the newest message to an address, read from the outbox in the server's database. */
export function newestLink({ server }: Stage, email: string): string {
  const reader = new DatabaseSync(join(server.folder, 'app.db'), { readOnly: true });
  try {
    const sql = 'select body from mails where recipient = ? order by created_at desc, id desc limit 1';
    const link = /https?:\/\/\S+/.exec(String(reader.prepare(sql).get(email)?.body ?? ''))?.[0];
    if (!link) throw new Error(`no message with a link was written to ${email}`);
    return link;
  } finally {
    reader.close();
  }
}
