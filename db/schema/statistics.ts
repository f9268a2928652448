import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Grade } from '#domain/grading/grade';
import { answerKeys, caseVersions } from './cases.ts';

/** What remains of a grade whose person deleted their account: which key, which result, in which month; no person. */
export const anonymousGrades = sqliteTable('anonymous_grades', {
  id: text().primaryKey(),
  caseVersionId: text('case_version_id')
    .notNull()
    .references(() => caseVersions.id),
  answerKeyId: text('answer_key_id')
    .notNull()
    .references(() => answerKeys.id),
  engine: integer().notNull(),
  isFirstTry: integer('is_first_try', { mode: 'boolean' }).notNull(),
  tally: text({ mode: 'json' }).$type<Grade['tally']>().notNull(),
  /** Kinds of the variances, each as often as it occurred. */
  varianceKinds: text('variance_kinds', { mode: 'json' }).$type<string[]>().notNull(),
  /** `YYYY-MM` of submitting: coarse, so that no day gives anybody away. */
  month: text().notNull(),
});
