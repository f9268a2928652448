import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The built server on a free port with a data folder of its own. */
export interface RunningServer {
  address: string;
  /** Ends the process as a power cut would, without a chance to tidy up. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

const ENTRY = resolve(process.env.E2E_DIST ?? 'dist', 'server/entry.mjs');
const LONGEST_START_MS = 30_000;

/** Loads content into fresh databases and serves them. `dist` has to be built: `npm test` does so first. */
export async function startServer(): Promise<RunningServer> {
  if (!existsSync(ENTRY)) throw new Error(`${ENTRY} is not there: run npm test, or build first`);
  const folder = mkdtempSync(join(tmpdir(), 'e2e-'));
  const port = await freePort();
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: `file:${join(folder, 'app.db')}`,
    CATALOG_URL: `file:${join(folder, 'catalog.db')}`,
    SESSION_SECRET: 'only-for-tests-'.repeat(4),
    HOST: 'localhost',
    PORT: String(port),
  };
  const load = spawnSync(process.execPath, ['db/load.ts'], { env, encoding: 'utf8' });
  if (load.status !== 0) throw new Error(`db/load.ts failed: ${load.stderr}`);
  const address = `http://localhost:${port}`;
  let child = await serve(env, address);
  return {
    address,
    kill: () => end(child, 'SIGKILL'),
    restart: async () => {
      child = await serve(env, address);
    },
    stop: async () => {
      await end(child, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function serve(env: NodeJS.ProcessEnv, address: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [ENTRY], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const isUp = () =>
    fetch(address).then(
      (response) => response.ok,
      () => false,
    );
  for (const until = Date.now() + LONGEST_START_MS; !(await isUp()); ) {
    if (Date.now() > until || child.exitCode !== null) throw new Error('the server did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return child;
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const stubborn = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(stubborn);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
