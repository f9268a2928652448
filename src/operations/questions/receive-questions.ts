import { fail, ok, type Result } from '#domain/result';
import { dropBody, type FormLimits, receiveForm } from '#operations/receive-form';

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
const LIMITS: FormLimits = { file: LARGEST_FILE_IN_BYTES, field: 1024, fields: 5, body: 32 * 2 ** 20 };
const LONGEST_NAME = 120;
const REFUSALS: Record<'too-large' | 'broken', FileRefusal> = {
  'too-large': {
    status: 413,
    sentence: `A file may have ${LARGEST_FILE_IN_BYTES / 2 ** 20} MB. Nothing was imported. Split it and import the parts one after the other.`,
  },
  broken: { status: 400, sentence: 'The form broke off or could not be read. Nothing was imported; try again.' },
};

/** Reads the form of the import page. */
export async function receiveQuestions(request: Request): Promise<Result<QuestionsForm, FileRefusal>> {
  const received = await receiveForm(request, LIMITS);
  if (!received.ok) return fail(REFUSALS[received.problem]);
  const { fields, file } = received.value;
  return ok({ fields, ...(file && { file: { name: nameOf(file.name), bytes: file.bytes } }) });
}

/** Reads a body that is not wanted. */
export const dropQuestions = (request: Request): Promise<void> => dropBody(request, LIMITS.body);

/** The file's own name, without a path, and short enough to be shown. */
const nameOf = (given: string): string =>
  given
    .replace(/^.*[\\/]/, '')
    .replace(/\p{C}/gu, '')
    .slice(0, LONGEST_NAME) || 'file';
