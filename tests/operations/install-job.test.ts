import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Instant } from '#domain/time';
import { installWords } from '#operations/install/command-words';
import { type JobState, readJob, startJob, stopJob } from '#operations/install/job';
import { writeRecord } from '#operations/install/job-record';
import { endOf, stepOf } from '#operations/install/words';

/** Stands in for the command: says what its words tell it to say, and waits. */
const COMMAND = `
const [, , ...words] = process.argv;
if (!words.includes('--json')) process.exit(9);
for (const word of words.slice(2)) {
  if (word === 'wait') await new Promise((done) => setTimeout(done, 60_000));
  else if (word === 'break') throw new Error('a defect');
  else console.log(word);
}
`;
const NOW = 1_700_000_000_000 as Instant;
let root: string;
let env: NodeJS.ProcessEnv;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'job-'));
  mkdirSync(join(root, 'db'));
  writeFileSync(join(root, 'db/codes.ts'), COMMAND);
  env = { ...process.env, PROJECT_ROOT: root, CATALOG_URL: `file:${join(root, 'catalog.db')}` };
});
afterEach(async () => {
  stopJob(env);
  await setTimeout(50);
  rmSync(root, { recursive: true, force: true });
});

const start = (...words: string[]) => startJob(env, { what: 'A job', words: ['install', ...words] }, NOW);
async function until(state: JobState) {
  for (let tries = 0; tries < 200; tries++) {
    const job = readJob(env);
    if (job?.state === state) return job;
    await setTimeout(50);
  }
  throw new Error(`it is ${readJob(env)?.state} and not ${state}`);
}
const said = (progress: object) => JSON.stringify(progress);

test('no job yet', () => expect(readJob(env)).toBeUndefined());

test('what it does is told while it runs, and a second one has to wait', async () => {
  expect(start(said({ phase: 'reading', file: 'a.zip', done: 1, total: 3 }), 'wait')).toBe(true);
  for (let tries = 0; !readJob(env)?.said && tries < 100; tries++) await setTimeout(50);
  const job = await until('running');
  expect(stepOf(job)).toBe('Reading a.zip');
  expect(job).toMatchObject({ what: 'A job', startedAt: NOW, said: { done: 1, total: 3 } });
  expect(start('wait')).toBe(false);
});

test('done, with what it said last', async () => {
  start(said({ phase: 'reading' }), said({ phase: 'done', message: 'Installed one\nNot needed: two' }));
  expect(endOf(await until('done'))).toEqual({ sentence: 'Done.', details: ['Installed one', 'Not needed: two'] });
  expect(start(said({ phase: 'done' }))).toBe(true);
});

test('refused, with file, line and why', async () => {
  start(said({ phase: 'failed', file: 'a.txt', line: 7, message: 'is cut off' }));
  const { sentence, details } = endOf(await until('failed'));
  expect(sentence).toBe('Refused: nothing was changed.');
  expect(details).toEqual(['a.txt, line 7: is cut off']);
});

test('stopped', async () => {
  start('wait');
  expect(stopJob(env)).toBe(true);
  expect(endOf(await until('stopped')).sentence).toContain('Stopped');
  expect(stopJob(env)).toBe(false);
});

test('stopped when it may be written already: nobody says that nothing was changed', async () => {
  start(said({ phase: 'writing', message: 'the search index' }), 'wait');
  for (let tries = 0; !readJob(env)?.said && tries < 100; tries++) await setTimeout(50);
  const job = readJob(env);
  expect(job && stepOf(job)).toBe('Writing the search index');
  stopJob(env);
  expect(endOf(await until('stopped')).sentence).toMatch(/^Stopped while it was writing: all of it is kept, or none/);
});

test('a defect is told without its text', async () => {
  start('break');
  expect(endOf(await until('failed')).details.join()).not.toContain('a defect');
});

test('a job whose process is gone was interrupted', async () => {
  start('wait');
  const before = readJob(env);
  stopJob(env);
  await until('stopped');
  writeRecord(env, { what: 'A job', startedAt: before?.startedAt ?? NOW, pid: 2 ** 22 - 3 });
  expect(readJob(env)?.state).toBe('interrupted');
});

test('the number of the process belongs to another one meanwhile', () => {
  start('wait');
  stopJob(env);
  writeRecord(env, { what: 'A job', startedAt: NOW, pid: process.pid });
  expect(readJob(env)?.state).toBe('interrupted');
});

test('a half-written record is none', () => {
  start(said({ phase: 'done' }));
  writeFileSync(join(root, 'install/job.json'), '{"what":"A j');
  expect(readJob(env)).toBeUndefined();
});

test('what a form says is bound to its option and can be none itself', () => {
  const fields = new Map([
    ['label', 'FY2028'],
    ['organisation', '--online'],
    ['seats', ''],
    ['json', 'x'],
  ]);
  expect(installWords(['/a/-b.zip'], fields)).toEqual([
    'install',
    '--label=FY2028',
    '--organisation=--online',
    '--',
    '/a/-b.zip',
  ]);
});
