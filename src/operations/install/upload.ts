import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Busboy, { type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy';
import { catalogFolder } from '#db/catalog-folder';

/** All files of one upload together; the largest official archive has 21 MB. */
export const LARGEST_UPLOAD_IN_BYTES = 256 * 2 ** 20;
const MOST_FILES = 20;

export interface Upload {
  /** Removed by whoever is done with it. */
  folder: string;
  paths: string[];
  names: string[];
  fields: Map<string, string>;
}

/** An upload that was not taken, with the fitting status. The message is a sentence for people. */
export class UploadError extends Error {
  readonly status: 400 | 413;
  constructor(status: 400 | 413, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Writes the files of a form to a folder of their own as they come in; nothing is held in memory. Names that people gave
 * are kept for messages only, without anything that could be a path. Throws `UploadError`; nothing is left then.
 */
export async function receiveUpload(request: Request, env: NodeJS.ProcessEnv): Promise<Upload> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data;/i.test(type) || !request.body) throw unreadable();
  const uploads = join(catalogFolder(env), 'uploads');
  const folder = join(uploads, randomUUID());
  sweep(uploads);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    const upload = await readForm(request.body, type, folder);
    if (upload.paths.length === 0) throw new UploadError(400, 'No file was chosen. Choose at least one.');
    return upload;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error instanceof UploadError ? error : unreadable();
  }
}

const AN_HOUR_MS = 60 * 60 * 1000;

/** Takes away what a server that was ended left behind; no install takes nearly so long. */
function sweep(uploads: string): void {
  if (!existsSync(uploads)) return;
  for (const name of readdirSync(uploads)) {
    const left = join(uploads, name);
    if (statSync(left).mtimeMs < Date.now() - AN_HOUR_MS) rmSync(left, { recursive: true, force: true });
  }
}

const unreadable = () =>
  new UploadError(400, 'The upload broke off or could not be read. Nothing was changed; try again.');

async function readForm(body: ReadableStream<Uint8Array>, type: string, folder: string): Promise<Upload> {
  const upload: Upload = { folder, paths: [], names: [], fields: new Map() };
  const form = new Busboy({
    headers: { 'content-type': type } as BusboyHeaders,
    limits: { files: MOST_FILES, fields: 20, fieldSize: 1000, headerSize: 8192, headerPairs: 20 },
  });
  const written: Promise<void>[] = [];
  const broken = new AbortController();
  let problem: UploadError | undefined;
  form.on('field', (name: string, value: string) => upload.fields.set(name, value.trim()));
  form.on('filesLimit', () => {
    problem = new UploadError(413, `At most ${MOST_FILES} files go into one upload. Nothing was changed.`);
  });
  form.on('file', (_field: string, file: BusboyFileStream, name: string) => {
    // A file field that was left empty.
    if (!name) return void file.on('error', () => {}).resume();
    const path = join(folder, String(upload.paths.length + 1), plainName(name));
    mkdirSync(join(path, '..'));
    upload.paths.push(path);
    upload.names.push(plainName(name));
    written.push(pipeline(file, createWriteStream(path, { mode: 0o600 }), { signal: broken.signal }));
    // When the form breaks off, so do its files: that is one failure and told once.
    written.at(-1)?.catch(() => {});
  });
  try {
    await pipeline(Readable.from(bounded(body)), form);
    await Promise.all(written);
  } catch (error) {
    // A file whose form broke off never ends by itself.
    broken.abort();
    await Promise.allSettled(written);
    throw error;
  }
  if (problem) throw problem;
  return upload;
}

async function* bounded(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > LARGEST_UPLOAD_IN_BYTES)
      throw new UploadError(413, 'This is more than any official release has. Nothing was changed.');
    yield chunk;
  }
}

/** The last part of a name, with plain characters only. */
function plainName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const plain = last.replace(/[^\p{L}\p{N} ._()-]/gu, '_').replace(/^[.\s]+/, '');
  return plain.slice(-100) || 'file';
}
