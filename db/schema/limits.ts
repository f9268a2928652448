import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** How often something was done within a window of time; kept here so that a restart does not begin the count anew. */
export const limits = sqliteTable('limits', {
  /** What is counted, for whom: `sign-in:address:203.0.113.7`. */
  key: text().primaryKey(),
  /** Times within the window. */
  count: integer().notNull(),
  /** End of the window, UTC epoch milliseconds. */
  endsAt: integer('ends_at').notNull(),
});
