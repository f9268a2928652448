import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { MODES } from '#domain/chart/attempt';
import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import type { Grade } from '#domain/grading/grade';
import { answerKeys, cases, caseVersions } from './cases.ts';
import { organisations } from './organisations.ts';
import { people } from './people.ts';

/** One person's coding of one case version. Never changed once `submitted_at` is set. Times are UTC epoch milliseconds. */
export const attempts = sqliteTable(
  'attempts',
  {
    id: text().primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    /** The version's case again, because tries are counted per case, whatever its version. */
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    caseVersionId: text('case_version_id')
      .notNull()
      .references(() => caseVersions.id),
    organisationId: text('organisation_id').references(() => organisations.id),
    mode: text({ enum: MODES }).notNull(),
    tryNumber: integer('try_number').notNull(),
    draft: text({ mode: 'json' }).$type<DraftSheet>().notNull(),
    revision: integer().notNull(),
    startedAt: integer('started_at').notNull(),
    savedAt: integer('saved_at').notNull(),
    submittedAt: integer('submitted_at'),
  },
  (table) => [
    uniqueIndex('attempts_try').on(table.personId, table.caseId, table.tryNumber),
    // Two tabs that open a case at the same moment get one attempt, not two.
    uniqueIndex('attempts_one_open').on(table.personId, table.caseId).where(sql`submitted_at is null`),
    index('attempts_by_version').on(table.caseVersionId),
  ],
);

/** Stored results. Grading again under another engine or key revision adds a row; nothing is overwritten. */
export const grades = sqliteTable(
  'grades',
  {
    attemptId: text('attempt_id')
      .notNull()
      .references(() => attempts.id),
    answerKeyId: text('answer_key_id')
      .notNull()
      .references(() => answerKeys.id),
    engine: integer().notNull(),
    grade: text({ mode: 'json' }).$type<Grade>().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.attemptId, table.answerKeyId, table.engine] })],
);
