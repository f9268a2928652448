import { and, desc, eq, gte, lt, type SQL } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Db } from '#db/client';
import { auditEvents } from '#db/schema/audit';
import type { AuditedAction } from '#domain/people/audit';
import type { Instant } from '#domain/time';

type Details = (typeof auditEvents.$inferInsert)['details'];

export interface AuditEntry {
  action: AuditedAction;
  at: Instant;
  /** Absent when the platform itself did it. */
  actorId?: string;
  organisationId?: string;
  subjectId?: string;
  /** Facts that are nobody's name or address. */
  details?: Details;
  requestId?: string;
}

/** Adds a row to the audit log; called with the transaction of what it tells of, so that neither is without the other. */
export async function recordAudit(db: Pick<Db, 'insert'>, { details = {}, ...entry }: AuditEntry): Promise<void> {
  await db.insert(auditEvents).values({ id: newId(), details, ...entry });
}

/** The same for many things done at once, in one statement; at most a thousand. */
export async function recordAudits(db: Pick<Db, 'insert'>, entries: AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await db
    .insert(auditEvents)
    .values(entries.map(({ details = {}, ...entry }) => ({ id: newId(), details, ...entry })));
}

export interface AuditFilter {
  organisationId?: string;
  action?: AuditedAction;
  actorId?: string;
  from?: Instant;
  /** Exclusive. */
  until?: Instant;
}

/** Rows of the log that fit, the newest first, at most `most`. */
export const listAudit = (db: Db, filter: AuditFilter, most: number): Promise<(typeof auditEvents.$inferSelect)[]> =>
  db
    .select()
    .from(auditEvents)
    .where(and(...conditionsOf(filter)))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(most);

function conditionsOf({ organisationId, action, actorId, from, until }: AuditFilter): SQL[] {
  return [
    ...(organisationId === undefined ? [] : [eq(auditEvents.organisationId, organisationId)]),
    ...(action === undefined ? [] : [eq(auditEvents.action, action)]),
    ...(actorId === undefined ? [] : [eq(auditEvents.actorId, actorId)]),
    ...(from === undefined ? [] : [gte(auditEvents.at, from)]),
    ...(until === undefined ? [] : [lt(auditEvents.at, until)]),
  ];
}
