import { PACKAGE_LIMITS } from '#db/anki/collection-format';
import { fail, ok, type Result } from '#domain/result';
import { dropBody, type FormLimits, receiveForm } from '#operations/receive-form';

export interface FileRefusal {
  status: 400 | 413;
  sentence: string;
}

const LIMITS: FormLimits = {
  file: PACKAGE_LIMITS.packedBytes,
  field: 1024,
  fields: 5,
  body: 3 * PACKAGE_LIMITS.packedBytes,
};
const REFUSALS: Record<'too-large' | 'broken', FileRefusal> = {
  'too-large': {
    status: 413,
    sentence: `A file may have ${PACKAGE_LIMITS.packedBytes / 2 ** 20} MB. Nothing was added. Export it without pictures and sounds, or in parts.`,
  },
  broken: { status: 400, sentence: 'The form broke off or could not be read. Nothing was added; try again.' },
};

/** The one file of a form, no larger than a card file may be. */
export async function receiveFile(request: Request): Promise<Result<Uint8Array, FileRefusal>> {
  const received = await receiveForm(request, LIMITS);
  if (!received.ok) return fail(REFUSALS[received.problem]);
  const { file } = received.value;
  return file && file.bytes.length > 0 ? ok(file.bytes) : fail({ status: 400, sentence: 'Choose a file first.' });
}

/** Reads a body that is not wanted. */
export const dropFile = (request: Request): Promise<void> => dropBody(request, LIMITS.body);
