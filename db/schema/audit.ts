import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { AUDITED_ACTIONS, type AuditDetails } from '#domain/people/audit';

/**
 * What happened to accounts, roles, keys, grades and data. Rows are only ever added (a trigger sees to it); they hold ids
 * and no names or addresses of people, so that deleting somebody need not touch them.
 */
export const auditEvents = sqliteTable(
  'audit_events',
  {
    id: text().primaryKey(),
    at: integer().notNull(),
    action: text({ enum: AUDITED_ACTIONS }).notNull(),
    /** The person who did it; null when the platform itself did. */
    actorId: text('actor_id'),
    organisationId: text('organisation_id'),
    /** What it was done to: a person's, attempt's, case version's, invitation's … id. */
    subjectId: text('subject_id'),
    details: text({ mode: 'json' }).$type<AuditDetails>().notNull(),
    requestId: text('request_id'),
  },
  (table) => [
    index('audit_by_time').on(table.at),
    index('audit_by_organisation').on(table.organisationId, table.at),
    index('audit_by_actor').on(table.actorId, table.at),
  ],
);
