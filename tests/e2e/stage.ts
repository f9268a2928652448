import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type RunningServer, startServer } from './server.ts';

/** What a browser test plays on. Both are there once the first test begins. */
export interface Stage {
  server: RunningServer;
  browser: Browser;
}

/** A server with data of its own, with `env` added to its environment, and a browser for one test file; both end with it. */
export function setStage(env: NodeJS.ProcessEnv = {}): Stage {
  const stage: Partial<Stage> = {};
  beforeAll(async () => {
    // One after the other: when the browser does not start, afterAll still has a server to stop.
    stage.server = await startServer({ env });
    stage.browser = await launchBrowser();
  });
  afterAll(async () => {
    await stage.browser?.close();
    await stage.server?.stop();
  });
  return stage as Stage;
}
