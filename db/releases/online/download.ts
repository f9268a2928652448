import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DownloadError, UnreachableError } from '#db/releases/online/download-errors';
import { type Answer, ask, type RequestOptions } from '#db/releases/online/request';

export interface DownloadOptions extends RequestOptions {
  /** Where downloads are kept, also half of one. */
  folder: string;
  largestBytes?: number;
}

/** No official file comes near it. */
const LARGEST_BYTES = 200 * 2 ** 20;
/** A server that drops the connection is asked to go on so often. */
const MOST_TRIES = 4;

export interface Downloaded {
  path: string;
  sha256: string;
}

/**
 * Downloads a file over https into the folder, and goes on where an earlier download ended when the server still has
 * the same file. `wanted` is its SHA-256: a file with another sum is deleted, not handed out; one that is there already
 * is not downloaded again. Throws `UnreachableError` when there is no way to the server, `DownloadError` when it does
 * not give the file, gives too much, redirects elsewhere, or gives another file than wanted.
 */
export async function download(
  url: string,
  wanted: string | null,
  options: DownloadOptions,
  onBytes: (done: number, total: number | undefined) => void = () => {},
): Promise<Downloaded> {
  const path = join(options.folder, placeFor(url));
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (wanted !== null && existsSync(path) && (await sumOf(path)) === wanted) return { path, sha256: wanted };
  await fetchWhole(url, `${path}.part`, options, onBytes);
  const sha256 = await sumOf(`${path}.part`);
  forget(`${path}.part`, wanted !== null && sha256 !== wanted);
  if (wanted !== null && sha256 !== wanted)
    throw new DownloadError(url, `is another file than expected (SHA-256 ${sha256}) and was deleted`);
  renameSync(`${path}.part`, path);
  return { path, sha256 };
}

/** A folder of its own for each address, and a plain name: what stands in an address never becomes a path. */
function placeFor(url: string): string {
  const name = basename(decodeURIComponent(new URL(url).pathname))
    .replace(/[^\w. -]/g, '-')
    .replace(/^\.+/, '');
  return join(createHash('sha256').update(url).digest('hex').slice(0, 8), name.slice(-80) || 'file');
}

async function sumOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** Takes away what was noted about a download in progress, and what came of it when it is of no use. */
function forget(part: string, withContent: boolean): void {
  rmSync(`${part}.from`, { force: true });
  if (withContent) rmSync(part, { force: true });
}

/** Asks until the file is whole. What a dropped connection brought is kept and continued. */
async function fetchWhole(
  url: string,
  part: string,
  options: DownloadOptions,
  onBytes: (done: number, total: number | undefined) => void,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    const before = sizeOf(part);
    try {
      if (await fetchMore(url, part, options, onBytes)) return;
    } catch (error) {
      const isWorthIt = error instanceof UnreachableError && sizeOf(part) > before && !options.signal?.aborted;
      if (!isWorthIt || tries >= MOST_TRIES) throw error;
    }
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** One request. True when the file is whole, false when the server asks to begin anew. */
async function fetchMore(
  url: string,
  part: string,
  options: DownloadOptions,
  onBytes: (done: number, total: number | undefined) => void,
): Promise<boolean> {
  const validator = sizeOf(part) > 0 && existsSync(`${part}.from`) ? readFileSync(`${part}.from`, 'utf8') : '';
  const from = validator ? sizeOf(part) : 0;
  const answer = await ask(url, from > 0 ? { range: `bytes=${from}-`, 'if-range': validator } : {}, options);
  if (answer.status === 416 && from > 0) {
    answer.cancel();
    forget(part, true);
    return false;
  }
  const start = answer.status === 206 ? from : 0;
  if (answer.status === 206 && answer.rangeStart !== from)
    throw refuse(answer, url, 'sent another part than asked for');
  if (answer.status !== 200 && answer.status !== 206) throw refuse(answer, url, `answers ${answer.status}`);
  // Only a validator that is exact allows to go on later; without one the next try begins anew.
  if (answer.validator) writeFileSync(`${part}.from`, answer.validator);
  else rmSync(`${part}.from`, { force: true });
  await keep(answer, url, { part, start }, options, onBytes);
  return true;
}

function refuse(answer: Answer, url: string, why: string): DownloadError {
  answer.cancel();
  return new DownloadError(url, why);
}

async function keep(
  answer: Answer,
  url: string,
  { part, start }: { part: string; start: number },
  { largestBytes = LARGEST_BYTES }: DownloadOptions,
  onBytes: (done: number, total: number | undefined) => void,
): Promise<void> {
  const total = answer.length === undefined ? undefined : start + answer.length;
  const file = await open(part, start > 0 ? 'r+' : 'w', 0o600);
  let done = start;
  try {
    for await (const chunk of answer.body) {
      if (done + chunk.length > Math.min(largestBytes, total ?? largestBytes)) {
        forget(part, true);
        throw refuse(answer, url, 'sends more than the file can hold');
      }
      await file.write(chunk, 0, chunk.length, done);
      done += chunk.length;
      onBytes(done, total);
    }
  } finally {
    await file.close();
  }
  if (total !== undefined && done < total) throw new UnreachableError(url, 'the connection was cut');
}
