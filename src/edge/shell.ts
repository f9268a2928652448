import { type Db, openAppDb, openCatalogDb } from '#db/client';
import { forgetLimits } from '#db/queries/limits';
import type { Instant } from '#domain/time';
import { makeAccountMail } from '#operations/accounts/account-mail';
import { type Auth, makeAuth } from '#operations/accounts/auth';
import { type AccountSettings, accountSettings, LOCAL_HOSTS } from '#operations/accounts/settings';
import { startStatistics } from '#operations/exam/keep-statistics';
import { mailServer, startPost } from '#operations/mail/post';
import { startDailyJobs } from '#operations/retention/daily';
import { sessionSecret } from './session-secret.ts';

/** What lives as long as the server: databases, secrets, accounts. */
export interface Shell {
  db: Db;
  catalogDb: Db;
  secret: string;
  settings: AccountSettings;
  auth: Auth;
  /** The same with the OpenID provider. Only its own door uses it: the library asks the provider first when it is set up. */
  providerAuth: () => Auth;
  /** False when messages stay in the outbox for the administrator. */
  sendsMail: boolean;
}

let opened: Shell | undefined;
/** Where this server was reached last: links in mails of a local installation lead there. */
let localOrigin = 'http://localhost:4321';

const AN_HOUR_MS = 60 * 60 * 1000;

/** The server's clock: time enters the product here. */
export const clock = (): Instant => Date.now() as Instant;

/** Opened with the first request and kept. `origin` is where that request came in. */
export function shell(origin: string): Shell {
  if (LOCAL_HOSTS.includes(new URL(origin).hostname)) localOrigin = origin;
  opened ??= open();
  return opened;
}

function open(): Shell {
  const { env } = process;
  const [db, catalogDb, secret] = [openAppDb(env), openCatalogDb(env), sessionSecret(env)];
  const settings = accountSettings(env, secret);
  const mail = makeAccountMail(db, () => settings.publicUrl ?? localOrigin, clock);
  const send = mailServer(env);
  if (send) startPost(db, send, clock);
  setInterval(() => void forgetLimits(db, clock()).catch(() => {}), AN_HOUR_MS).unref();
  const { oidc: _, ...own } = settings;
  const parts = { db, mail, now: clock };
  let providerAuth: Auth | undefined;
  startDailyJobs({ db, catalogDb }, clock);
  startStatistics(db, clock);
  return {
    db,
    catalogDb,
    secret,
    settings,
    auth: makeAuth({ ...parts, settings: own }),
    providerAuth: () => {
      providerAuth ??= makeAuth({ ...parts, settings });
      return providerAuth;
    },
    sendsMail: send !== undefined,
  };
}
