import { type AnyColumn, and, desc, eq, gte, lt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { v7 as newId } from 'uuid';
import type { Db } from '#db/client';
import { users } from '#db/schema/accounts';
import { auditEvents } from '#db/schema/audit';
import { memberships, organisations } from '#db/schema/organisations';
import type { AuditDetails, AuditedAction, AuditLine } from '#domain/people/audit';
import type { Instant } from '#domain/time';

export interface AuditEntry {
  action: AuditedAction;
  at: Instant;
  /** Absent when the platform itself did it. */
  actorId?: string;
  organisationId?: string;
  subjectId?: string;
  /** Facts that are nobody's name or address. */
  details?: AuditDetails;
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
  /** Who did it, or whom it was done to. */
  personId?: string;
  from?: Instant;
  /** Exclusive. */
  until?: Instant;
}

/** The place in the log below a row: what is older, and of the same moment what was written before. */
export interface AuditCursor {
  at: number;
  id: string;
}

const actor = alias(users, 'actor');
const subject = alias(users, 'subject');
const isKnown = (column: AnyColumn) => sql<number>`exists (select 1 from people where people.id = ${column})`;

/**
 * Rows of the log that fit, the newest first, at most `most`, from below `after` on. Names are those that people have
 * now: the log itself holds none. One query.
 */
export async function listAudit(
  db: Pick<Db, 'select'>,
  filter: AuditFilter,
  { most, after }: { most: number; after?: AuditCursor },
): Promise<AuditLine[]> {
  const rows = await db
    .select({
      event: auditEvents,
      actorName: actor.name,
      subjectName: subject.name,
      isActorKnown: isKnown(auditEvents.actorId),
      isSubjectKnown: isKnown(auditEvents.subjectId),
      organisationName: organisations.name,
    })
    .from(auditEvents)
    .leftJoin(actor, eq(actor.id, auditEvents.actorId))
    .leftJoin(subject, eq(subject.id, auditEvents.subjectId))
    .leftJoin(organisations, eq(organisations.id, auditEvents.organisationId))
    .where(and(...conditionsOf(filter, after)))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(most);
  return rows.map(({ event, isActorKnown, isSubjectKnown, ...names }) => ({
    ...event,
    ...names,
    isActorKnown: isActorKnown === 1,
    isSubjectKnown: isSubjectKnown === 1,
  }));
}

function conditionsOf({ organisationId, action, personId, from, until }: AuditFilter, after?: AuditCursor) {
  return [
    organisationId === undefined ? undefined : eq(auditEvents.organisationId, organisationId),
    action === undefined ? undefined : eq(auditEvents.action, action),
    personId === undefined ? undefined : or(eq(auditEvents.actorId, personId), eq(auditEvents.subjectId, personId)),
    from === undefined ? undefined : gte(auditEvents.at, from),
    until === undefined ? undefined : lt(auditEvents.at, until),
    after === undefined ? undefined : sql`(${auditEvents.at}, ${auditEvents.id}) < (${after.at}, ${after.id})`,
  ];
}

/** The same rows, all of them, page by page: for exports of any size. */
export async function* pagesOfAudit(db: Db, filter: AuditFilter, most = 500): AsyncGenerator<AuditLine[]> {
  for (let after: AuditCursor | undefined; ; ) {
    const rows = await listAudit(db, filter, { most, ...(after && { after }) });
    if (rows.length > 0) yield rows;
    after = rows.at(-1);
    if (!after || rows.length < most) return;
  }
}

/** The id of a member by e-mail address; undefined for everybody else, whether or not there is such an account. */
export async function findMemberId(db: Db, organisationId: string, email: string): Promise<string | undefined> {
  const [found] = await db
    .select({ id: users.id })
    .from(users)
    .innerJoin(memberships, eq(memberships.personId, users.id))
    .where(and(eq(users.email, email), eq(memberships.organisationId, organisationId)))
    .limit(1);
  return found?.id;
}
