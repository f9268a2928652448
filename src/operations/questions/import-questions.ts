import { v7 as newId } from 'uuid';
import { readQuestions } from '#db/exchange/exchange';
import { EXCHANGE_FORMATS, type ExchangeFormat } from '#db/exchange/formats';
import { bringDrafts, countKnown, MOST_DRAFT_BYTES, MOST_DRAFTS } from '#db/queries/item-drafts';
import type { FileRemark, ForeignItem } from '#domain/exam/exchange/foreign-item';
import { secondsToWait } from '#operations/flood-limits';
import { deedIn, organisationOf } from '#operations/organisations/deed';
import { dropQuestions, receiveQuestions } from '#operations/questions/receive-questions';
import { keepWaiting, takeWaiting } from '#operations/questions/waiting-files';

export type ImportAnswer =
  | { kind: 'done'; added: number; known: number }
  | { kind: 'refused'; status: 400 | 409 | 413 | 429; sentence: string }
  /** Errors: nothing is imported. Warnings alone: `mark` imports it. */
  | {
      kind: 'report';
      status: 200 | 400;
      file: string;
      format?: string;
      items: number;
      /** Of them, those the organisation has already. */
      known: number;
      remarks: FileRemark[];
      mark?: string;
    };

const GONE =
  'The file you confirmed is not kept any more; it is kept for a quarter of an hour. Nothing was imported. Choose it again.';
const FULL = `An organisation has room for ${MOST_DRAFTS.toLocaleString('en')} questions with ${MOST_DRAFT_BYTES / 2 ** 20} MB together, and with these there would be more. Nothing was imported.`;

/** Looks at a file of questions and imports it, or one that was looked at before and had warnings. */
export async function importQuestions(locals: App.Locals, request: Request): Promise<ImportAnswer> {
  const seconds = await secondsToWait('convert', locals.address);
  if (seconds !== undefined) {
    await dropQuestions(request);
    locals.retryAfter = seconds;
    return {
      kind: 'refused',
      status: 429,
      sentence: `Too many files from this place. Try again in ${seconds} seconds.`,
    };
  }
  const received = await receiveQuestions(request);
  if (!received.ok) return { kind: 'refused', ...received.problem };
  const { file, fields } = received.value;
  const mark = fields.get('mark');
  if (mark !== undefined) return confirm(locals, mark);
  if (!file) return { kind: 'refused', status: 400, sentence: 'Choose a file first.' };
  return lookAt(locals, file);
}

async function lookAt(locals: App.Locals, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<ImportAnswer> {
  const { items, remarks, format } = await readQuestions(bytes, name);
  const { organisationId } = organisationOf(locals);
  const report = {
    kind: 'report' as const,
    file: name,
    items: items.length,
    known: 0,
    remarks,
    ...(format && { format: EXCHANGE_FORMATS[format].name }),
  };
  if (!format || remarks.some(({ severity }) => severity === 'error')) return { ...report, status: 400 };
  if (items.length === 0) return { kind: 'refused', status: 400, sentence: 'The file holds no question.' };
  if (remarks.length === 0) return bring(locals, { name, format, items });
  const mark = keepWaiting({ organisationId, personId: locals.actor.personId, name, format, items, at: locals.now });
  return { ...report, status: 200, known: await countKnown(locals.db, organisationId, items), mark };
}

function confirm(locals: App.Locals, mark: string): Promise<ImportAnswer> | ImportAnswer {
  const { organisationId } = organisationOf(locals);
  const file = takeWaiting(mark, { organisationId, personId: locals.actor.personId, now: locals.now });
  if (!file) return { kind: 'refused', status: 409, sentence: GONE };
  return bring(locals, file);
}

async function bring(
  locals: App.Locals,
  { name, format, items }: { name: string; format: ExchangeFormat | string; items: readonly ForeignItem[] },
): Promise<ImportAnswer> {
  const brought = await bringDrafts(locals.db, deedIn(locals), { items, file: name, format, newId });
  return brought ? { kind: 'done', ...brought } : { kind: 'refused', status: 409, sentence: FULL };
}
