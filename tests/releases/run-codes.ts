import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { testFolder } from './toy-release.ts';

/** The databases of one test, as the command finds them. */
export function ownCatalog(): NodeJS.ProcessEnv {
  const folder = testFolder();
  return {
    ...process.env,
    CATALOG_URL: `file:${join(folder, 'catalog.db')}`,
    DATABASE_URL: `file:${join(folder, 'app.db')}`,
  };
}

/** The path of the catalog that `env` names. */
export const catalogPath = ({ CATALOG_URL = '' }: NodeJS.ProcessEnv): string => CATALOG_URL.slice('file:'.length);

/** Starts `npm run codes -- …words` without npm. */
export const startCodes = (words: string[], env: NodeJS.ProcessEnv) =>
  spawn(process.execPath, [resolve('db/codes.ts'), ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });

/** Runs it to its end. */
export async function runCodes(words: string[], env: NodeJS.ProcessEnv) {
  const child = startCodes(words, env);
  const ended = once(child, 'exit');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await ended;
  return { code: code as number | null, out, err };
}
