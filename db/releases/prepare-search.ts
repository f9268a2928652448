import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const COMMAND = join(import.meta.dirname, '../refresh-search.ts');

/**
 * Measured on the complete FY2026: 7.5 s and 480 MB; with Node's own bounds 8 s and 560 MB, with little room for young
 * objects (2 MB) 12 s and 380 MB. What is alive at any time is less than 300 MB.
 */
const BOUNDS = ['--max-old-space-size=512', '--max-semi-space-size=24'];

/**
 * Has the search indexes made in a process of its own and waits for it; `output` says where it may report. False when
 * that failed: nothing is lost then, the first search makes what is missing.
 */
export async function prepareSearch(env: NodeJS.ProcessEnv, output: 'ignore' | 'inherit' = 'ignore'): Promise<boolean> {
  const child = spawn(process.execPath, [...BOUNDS, COMMAND], { env, stdio: ['ignore', output, output] });
  try {
    const [code] = await once(child, 'exit');
    return code === 0;
  } catch {
    return false;
  }
}
