import { confirmEmail, findAccountId } from '#db/queries/accounts';
import { hasAdministrator, makeAdministrator } from '#db/queries/people';
import { administratorKey, isAdministratorKey, spendAdministratorKey } from '#operations/accounts/administrator-key';

export type EntryOutcome =
  | { kind: 'entered' }
  | { kind: 'bad-key' }
  | { kind: 'refused'; sentence: string; status: 401 | 409 | 429 };

/** Makes the account that is signed in an administrator, for who brings the key. */
export async function becomeAdministrator(locals: App.Locals, key: string): Promise<EntryOutcome> {
  if ((await isLeftOver(locals)) || !spendAdministratorKey(process.env, key)) return { kind: 'bad-key' };
  await makeAdministrator(locals.db, locals.actor.personId, locals.now);
  return { kind: 'entered' };
}

/**
 * Makes an account and makes it an administrator, for who brings the key: whoever reads the terminal of the server needs
 * no message to prove an address. The key is used up only when everything else went well.
 */
export async function signUpAsAdministrator(
  locals: App.Locals,
  { key, ...fields }: { key: string; name: string; email: string; password: string },
): Promise<EntryOutcome> {
  if ((await isLeftOver(locals)) || !isAdministratorKey(process.env, key)) return { kind: 'bad-key' };
  const isNew = (await findAccountId(locals.db, fields.email)) === undefined;
  const made = await locals.auth.ask('/sign-up/email', fields);
  if (made.status === 429)
    return { kind: 'refused', status: 429, sentence: 'Too many tries. Try again in a few minutes.' };
  if (isNew) await confirmEmail(locals.db, fields.email);
  const entered = await locals.auth.ask('/sign-in/email', { email: fields.email, password: fields.password });
  const personId = await findAccountId(locals.db, fields.email);
  if (entered.status !== 200 || !entered.body.token || !personId)
    return {
      kind: 'refused',
      status: 409,
      sentence: 'This address has an account already. Sign in with it, then open the administrator’s link again.',
    };
  if (!spendAdministratorKey(process.env, key)) return { kind: 'bad-key' };
  await makeAdministrator(locals.db, personId, locals.now);
  locals.setCookies.push(...entered.cookies);
  return { kind: 'entered' };
}

/** A one-time key nobody used, e.g. because the operator's own made the administrator, is worth nothing from then on. */
const isLeftOver = async ({ db }: App.Locals): Promise<boolean> =>
  administratorKey(process.env)?.isOneTime === true && (await hasAdministrator(db));
