import { unpackedChromium } from './browser.ts';

/** Runs once before all test files: two workers that unpack the browser at once would start a half-written one. */
export async function setup(): Promise<void> {
  if (process.env.CHROMIUM_PATH === undefined) await unpackedChromium();
}
