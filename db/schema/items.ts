import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Block } from '#domain/chart/chart';
import type { CandidateItem } from '#domain/exam/items/candidate-item';
import { COGNITIVE_LEVELS } from '#domain/exam/items/item-fields';
import type { Item } from '#domain/exam/items/item-file';
import { organisations } from './organisations.ts';

/** A question is a name; what it asks is in its versions. Items without an organisation are the platform's own. */
export const items = sqliteTable(
  'items',
  {
    id: text().primaryKey(),
    /** As its author calls it: `anatomy-volar-laceration`. */
    name: text().notNull(),
    organisationId: text('organisation_id').references(() => organisations.id),
    /** The author's version that somebody has answered unseen; null before. Only that one is for exams. */
    reviewedVersion: integer('reviewed_version'),
    createdAt: integer('created_at').notNull(),
    /** Set when it is in no file any more: in no new form, while sittings that had it stay readable. */
    withdrawnAt: integer('withdrawn_at'),
  },
  (table) => [
    // NULLs are distinct in a unique index, so the platform's own names need one of their own.
    uniqueIndex('items_platform_name').on(table.name).where(sql`organisation_id is null`),
    uniqueIndex('items_organisation_name').on(table.organisationId, table.name),
  ],
);

/** A text that several items ask about: never updated; other words are another row. */
export const itemScenarios = sqliteTable('item_scenarios', {
  id: text().primaryKey(),
  /** As its author calls it; the same in every version. */
  name: text().notNull(),
  title: text().notNull(),
  blocks: text({ mode: 'json' }).$type<Block[]>().notNull(),
  contentHash: text('content_hash').notNull().unique(),
  createdAt: integer('created_at').notNull(),
});

/** An item as candidates see it, as published: never updated. What it is found and chosen by stands beside it. */
export const itemVersions = sqliteTable(
  'item_versions',
  {
    id: text().primaryKey(),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id),
    /** Of publishing, from 1. */
    number: integer().notNull(),
    /** Of its author: statistics of one such version belong together, however often feedback was reworded. */
    version: integer().notNull(),
    type: text().$type<Item['type']>().notNull(),
    level: text({ enum: COGNITIVE_LEVELS }).notNull(),
    /** Expected share right, as authored. */
    difficulty: real().notNull(),
    scenarioId: text('scenario_id').references(() => itemScenarios.id),
    candidate: text({ mode: 'json' }).$type<CandidateItem>().notNull(),
    /** Over the item with its key, and its scenario: the same file never makes a second version. */
    contentHash: text('content_hash').notNull(),
    publishedAt: integer('published_at').notNull(),
  },
  (table) => [uniqueIndex('item_versions_number').on(table.itemId, table.number)],
);

/** What a version counts for, in its author's order: `cpc/anatomy`. */
export const itemDomains = sqliteTable(
  'item_domains',
  {
    itemVersionId: text('item_version_id')
      .notNull()
      .references(() => itemVersions.id),
    place: integer().notNull(),
    domain: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.itemVersionId, table.place] }),
    index('item_domains_by_domain').on(table.domain),
  ],
);

/** Keys live apart from what is shown, so that no query for a candidate can bring one along. Never updated. */
export const itemKeys = sqliteTable('item_keys', {
  itemVersionId: text('item_version_id')
    .primaryKey()
    .references(() => itemVersions.id),
  /** The whole item, as judging takes it. */
  item: text({ mode: 'json' }).$type<Item>().notNull(),
});
