import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Everybody whose work is kept. A guest is known by a signed cookie alone; the person of an account has the account's id
 * (`users.id`). The row is made with the first thing that is theirs.
 */
export const people = sqliteTable('people', {
  id: text().primaryKey(),
  createdAt: integer('created_at').notNull(),
});

/** Accounts that run this installation. */
export const administrators = sqliteTable('administrators', {
  personId: text('person_id')
    .primaryKey()
    .references(() => people.id),
  since: integer().notNull(),
});
