import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { aPublishedCase } from './a-case.ts';
import { freshDatabase } from './fresh-database.ts';

test('kill -9 right after an acknowledged save loses nothing', async () => {
  const { db, path } = await freshDatabase();
  const wanted = await aPublishedCase(db);
  db.$client.close();
  const writer = spawn(process.execPath, [resolve('tests/db/save-until-killed.ts'), path, JSON.stringify(wanted)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let acknowledged = 0;
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged = Number(line);
    if (acknowledged >= 40) break;
  }
  writer.kill('SIGKILL');
  await once(writer, 'exit');
  const reader = new DatabaseSync(path);
  const stored = reader.prepare('select revision, draft from attempts').get() as { revision: number; draft: string };
  expect(acknowledged).toBeGreaterThanOrEqual(40);
  expect(stored.revision).toBeGreaterThanOrEqual(acknowledged);
  expect(JSON.parse(stored.draft).note).toBe(`save ${stored.revision}`);
  expect(reader.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
  reader.close();
}, 20_000);
