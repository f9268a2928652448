import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';

/** A registry of our own that knows these weaknesses, or has no answer to the question. */
async function auditAgainst(advisories: Record<string, unknown> | undefined) {
  const registry = createServer((request, response) => {
    const isQuestion = request.method === 'POST' && request.url?.includes('/advisories/bulk');
    if (isQuestion && advisories) return void response.end(JSON.stringify(advisories));
    response.writeHead(isQuestion ? 405 : 404).end('{}');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void registry.close());
  await once(registry, 'listening');
  // npm keeps what it was told of a weakness.
  const cache = mkdtempSync(join(tmpdir(), 'npm-'));
  onTestFinished(() => rmSync(cache, { recursive: true, force: true }));
  const address = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`;
  const env = { ...process.env, npm_config_registry: address, npm_config_cache: cache };
  const run = spawn(process.execPath, ['scripts/audit.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [code]] = await Promise.all([text(run.stdout), text(run.stderr), once(run, 'exit')]);
  return { code, out, err };
}
const weakness = (severity: string) => ({
  nodemailer: [
    {
      id: 1,
      url: 'https://example.org/1',
      title: 'Sends mail',
      severity,
      vulnerable_versions: '>=0',
      cwe: [],
      cvss: {},
    },
  ],
});

test('a grave weakness of a package in use fails and is named', async () => {
  const { code, err } = await auditAgainst(weakness('high'));
  expect([code, err]).toEqual([1, expect.stringMatching(/^high: nodemailer .*Sends mail/)]);
}, 60_000);

test(
  'a lower one is counted and passes',
  async () =>
    expect(await auditAgainst(weakness('low'))).toMatchObject({
      code: 0,
      out: expect.stringMatching(/0 high.*1 lower/),
    }),
  60_000,
);

test(
  'no answer is said and passes',
  async () =>
    expect(await auditAgainst(undefined)).toMatchObject({ code: 0, out: expect.stringMatching(/not checked/) }),
  60_000,
);
