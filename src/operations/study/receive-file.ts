import { Writable } from 'node:stream';
import Busboy, { type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy';
import { PACKAGE_LIMITS } from '#db/anki/collection-format';
import { fail, ok, type Result } from '#domain/result';
import { pumpBody } from '#operations/pump-body';

export interface FileRefusal {
  status: 400 | 413;
  sentence: string;
}

/** What is larger is not read to its end: the connection is closed. */
const MOST_BYTES_READ = 3 * PACKAGE_LIMITS.packedBytes;
const TOO_LARGE = `A file may have ${PACKAGE_LIMITS.packedBytes / 2 ** 20} MB. Nothing was added. Export it without pictures and sounds, or in parts.`;
const BROKEN = 'The form broke off or could not be read. Nothing was added; try again.';

/**
 * The one file of a form, in memory and no more of it than a card file may have. What comes beyond that is read and
 * dropped up to a bound, so that browsers get to see the answer.
 */
export async function receiveFile(request: Request): Promise<Result<Uint8Array, FileRefusal>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data;/i.test(type) || !request.body) return fail({ status: 400, sentence: BROKEN });
  try {
    return await readFile(request.body, type);
  } catch {
    return fail({ status: 400, sentence: BROKEN });
  }
}

/** Reads a body that is not wanted, up to the same bound and keeping nothing, so that browsers get to see the answer. */
export async function dropBody({ body }: Request): Promise<void> {
  if (body)
    await pumpBody(body, new Writable({ write: (_chunk, _encoding, done) => done() }), MOST_BYTES_READ).catch(() => {});
}

async function readFile(body: ReadableStream<Uint8Array>, type: string): Promise<Result<Uint8Array, FileRefusal>> {
  const parts: Buffer[] = [];
  let isTooLarge = false;
  const form = new Busboy({
    headers: { 'content-type': type } as BusboyHeaders,
    limits: {
      files: 1,
      fileSize: PACKAGE_LIMITS.packedBytes,
      fields: 5,
      fieldSize: 1024,
      headerSize: 8192,
      headerPairs: 20,
    },
  });
  form.on('file', (_field: string, file: BusboyFileStream) => {
    file.on('error', () => {});
    file.on('data', (chunk: Buffer) => parts.push(chunk));
    file.on('limit', () => {
      isTooLarge = true;
    });
  });
  const isWhole = await pumpBody(body, form, MOST_BYTES_READ);
  if (isTooLarge || !isWhole) return fail({ status: 413, sentence: TOO_LARGE });
  const bytes = Buffer.concat(parts);
  return bytes.length === 0 ? fail({ status: 400, sentence: 'Choose a file first.' }) : ok(bytes);
}
