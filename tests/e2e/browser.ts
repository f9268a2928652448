import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';

const CACHE = resolve('node_modules/.cache/chromium-153');
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A Chromium that needs neither root nor downloads: the package carries the binary and the libraries it links.
 * `CHROMIUM_PATH` overrides it. The package's own arguments switch web security off, so they are not used; `more` are
 * added to those that are.
 */
export async function launchBrowser(more: string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await unpackedChromium());
  return playwright.launch({ executablePath, args: [...ARGUMENTS, ...more] });
}

/** Unpacks the browser unless it is there, and sets the environment it needs; answers its path. */
export async function unpackedChromium(): Promise<string> {
  const kept = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV };
  // The package reuses any chromium in TMPDIR, whatever its version or owner: so it gets a folder of its own.
  process.env.TMPDIR = CACHE;
  // Makes it unpack its own libraries and set LD_LIBRARY_PATH.
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x';
  process.env.FONTCONFIG_PATH = writeFontConfig();
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } finally {
    for (const [name, value] of Object.entries(kept)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** The package's font configuration names folders that are not there; without any font Chromium stops at the first input. */
function writeFontConfig(): string {
  const folder = join(CACHE, 'font-config');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${join(CACHE, 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${join(CACHE, 'font-cache')}</cachedir></fontconfig>`,
  );
  return folder;
}
