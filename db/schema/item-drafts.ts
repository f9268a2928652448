import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { ForeignItem } from '#domain/exam/exchange/foreign-item';
import { organisations } from './organisations.ts';

/** Questions an organisation brought along from another program: for its authors alone, in no exam. */
export const itemDrafts = sqliteTable(
  'item_drafts',
  {
    id: text().primaryKey(),
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisations.id),
    name: text().notNull(),
    item: text({ mode: 'json' }).$type<ForeignItem>().notNull(),
    /** Over what it asks and its key, so that the same file brought twice makes nothing twice. */
    fingerprint: text().notNull(),
    /** Name of the file it came in. */
    file: text().notNull(),
    /** Who brought it; null when their account is gone. */
    broughtBy: text('brought_by'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [uniqueIndex('item_drafts_once').on(table.organisationId, table.fingerprint)],
);
