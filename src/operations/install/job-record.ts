import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogFolder } from '#db/catalog-folder';
import type { InstallProgress } from '#db/releases/install-progress';
import type { Instant } from '#domain/time';

/** An install, download or removal that was begun from the administrator's page: by another process, one at a time. */
export interface JobRecord {
  /** For people: "Upload of icd10cm.zip". */
  what: string;
  startedAt: Instant;
  pid: number;
  /** Somebody pressed “Stop”. */
  isStopped?: true;
}

/** What the command says, one JSON object per line. */
export type Said = InstallProgress & { line?: number };

const folderOf = (env: NodeJS.ProcessEnv) => join(catalogFolder(env), 'install');

/** Where the record of the last job lies: it outlives the server, so that nothing is forgotten by a restart. */
export function jobFiles(env: NodeJS.ProcessEnv): { record: string; said: string; errors: string } {
  const folder = folderOf(env);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return { record: join(folder, 'job.json'), said: join(folder, 'said.jsonl'), errors: join(folder, 'errors.txt') };
}

export function writeRecord(env: NodeJS.ProcessEnv, record: JobRecord): void {
  writeFileSync(jobFiles(env).record, JSON.stringify(record), { mode: 0o600 });
}

/** The record of the last job; undefined when there was none, or when it is cut off. */
export function readRecord(env: NodeJS.ProcessEnv): JobRecord | undefined {
  const { record } = jobFiles(env);
  if (!existsSync(record)) return undefined;
  try {
    return JSON.parse(readFileSync(record, 'utf8')) as JobRecord;
  } catch {
    return undefined;
  }
}

/** The last thing the command said, whole lines only. */
export function lastSaid(env: NodeJS.ProcessEnv): Said | undefined {
  const { said } = jobFiles(env);
  if (!existsSync(said)) return undefined;
  const lines = readFileSync(said, 'utf8').split('\n').slice(0, -1);
  for (const line of lines.toReversed()) if (line.startsWith('{')) return JSON.parse(line) as Said;
  return undefined;
}
