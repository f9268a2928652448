// One connection to a database file behind a gate. Two defects of the embedded driver make this necessary:
// it is synchronous underneath, so a second connection waiting for this process's own lock blocks the event loop its
// holder needs (50 concurrent transactions: 1 succeeded); and after SQLITE_BUSY it acknowledges later writes on that
// connection that never reach the file (tursodatabase/libsql-client-ts#352), so the connection has to be thrown away.
import { setTimeout } from 'node:timers/promises';
import { type Client, createClient, type Transaction } from '@libsql/client';
import { makeGate } from '#db/gate';

export interface LocalOptions {
  /** `FULL`: an acknowledged write survives power loss. `NORMAL`: it survives a crash of the process. */
  synchronous: 'FULL' | 'NORMAL';
  /** How long a statement or transaction waits for its turn before it fails with a clear error. */
  maxWaitMs: number;
}

/** True when `error` or what caused it says that another process held the lock. */
export function isBusy(error: unknown): boolean {
  for (let at = error as { code?: string; cause?: unknown } | undefined; at; at = at.cause as typeof at)
    if (/^SQLITE_(BUSY|LOCKED)/.test(at.code ?? '')) return true;
  return false;
}

/** A connection that is made fit for use before every turn: pragmas belong to a connection, not to the file. */
function makeConnection(raw: Client, pragmas: string[]) {
  let isPrepared = false;
  return {
    async prepare() {
      if (isPrepared) return;
      for (const pragma of pragmas) await raw.execute(`PRAGMA ${pragma}`);
      isPrepared = true;
    },
    /** After any failure the driver may hold another connection than before: prepare anew, after BUSY start afresh. */
    async recover(error: unknown) {
      isPrepared = false;
      if (isBusy(error)) await raw.reconnect();
    },
  };
}
type Connection = ReturnType<typeof makeConnection>;

/** How long another process may hold the lock before what waits for it fails, and how often it is looked at. */
const LONGEST_LOCK_MS = 2000;
const LOOK_AGAIN_MS = 20;

/**
 * Does `work` on a prepared connection. As long as another process holds the lock it is tried again: nothing was done
 * then, and the driver's own way of waiting would stop every other request of this process.
 */
async function onceFree<Value>(connection: Connection, work: () => Promise<Value>): Promise<Value> {
  for (const until = performance.now() + LONGEST_LOCK_MS; ; await setTimeout(LOOK_AGAIN_MS)) {
    try {
      await connection.prepare();
      return await work();
    } catch (error) {
      await connection.recover(error);
      if (!isBusy(error) || performance.now() > until) throw error;
    }
  }
}

/** Hands on a transaction that keeps the gate until it is committed, rolled back or closed, whichever comes first. */
function guard(transaction: Transaction, connection: Connection, release: () => void): Transaction {
  let failure: unknown;
  let isSettled = false;
  const step = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work();
    } catch (error) {
      failure ??= error;
      throw error;
    }
  };
  const settle = async (work: () => Promise<void>) => {
    if (isSettled) return;
    isSettled = true;
    try {
      await step(work);
    } finally {
      transaction.close();
      if (failure) await connection.recover(failure).finally(release);
      else release();
    }
  };
  return {
    execute: (statement) => step(() => transaction.execute(statement)),
    batch: (statements) => step(() => transaction.batch(statements)),
    executeMultiple: (sql) => step(() => transaction.executeMultiple(sql)),
    commit: () => settle(() => transaction.commit()),
    rollback: () => settle(() => transaction.rollback()),
    close: () => void settle(async () => transaction.close()).catch(() => {}),
    get closed() {
      return transaction.closed;
    },
  };
}

/** Opens a `file:` database. One process writes; every statement and transaction takes its turn, none is lost. */
export function openLocalClient(url: string, { synchronous, maxWaitMs }: LocalOptions): Client {
  const raw = createClient({ url, concurrency: 1 });
  const gate = makeGate(maxWaitMs);
  const connection = makeConnection(raw, [
    'busy_timeout = 0',
    'journal_mode = WAL',
    `synchronous = ${synchronous}`,
    'foreign_keys = ON',
    'cache_size = -32000',
    // What people have deleted is overwritten in the file, too. The catalog, which is nobody's, need not pay for it.
    `secure_delete = ${synchronous === 'FULL' ? 'ON' : 'OFF'}`,
  ]);
  const run = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    const release = await gate.enter();
    try {
      return await onceFree(connection, work);
    } finally {
      release();
    }
  };
  const begin = async (mode: 'write' | 'read' | 'deferred' = 'write') => {
    const release = await gate.enter();
    try {
      return guard(await onceFree(connection, () => raw.transaction(mode)), connection, release);
    } catch (error) {
      release();
      throw error;
    }
  };
  return {
    execute: ((...call: Parameters<Client['execute']>) => run(() => raw.execute(...call))) as Client['execute'],
    batch: (statements, mode) => run(() => raw.batch(statements, mode)),
    migrate: (statements) => run(() => raw.migrate(statements)),
    // It is no transaction: half of it may have run when it fails, so it cannot be tried again.
    executeMultiple: () => Promise.reject(new Error('executeMultiple is not all or nothing: use batch')),
    transaction: begin as Client['transaction'],
    sync: () => raw.sync(),
    reconnect: () => run(async () => raw.reconnect()),
    close: () => raw.close(),
    get closed() {
      return raw.closed;
    },
    get protocol() {
      return raw.protocol;
    },
  };
}
