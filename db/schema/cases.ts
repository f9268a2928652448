import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { AnswerKey } from '#domain/chart/answer-key';
import type { Chart } from '#domain/chart/chart';
import { DIFFICULTIES, SETTINGS } from '#domain/chart/encounter';
import { organisations } from './organisations.ts';

/** A case is a name; what it says is in its versions. Cases without an organisation are the platform's own. */
export const cases = sqliteTable(
  'cases',
  {
    id: text().primaryKey(),
    slug: text().notNull(),
    organisationId: text('organisation_id').references(() => organisations.id),
    createdAt: integer('created_at').notNull(),
    /** Set when its files are gone: no longer listed, while attempts on it stay readable. */
    withdrawnAt: integer('withdrawn_at'),
  },
  (table) => [
    // NULLs are distinct in a unique index, so the platform's own names need one of their own.
    uniqueIndex('cases_platform_slug').on(table.slug).where(sql`organisation_id is null`),
    uniqueIndex('cases_organisation_slug').on(table.organisationId, table.slug),
  ],
);

/** A chart as published: never updated. The columns beside the chart are for lists and hold nothing the chart does not. */
export const caseVersions = sqliteTable(
  'case_versions',
  {
    id: text().primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    number: integer().notNull(),
    title: text().notNull(),
    setting: text({ enum: SETTINGS }).notNull(),
    specialty: text().notNull(),
    difficulty: text({ enum: DIFFICULTIES }).notNull(),
    words: integer().notNull(),
    documents: integer().notNull(),
    chart: text({ mode: 'json' }).$type<Chart>().notNull(),
    /** Over the chart and its key: the same files never make a second version. */
    contentHash: text('content_hash').notNull(),
    publishedAt: integer('published_at').notNull(),
  },
  (table) => [uniqueIndex('case_versions_number').on(table.caseId, table.number)],
);

/** Keys live apart from charts, so that no query for a chart can bring one along. A correction is a new revision. */
export const answerKeys = sqliteTable(
  'answer_keys',
  {
    id: text().primaryKey(),
    caseVersionId: text('case_version_id')
      .notNull()
      .references(() => caseVersions.id),
    revision: integer().notNull(),
    key: text({ mode: 'json' }).$type<AnswerKey>().notNull(),
    contentHash: text('content_hash').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [uniqueIndex('answer_keys_revision').on(table.caseVersionId, table.revision)],
);

/** The fingerprints of the files that the platform's cases and items were last published from: a row each. */
export const publishedContent = sqliteTable('published_content', {
  id: integer().primaryKey(),
  fingerprint: text().notNull(),
});
