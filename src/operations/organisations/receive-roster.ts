import Busboy, { type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy';
import { fail, ok, type Result } from '#domain/result';
import { decodeRoster, LARGEST_ROSTER_IN_BYTES, plainText } from '#operations/organisations/read-roster';
import { pumpBody } from '#operations/pump-body';

/** What the form of the roster page sends. */
export interface RosterForm {
  /** The file's text, else what was pasted. Empty when there is neither. */
  text: string;
  fields: Map<string, string>;
}

export interface RosterRefusal {
  status: 400 | 413;
  sentence: string;
}

/** Line ends may double on the way; a little more than the largest roster is taken in, to be refused with its sentence. */
const MOST_BYTES_OF_TEXT = LARGEST_ROSTER_IN_BYTES + 16 * 1024;
/** What is larger is not read to its end: the connection is closed. */
const MOST_BYTES_READ = 8 * 2 ** 20;

const TOO_LARGE =
  'A roster has 256 KB at most. Nothing was changed. Split it and import the parts one after the other.';
const BROKEN = 'The form broke off or could not be read. Nothing was changed; try again.';

/**
 * Reads a roster's form, its file in memory and no more of it than a roster can have. What comes beyond that is read
 * and dropped up to a bound, so that browsers get to see the answer.
 */
export async function receiveRoster(request: Request): Promise<Result<RosterForm, RosterRefusal>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data;/i.test(type) || !request.body) return fail({ status: 400, sentence: BROKEN });
  try {
    return await readForm(request.body, type);
  } catch {
    return fail({ status: 400, sentence: BROKEN });
  }
}

async function readForm(body: ReadableStream<Uint8Array>, type: string): Promise<Result<RosterForm, RosterRefusal>> {
  const fields = new Map<string, string>();
  const parts: Buffer[] = [];
  let hasFile = false;
  let isTooLarge = false;
  const form = new Busboy({
    headers: { 'content-type': type } as BusboyHeaders,
    limits: {
      files: 1,
      fileSize: MOST_BYTES_OF_TEXT,
      fields: 10,
      fieldSize: MOST_BYTES_OF_TEXT,
      headerSize: 8192,
      headerPairs: 20,
    },
  });
  form.on('field', (name: string, value: string, _cutName: boolean, isCut: boolean) => {
    isTooLarge ||= isCut;
    fields.set(name, value);
  });
  form.on('file', (_field: string, file: BusboyFileStream, name: string) => {
    hasFile = Boolean(name);
    file.on('error', () => {});
    file.on('data', (chunk: Buffer) => parts.push(chunk));
    file.on('limit', () => {
      isTooLarge = true;
    });
  });
  isTooLarge = !(await pumpBody(body, form, MOST_BYTES_READ)) || isTooLarge;
  if (isTooLarge) return fail({ status: 413, sentence: TOO_LARGE });
  return combine(fields, hasFile ? Buffer.concat(parts) : undefined);
}

function combine(fields: Map<string, string>, file: Buffer | undefined): Result<RosterForm, RosterRefusal> {
  const pasted = plainText(fields.get('text') ?? '');
  if (!file || file.length === 0) return ok({ text: pasted, fields });
  if (pasted.trim() !== '')
    return fail({
      status: 400,
      sentence: 'There are a file and pasted lines. Send one of them: empty the field or leave the file out.',
    });
  const decoded = decodeRoster(file);
  return decoded.ok ? ok({ text: plainText(decoded.value), fields }) : fail({ status: 400, sentence: decoded.problem });
}
