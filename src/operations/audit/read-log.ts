import { z } from 'astro/zod';
import { findAccountId } from '#db/queries/accounts';
import {
  type AuditCursor,
  type AuditFilter,
  findMemberId,
  listAudit,
  pagesOfAudit,
  recordAudit,
} from '#db/queries/audit';
import { AUDITED_ACTIONS, type AuditLine, actorWords, subjectWords } from '#domain/people/audit';
import { type Instant, parseIsoDate } from '#domain/time';
import type { FieldErrors } from '#operations/form-fields';
import { download, streamOf } from '#operations/privacy/archive';
import { csvOf } from '#operations/privacy/csv';
import { limitExports } from '#operations/privacy/export-data';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Rows of a page. */
const PER_PAGE = 100;

const day = z
  .string()
  .trim()
  .refine((text) => text === '' || parseIsoDate(text) !== undefined, 'This is no day. Write it as 2026-11-26.')
  .default('');
const fields = z.object({
  action: z.enum(['', ...AUDITED_ACTIONS], 'There is no such action.').default(''),
  person: z.string().trim().max(254, 'This is longer than any address.').default(''),
  from: day,
  to: day,
  after: z.string().max(80).default(''),
});

export interface AskedFilter {
  /** What was typed, to be shown again. */
  given: Record<string, string>;
  errors: FieldErrors;
  filter: AuditFilter;
  after?: AuditCursor;
}

/**
 * Reads what somebody wants to see of the log, in an organisation or in the whole installation. A person is named by
 * e-mail address or id; within an organisation only its members can be found by address, so that nobody tries out
 * addresses here.
 */
export async function readFilter(
  { db }: App.Locals,
  asked: URLSearchParams,
  organisationId?: string,
): Promise<AskedFilter> {
  const given = Object.fromEntries(asked);
  const base = { ...(organisationId !== undefined && { organisationId }) };
  const checked = fields.safeParse(given);
  if (!checked.success) {
    const errors = Object.fromEntries(checked.error.issues.map(({ path, message }) => [String(path[0]), message]));
    return { given, errors, filter: base };
  }
  const { action, person, from, to, after } = checked.data;
  const personId = person.includes('@') ? await idOf(db, person.toLowerCase(), organisationId) : person;
  if (personId === undefined) return { given, errors: { person: 'Nobody here has this address.' }, filter: base };
  if (from && to && from > to) return { given, errors: { to: 'The last day is before the first.' }, filter: base };
  const cursor = cursorOf(after);
  return {
    given,
    errors: {},
    filter: {
      ...base,
      ...(action && { action }),
      ...(personId && { personId }),
      ...(from && { from: Date.parse(from) as Instant }),
      ...(to && { until: (Date.parse(to) + DAY_MS) as Instant }),
    },
    ...(cursor && { after: cursor }),
  };
}

const idOf = (db: App.Locals['db'], email: string, organisationId?: string) =>
  organisationId === undefined ? findAccountId(db, email) : findMemberId(db, organisationId, email);

/** `<at>.<id>` of the last row shown; anything else begins at the top. */
function cursorOf(text: string): AuditCursor | undefined {
  const [, at, id] = /^(\d{1,16})\.([\w-]{1,64})$/.exec(text) ?? [];
  return at !== undefined && id !== undefined ? { at: Number(at), id } : undefined;
}

/** A page of the log, and the cursor of the next when there is more. Nothing while the filter has errors. */
export async function readLog(
  { db }: App.Locals,
  { filter, errors, after }: AskedFilter,
): Promise<{ lines: AuditLine[]; next?: string }> {
  if (Object.keys(errors).length > 0) return { lines: [] };
  const found = await listAudit(db, filter, { most: PER_PAGE + 1, ...(after && { after }) });
  const lines = found.slice(0, PER_PAGE);
  const last = lines.at(-1);
  return { lines, ...(found.length > PER_PAGE && last && { next: `${last.at}.${last.id}` }) };
}

const COLUMNS = ['at', 'action', 'actor', 'actorId', 'subject', 'subjectId', 'organisationId', 'details', 'requestId'];

const flat = (line: AuditLine) => ({
  at: new Date(line.at).toISOString(),
  action: line.action,
  actor: actorWords(line),
  actorId: line.actorId,
  subject: subjectWords(line),
  subjectId: line.subjectId,
  organisationId: line.organisationId,
  details: line.details,
  requestId: line.requestId,
});

/**
 * The rows that fit as a file, `csv` or `jsonl`, page by page; a row says first that they were taken. The refusal's
 * sentence when it was too often.
 */
export async function exportLog(
  locals: App.Locals,
  { filter }: AskedFilter,
  format: 'csv' | 'jsonl',
): Promise<Response | { sentence: string }> {
  const { db, actor, now, requestId } = locals;
  const refused = await limitExports(locals);
  if (refused?.kind === 'refused') return refused;
  const details = { what: 'audit log', format, ...filterDetails(filter) };
  const { organisationId } = filter;
  const row = { action: 'data-exported', actorId: actor.personId, at: now, details, requestId } as const;
  await recordAudit(db, { ...row, ...(organisationId !== undefined && { organisationId }) });
  // Not the row that was just written: the file would hold its own making.
  const until = Math.min(filter.until ?? Number.POSITIVE_INFINITY, now) as Instant;
  const body = streamOf(piecesOf(pagesOfAudit(db, { ...filter, until }), format));
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson';
  return download(body, `audit-log-${new Date(now).toISOString().slice(0, 10)}.${format}`, type);
}

function filterDetails({ action, personId, from, until }: AuditFilter): Record<string, string> {
  const iso = (at: number) => new Date(at).toISOString().slice(0, 10);
  return {
    ...(action && { ofAction: action }),
    ...(personId && { ofPerson: personId }),
    ...(from !== undefined && { from: iso(from) }),
    ...(until !== undefined && { to: iso(until - 1) }),
  };
}

async function* piecesOf(pages: AsyncIterable<AuditLine[]>, format: 'csv' | 'jsonl'): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  if (format === 'csv') yield encoder.encode(csvOf(COLUMNS, [], true));
  for await (const lines of pages) {
    const rows = lines.map(flat);
    const text =
      format === 'csv' ? csvOf(COLUMNS, rows, false) : `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
    yield encoder.encode(text);
  }
}
