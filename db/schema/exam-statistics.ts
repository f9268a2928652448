import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ExamStatistics } from '#domain/exam/statistics/exam-statistics';

/** What the closed sittings of an exam say of its items, as last reckoned: it takes too long to do for every reader. */
export const examStatistics = sqliteTable('exam_statistics', {
  /** Name of the blueprint's file: `cpc-2026`. */
  blueprint: text().primaryKey(),
  /** How many closed sittings it was reckoned from. */
  sittings: integer().notNull(),
  reckonedAt: integer('reckoned_at').notNull(),
  statistics: text({ mode: 'json' }).$type<ExamStatistics>().notNull(),
});
