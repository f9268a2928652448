import { writeQuestions } from '#db/exchange/exchange';
import { EXCHANGE_FORMATS, type ExchangeFormat, isExchangeFormat } from '#db/exchange/formats';
import { doDeed, recordDeed } from '#db/queries/deed';
import { listDraftItems } from '#db/queries/item-drafts';
import type { ForeignItem, WrittenItems } from '#domain/exam/exchange/foreign-item';
import { secondsToWait } from '#operations/flood-limits';
import { deedIn, organisationOf } from '#operations/organisations/deed';

/** What is asked to be written: the chosen questions, or without any all. */
export interface ExportOrder {
  format: ExchangeFormat;
  ids: string[];
}

/** Chosen on one page of the list; more is no choice. */
const MOST_CHOSEN = 100;

/** Reads an order out of an address or a form; undefined when there is no such format. */
export function readOrder(fields: URLSearchParams): ExportOrder | undefined {
  const format = fields.get('format') ?? '';
  if (!isExchangeFormat(format)) return undefined;
  return { format, ids: fields.getAll('draft').slice(0, MOST_CHOSEN) };
}

export type ExportAnswer =
  | { kind: 'written'; items: ForeignItem[]; written: WrittenItems }
  | { kind: 'refused'; status: 404 | 429; sentence: string };

/** The questions of an order as a file, with what the format cannot carry. */
export async function writeOrder(locals: App.Locals, { format, ids }: ExportOrder): Promise<ExportAnswer> {
  const seconds = await secondsToWait('convert', locals.address);
  if (seconds !== undefined) {
    locals.retryAfter = seconds;
    return {
      kind: 'refused',
      status: 429,
      sentence: `Too many files from this place. Try again in ${seconds} seconds.`,
    };
  }
  const { organisationId } = organisationOf(locals);
  const items = await listDraftItems(locals.db, organisationId, ids.length > 0 ? ids : undefined);
  if (items.length === 0)
    return { kind: 'refused', status: 404, sentence: 'There is no question to export, or those chosen are gone.' };
  return { kind: 'written', items, written: await writeQuestions(format, items, locals.now) };
}

/** The file for download, noted in the organisation's log: keys leave the house in it. */
export async function downloadOrder(locals: App.Locals, order: ExportOrder): Promise<Response | ExportAnswer> {
  const answer = await writeOrder(locals, order);
  if (answer.kind === 'refused') return answer;
  const deed = deedIn(locals);
  const details = { format: order.format, questions: answer.items.length };
  await doDeed(locals.db, deed, (tx) => recordDeed(tx, deed, { action: 'questions-exported', details }));
  const { file, type } = EXCHANGE_FORMATS[order.format];
  return new Response(new Uint8Array(answer.written.bytes), {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${file}"` },
  });
}
