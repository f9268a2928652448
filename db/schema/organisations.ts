import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { ORGANISATION_ROLES, type OrganisationRole } from '#domain/people/roles';
import { people } from './people.ts';

/** A school, a department, an employer. The platform itself is no organisation: what it owns has none. */
export const organisations = sqliteTable('organisations', {
  id: text().primaryKey(),
  /** Its part of addresses: `/organisations/<slug>`. */
  slug: text().notNull().unique(),
  name: text().notNull(),
  createdAt: integer('created_at').notNull(),
  /** Months after which submitted attempts of its members are deleted; null keeps them until somebody deletes them. */
  attemptsKeptMonths: integer('attempts_kept_months'),
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
    role: text({ enum: ORGANISATION_ROLES }).notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.organisationId, table.role] }),
    index('memberships_by_organisation').on(table.organisationId),
  ],
);

/** Learners who go through something together between two days. Days are `YYYY-MM-DD`, both included. */
export const cohorts = sqliteTable(
  'cohorts',
  {
    id: text().primaryKey(),
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisations.id),
    name: text().notNull(),
    startsOn: text('starts_on').notNull(),
    endsOn: text('ends_on').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [uniqueIndex('cohorts_name').on(table.organisationId, table.name)],
);

export const cohortMembers = sqliteTable(
  'cohort_members',
  {
    cohortId: text('cohort_id')
      .notNull()
      .references(() => cohorts.id),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.cohortId, table.personId] }), index('cohorts_of').on(table.personId)],
);

/** An e-mailed link into an organisation. Only the hash of its token is kept: who reads the database cannot use it. */
export const invitations = sqliteTable(
  'invitations',
  {
    id: text().primaryKey(),
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisations.id),
    email: text().notNull(),
    roles: text({ mode: 'json' }).$type<OrganisationRole[]>().notNull(),
    cohortId: text('cohort_id').references(() => cohorts.id),
    tokenHash: text('token_hash').notNull().unique(),
    invitedBy: text('invited_by').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    /** Set once, by the one who accepts it, or by who takes it back. */
    acceptedAt: integer('accepted_at'),
    acceptedBy: text('accepted_by'),
    withdrawnAt: integer('withdrawn_at'),
  },
  (table) => [index('invitations_by_organisation').on(table.organisationId)],
);
