import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '#domain/time';
import { type JobRecord, jobFiles, lastSaid, readRecord, type Said, writeRecord } from './job-record.ts';

/** `interrupted`: the process is gone and had not ended, so its transaction was never written. */
export type JobState = 'running' | 'done' | 'failed' | 'stopped' | 'interrupted';

export interface JobReport extends Pick<JobRecord, 'what' | 'startedAt'> {
  state: JobState;
  /** The last step it told. */
  said?: Said;
}

/** The process this server began, as long as it runs. */
let child: ChildProcess | undefined;

/**
 * Begins `npm run codes` with these words in a process of its own, so that the server goes on answering. False when one
 * runs already. `folder`, if any, holds what was uploaded for it and is removed when it ends.
 */
export function startJob(
  env: NodeJS.ProcessEnv,
  { what, words, folder }: { what: string; words: readonly string[]; folder?: string },
  now: Instant,
): boolean {
  if (readJob(env)?.state === 'running') return false;
  const { said, errors } = jobFiles(env);
  const [out, err] = [openSync(said, 'w', 0o600), openSync(errors, 'w', 0o600)];
  // Files and no pipes: a restart of the server neither ends it nor loses what it says.
  const [name = '', ...more] = words;
  const begun = spawn(process.execPath, [command(env), name, '--json', ...more], { env, stdio: ['ignore', out, err] });
  for (const file of [out, err]) closeSync(file);
  child = begun;
  writeRecord(env, { what, startedAt: now, pid: begun.pid ?? 0 });
  const endWithServer = () => void begun.kill();
  process.once('exit', endWithServer);
  begun.once('exit', () => {
    process.removeListener('exit', endWithServer);
    if (child === begun) child = undefined;
    if (folder) rmSync(folder, { recursive: true, force: true });
    const complaint = complaintOf(env);
    if (complaint) console.error(`[codes] ${complaint}`);
  });
  begun.once('error', (error) => console.error(`[codes] ${error.message}`));
  return true;
}

/** `npm start` says where the project lies; in development it is the working directory. */
const command = (env: NodeJS.ProcessEnv) => join(env.PROJECT_ROOT ?? process.cwd(), 'db/codes.ts');

/** Ends the job that runs. What was downloaded is kept, nothing was written. False when none runs. */
export function stopJob(env: NodeJS.ProcessEnv): boolean {
  const record = readRecord(env);
  if (!record || readJob(env)?.state !== 'running') return false;
  writeRecord(env, { ...record, isStopped: true });
  try {
    process.kill(record.pid);
  } catch {
    // It ended in this very moment; the next look says how.
  }
  return true;
}

/** The last job and how it stands; undefined when there was none. */
export function readJob(env: NodeJS.ProcessEnv): JobReport | undefined {
  const record = readRecord(env);
  if (!record) return undefined;
  const said = lastSaid(env);
  const { what, startedAt } = record;
  return { what, startedAt, state: stateOf(env, record, said), ...(said && { said }) };
}

function stateOf(env: NodeJS.ProcessEnv, record: JobRecord, said: Said | undefined): JobState {
  if (said?.phase === 'done' || said?.phase === 'failed') return said.phase;
  if (isAlive(record.pid)) return 'running';
  if (record.isStopped) return 'stopped';
  return complaintOf(env) === '' ? 'interrupted' : 'failed';
}

/** What the process said of a defect of its own: for the log, not for pages. */
function complaintOf(env: NodeJS.ProcessEnv): string {
  const { errors } = jobFiles(env);
  return existsSync(errors) ? readFileSync(errors, 'utf8').trim() : '';
}

/** After a restart of the machine another process may have its number. */
function isAlive(pid: number): boolean {
  if (child?.pid === pid) return child.exitCode === null && child.signalCode === null;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const words = `/proc/${pid}/cmdline`;
  return !existsSync('/proc/self/cmdline') || (existsSync(words) && readFileSync(words, 'utf8').includes('codes.ts'));
}
