import { fail, ok, type Result } from '#domain/result';
import { decodeRoster, LARGEST_ROSTER_IN_BYTES, plainText } from '#operations/organisations/read-roster';
import { type FormLimits, receiveForm } from '#operations/receive-form';

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
const LIMITS: FormLimits = { file: MOST_BYTES_OF_TEXT, field: MOST_BYTES_OF_TEXT, fields: 10, body: 8 * 2 ** 20 };
const REFUSALS: Record<'too-large' | 'broken', RosterRefusal> = {
  'too-large': {
    status: 413,
    sentence: 'A roster has 256 KB at most. Nothing was changed. Split it and import the parts one after the other.',
  },
  broken: { status: 400, sentence: 'The form broke off or could not be read. Nothing was changed; try again.' },
};

/** Reads a roster's form: its file, or what was pasted. */
export async function receiveRoster(request: Request): Promise<Result<RosterForm, RosterRefusal>> {
  const received = await receiveForm(request, LIMITS);
  if (!received.ok) return fail(REFUSALS[received.problem]);
  const { fields, file } = received.value;
  return combine(fields, file?.name ? file.bytes : undefined);
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
