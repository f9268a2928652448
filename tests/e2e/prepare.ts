import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackedChromium } from './browser.ts';
import { CONTENT_FOLDER } from './loaded-content.ts';

/** Runs once before all test files: two workers that unpack the browser at once would start a half-written one. */
export async function setup(): Promise<() => void> {
  if (process.env.CHROMIUM_PATH === undefined) await unpackedChromium();
  const folder = mkdtempSync(join(tmpdir(), 'e2e-content-'));
  process.env[CONTENT_FOLDER] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
