import { Writable } from 'node:stream';
import Busboy, { type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy';
import { fail, ok, type Result } from '#domain/result';
import { pumpBody } from '#operations/pump-body';

/** Bounds of a form with a file, in bytes but for `fields`, which is how many there may be. */
export interface FormLimits {
  file: number;
  field: number;
  fields: number;
  /** What is larger altogether is not read to its end: the connection is closed. */
  body: number;
}

export interface ReceivedForm {
  fields: Map<string, string>;
  /** Absent when none was chosen. Its name is as the browser gave it. */
  file?: { name: string; bytes: Buffer };
}

/**
 * Reads a form with one file, in memory and no more of it than `limits` allow. What comes beyond that is read and dropped
 * up to `limits.body`, so that browsers get to see the answer. `broken`: it is no such form, or broke off.
 */
export async function receiveForm(
  { headers, body }: Request,
  limits: FormLimits,
): Promise<Result<ReceivedForm, 'too-large' | 'broken'>> {
  const type = headers.get('content-type') ?? '';
  if (!/^multipart\/form-data;/i.test(type) || !body) return fail('broken');
  try {
    return await readForm(body, type, limits);
  } catch {
    return fail('broken');
  }
}

/** Reads a body that is not wanted, at most `most` bytes and keeping nothing, so that browsers get to see the answer. */
export async function dropBody({ body }: Request, most: number): Promise<void> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  if (body) await pumpBody(body, nowhere, most).catch(() => {});
}

async function readForm(
  body: ReadableStream<Uint8Array>,
  type: string,
  limits: FormLimits,
): Promise<Result<ReceivedForm, 'too-large'>> {
  const fields = new Map<string, string>();
  const parts: Buffer[] = [];
  let name = '';
  let isTooLarge = false;
  const form = new Busboy({
    headers: { 'content-type': type } as BusboyHeaders,
    limits: {
      files: 1,
      fileSize: limits.file,
      fields: limits.fields,
      fieldSize: limits.field,
      headerSize: 8192,
      headerPairs: 20,
    },
  });
  form.on('field', (field: string, value: string, _cutName: boolean, isCut: boolean) => {
    isTooLarge ||= isCut;
    fields.set(field, value);
  });
  form.on('file', (_field: string, file: BusboyFileStream, given: string) => {
    name = given ?? '';
    file.on('error', () => {});
    file.on('data', (chunk: Buffer) => parts.push(chunk));
    file.on('limit', () => {
      isTooLarge = true;
    });
  });
  const isWhole = await pumpBody(body, form, limits.body);
  if (isTooLarge || !isWhole) return fail('too-large');
  const bytes = Buffer.concat(parts);
  // A form without a chosen file still has an empty part for it.
  return ok({ fields, ...((name !== '' || bytes.length > 0) && { file: { name, bytes } }) });
}
