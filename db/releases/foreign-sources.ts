import { closeSync, createReadStream, openSync, readdirSync, readSync, type Stats, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type ForeignFile, ForeignFileError } from '#db/releases/foreign-file';
import { FOREIGN_LIMITS } from '#db/releases/foreign-limits';
import { gzipFile } from '#db/releases/gzip-file';
import { zipMembers } from '#db/releases/zip-members';

/**
 * The files behind paths that a person named: a file as it is, a folder with everything below it, a zip archive or a
 * gzipped file unpacked while it is read. What a file is packed in is seen from its first bytes. Links inside a folder
 * are not followed. Nothing is ever written to disk. Throws `ForeignFileError` when a path is not there or an archive
 * is damaged or hostile.
 */
export async function openSources(paths: readonly string[]): Promise<ForeignFile[]> {
  const found: ForeignFile[] = [];
  for (const path of paths) {
    const name = basename(resolve(path));
    const stats = statsOf(path, name);
    const files = stats.isDirectory() ? filesBelow(path, name) : [path];
    if (!stats.isDirectory() && !stats.isFile()) throw new ForeignFileError(name, 'is neither a file nor a folder');
    for (const file of files) found.push(...(await openFile(file)));
  }
  return found;
}

function statsOf(path: string, name: string): Stats {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new ForeignFileError(name, 'is not there');
  return stats;
}

/** Node's own recursive reading follows links to folders, so that one link would lead through the whole machine. */
function filesBelow(folder: string, name: string): string[] {
  const files: string[] = [];
  const folders = [folder];
  for (const at of folders) {
    for (const entry of asForeign(name, () => readdirSync(at, { withFileTypes: true }))) {
      if (entry.isDirectory()) folders.push(join(at, entry.name));
      else if (entry.isFile() && !entry.name.startsWith('.')) files.push(join(at, entry.name));
    }
    if (files.length > FOREIGN_LIMITS.files || folders.length > FOREIGN_LIMITS.files)
      throw new ForeignFileError(name, 'holds too many files to be a release');
  }
  return files.sort();
}

async function openFile(path: string): Promise<ForeignFile[]> {
  const name = basename(path);
  const [first = 0, second = 0] = firstBytes(path, name);
  if (first === 0x1f && second === 0x8b) return [gzipFile(path, name)];
  if (first === 0x50 && second === 0x4b) return (await zipMembers(path, name)) ?? [plainFile(path, name)];
  return [plainFile(path, name)];
}

function firstBytes(path: string, name: string): Uint8Array {
  const bytes = new Uint8Array(2);
  const file = asForeign(name, () => openSync(path, 'r'));
  try {
    readSync(file, bytes);
  } finally {
    closeSync(file);
  }
  return bytes;
}

function plainFile(path: string, name: string): ForeignFile {
  return {
    name,
    async *chunks() {
      let size = 0;
      try {
        refuseSize(name, statSync(path).size);
        for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
          size += chunk.length;
          // It may grow while it is read.
          refuseSize(name, size);
          yield chunk;
        }
      } catch (error) {
        asForeign(name, () => {
          throw error;
        });
      }
    },
  };
}

function refuseSize(name: string, size: number): void {
  if (size <= FOREIGN_LIMITS.fileBytes) return;
  const most = Math.round(FOREIGN_LIMITS.fileBytes / 2 ** 20);
  throw new ForeignFileError(name, `has more than ${most} MB, which no official file has`);
}

/** Does `work`; what the operating system says against it becomes a sentence. */
function asForeign<Value>(name: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof ForeignFileError) throw error;
    throw new ForeignFileError(name, `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
  }
}
