import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { putContent } from './loaded-content.ts';

/** The built server, started as `npm start` starts it, on a free port with a data folder of its own. */
export interface RunningServer {
  address: string;
  /** The folder of its databases. */
  folder: string;
  /** What it has printed until now, on either stream. */
  log(): string;
  /** Of its process, as long as it runs. */
  pid(): number | undefined;
  /** Ends the process as a power cut would, without a chance to tidy up. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  /** Asks it to end and removes its data; the exit code, or null when it had to be killed. */
  stop(): Promise<number | null>;
}

export const SESSION_SECRET = 'only-for-tests-'.repeat(4);
const BUILD = resolve(process.env.E2E_DIST ?? 'dist');
const LONGEST_START_MS = 30_000;

/**
 * Serves the build from fresh databases, with content unless `isEmpty`. `env` adds to the environment. Throws when the
 * build is not there (`npm test` makes it first) or the server does not start.
 */
export async function startServer({
  isEmpty = false,
  env: extra = {},
}: {
  isEmpty?: boolean;
  env?: NodeJS.ProcessEnv;
} = {}): Promise<RunningServer> {
  if (!existsSync(join(BUILD, 'server/entry.mjs'))) throw new Error(`${BUILD} is not built: run npm test`);
  const folder = mkdtempSync(join(tmpdir(), 'e2e-'));
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: `file:${join(folder, 'app.db')}`,
    CATALOG_URL: `file:${join(folder, 'catalog.db')}`,
    SESSION_SECRET,
    HOST: 'localhost',
    ...extra,
  };
  if (!isEmpty) await putContent(folder);
  let log = '';
  const keepLog = (text: string) => {
    log += text;
  };
  let { child, address } = await serve({ ...env, PORT: '0' }, keepLog);
  return {
    address,
    folder,
    log: () => log,
    pid: () => child.pid,
    kill: async () => void (await end(child, 'SIGKILL')),
    restart: async () => {
      ({ child, address } = await serve({ ...env, PORT: new URL(address).port }, keepLog));
    },
    stop: async () => {
      const code = await end(child, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

/** Starts the server and waits for the line that says where it listens. */
async function serve(
  env: NodeJS.ProcessEnv,
  keepLog: (text: string) => void,
): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(process.execPath, ['scripts/serve.mjs', BUILD], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const { promise, resolve: isUp, reject } = Promise.withResolvers<string>();
  let printed = '';
  const listen = (chunk: Buffer) => {
    printed += chunk;
    keepLog(String(chunk));
    const address = /^Open (http:\S+)/m.exec(printed)?.[1];
    if (address) isUp(address);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  child.once('exit', () => reject(new Error(`the server did not start: ${printed}`)));
  const late = setTimeout(() => reject(new Error(`the server does not say where it is: ${printed}`)), LONGEST_START_MS);
  try {
    return { child, address: await promise };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(late);
  }
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const stubborn = setTimeout(() => child.kill('SIGKILL'), 5000);
  const code = await ended;
  clearTimeout(stubborn);
  return code;
}
