import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Client, type Config, createClient } from '@libsql/client';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { isBusy, type LocalOptions, openLocalClient } from '#db/local-client';

export { isBusy };

/** A database handle. Inside `db.transaction(async (tx) => …)` use `tx` only: `db` would wait for the transaction. */
export type Db = LibSQLDatabase<Record<string, never>> & { $client: Client };

/** What the function handed to `db.transaction` works with. */
export type Transaction = Parameters<Parameters<Db['transaction']>[0]>[0];

export interface OpenOptions extends Partial<LocalOptions> {
  authToken?: string;
  /** A request to a remote server that takes longer fails; without it a dead primary would hang for 300 s. */
  remoteTimeoutMs?: number;
}

const APP_URL = 'file:data/app.db';
const CATALOG_URL = 'file:data/catalog.db';

/**
 * Opens a libSQL database: `file:…` (made when it is not there) or `libsql://`, `http(s)://`, `ws(s)://`. This and its
 * neighbour local-client are the only code that knows the driver. Throws when the address cannot be opened.
 */
export function openDb(url: string, options: OpenOptions = {}): Db {
  const { synchronous = 'FULL', maxWaitMs = 15_000 } = options;
  if (!url.startsWith('file:')) return drizzle(openRemoteClient(url, options));
  mkdirSync(dirname(filePath(url)), { recursive: true });
  return drizzle(openLocalClient(url, { synchronous, maxWaitMs }));
}

/** People, cases, attempts: small and precious. `DATABASE_URL` names another place, also a remote one. */
export function openAppDb(env: NodeJS.ProcessEnv): Db {
  return openDb(env.DATABASE_URL || APP_URL, { authToken: env.DATABASE_AUTH_TOKEN });
}

/** Code-set releases: large, made anew from files at will, always a local file. `CATALOG_URL` names another one. */
export function openCatalogDb(env: NodeJS.ProcessEnv): Db {
  const url = env.CATALOG_URL || CATALOG_URL;
  if (!url.startsWith('file:')) throw new Error(`CATALOG_URL has to be a local file (file:…), not ${url}`);
  return openDb(url, { synchronous: 'NORMAL' });
}

/** The path inside a `file:` address, without its parameters. */
const filePath = (url: string): string => url.replace(/^file:(?:\/\/(?=\/))?/, '').replace(/\?.*$/, '');

function openRemoteClient(url: string, { authToken, remoteTimeoutMs = 10_000 }: OpenOptions): Client {
  const timed = (input: Request | string, init?: RequestInit) =>
    fetch(input, { ...init, signal: AbortSignal.timeout(remoteTimeoutMs) });
  // The client takes `fetch` at run time; its type does not say so.
  return createClient({ url, authToken, fetch: timed } as Config);
}
