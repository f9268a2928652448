import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { ROLES } from '#domain/people/permissions';

/** A school, a department, an employer. The platform itself is no organisation: what it owns has none. */
export const organisations = sqliteTable('organisations', {
  id: text().primaryKey(),
  name: text().notNull(),
  createdAt: integer('created_at').notNull(),
});

/**
 * Everybody who does something here. A guest is known by a signed cookie alone; an account, when there is one, points
 * to its person, so that a guest who signs up keeps every attempt.
 */
export const people = sqliteTable('people', {
  id: text().primaryKey(),
  kind: text({ enum: ['guest', 'member'] }).notNull(),
  displayName: text('display_name'),
  createdAt: integer('created_at').notNull(),
});

/** What a person may do in an organisation; several roles are several rows. */
export const memberships = sqliteTable(
  'memberships',
  {
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisations.id),
    role: text({ enum: ROLES }).notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.organisationId, table.role] }),
    index('memberships_by_organisation').on(table.organisationId),
  ],
);
