import { Writable } from 'node:stream';
import Busboy, { type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy';
import { fail, ok, type Result } from '#domain/result';
import { pumpBody } from '#operations/pump-body';

/** What the form of the import page sends: a file to look at, or the mark of one that was looked at. */
export interface QuestionsForm {
  file?: { name: string; bytes: Uint8Array };
  fields: ReadonlyMap<string, string>;
}

export interface FileRefusal {
  status: 400 | 413;
  sentence: string;
}

export const LARGEST_FILE_IN_BYTES = 4 * 2 ** 20;
/** What is larger is not read to its end: the connection is closed. */
const MOST_BYTES_READ = 32 * 2 ** 20;
const LONGEST_NAME = 120;
const TOO_LARGE = `A file may have ${LARGEST_FILE_IN_BYTES / 2 ** 20} MB. Nothing was imported. Split it and import the parts one after the other.`;
const BROKEN = 'The form broke off or could not be read. Nothing was imported; try again.';

/**
 * Reads the form of the import page, its file in memory and no more of it than is allowed. What comes beyond that is
 * read and dropped up to a bound, so that browsers get to see the answer.
 */
export async function receiveQuestions(request: Request): Promise<Result<QuestionsForm, FileRefusal>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data;/i.test(type) || !request.body) return fail({ status: 400, sentence: BROKEN });
  try {
    return await readForm(request.body, type);
  } catch {
    return fail({ status: 400, sentence: BROKEN });
  }
}

/** Reads a body that is not wanted, up to the same bound and keeping nothing. */
export async function dropQuestions({ body }: Request): Promise<void> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  if (body) await pumpBody(body, nowhere, MOST_BYTES_READ).catch(() => {});
}

async function readForm(body: ReadableStream<Uint8Array>, type: string): Promise<Result<QuestionsForm, FileRefusal>> {
  const fields = new Map<string, string>();
  const parts: Buffer[] = [];
  let name = '';
  let isTooLarge = false;
  const form = new Busboy({
    headers: { 'content-type': type } as BusboyHeaders,
    limits: {
      files: 1,
      fileSize: LARGEST_FILE_IN_BYTES,
      fields: 5,
      fieldSize: 1024,
      headerSize: 8192,
      headerPairs: 20,
    },
  });
  form.on('field', (field: string, value: string) => fields.set(field, value));
  form.on('file', (_field: string, file: BusboyFileStream, given: string) => {
    name = given ?? '';
    file.on('error', () => {});
    file.on('data', (chunk: Buffer) => parts.push(chunk));
    file.on('limit', () => {
      isTooLarge = true;
    });
  });
  const isWhole = await pumpBody(body, form, MOST_BYTES_READ);
  if (isTooLarge || !isWhole) return fail({ status: 413, sentence: TOO_LARGE });
  const bytes = Buffer.concat(parts);
  // A form without a chosen file still has an empty part for it.
  if (name === '' && bytes.length === 0) return ok({ fields });
  return ok({ fields, file: { name: nameOf(name), bytes } });
}

/** The file's own name, without a path, and short enough to be shown. */
const nameOf = (given: string): string =>
  given
    .replace(/^.*[\\/]/, '')
    .replace(/\p{C}/gu, '')
    .slice(0, LONGEST_NAME) || 'file';
