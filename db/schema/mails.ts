import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Every message that is to go out. Where SMTP is set up a message waits here until the server took it, and its text is
 * wiped then, because it holds a link that works; without SMTP the administrator reads it here and hands it on.
 */
export const mails = sqliteTable(
  'mails',
  {
    id: text().primaryKey(),
    recipient: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    createdAt: integer('created_at').notNull(),
    sentAt: integer('sent_at'),
    /** How often sending failed, when it is tried again, and the last reason. */
    failures: integer().notNull().default(0),
    nextTryAt: integer('next_try_at').notNull(),
    lastFailure: text('last_failure'),
  },
  (table) => [index('mails_waiting').on(table.sentAt, table.nextTryAt)],
);
