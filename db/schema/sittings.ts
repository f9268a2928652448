import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { ItemAnswer } from '#domain/exam/items/item-answer';
import type { Judgement, Verdict } from '#domain/exam/items/judgement';
import type { Outcome } from '#domain/exam/sittings/outcome';
import { type Accommodations, type Highlight, SITTING_MODES, SITTING_SCOPES } from '#domain/exam/sittings/sitting';
import { itemVersions } from './items.ts';
import { people } from './people.ts';

/** One person's sitting of an exam. Times are the server's, UTC epoch milliseconds. */
export const sittings = sqliteTable(
  'sittings',
  {
    id: text().primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    /** Name of the blueprint's file: `cpc-2026`. */
    blueprint: text().notNull(),
    mode: text({ enum: SITTING_MODES }).notNull(),
    scope: text({ enum: SITTING_SCOPES }).notNull(),
    /** What it was restricted to, `cpc/anatomy`; empty when to nothing. */
    domains: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** With the pool of its day it makes the same form again. */
    seed: integer().notNull(),
    /** Mean expected share right of the form. */
    expected: real().notNull(),
    /** Time without accommodations, whole minutes. */
    minutes: integer().notNull(),
    accommodations: text({ mode: 'json' }).$type<Accommodations>().notNull(),
    startedAt: integer('started_at').notNull(),
    /** The candidate said so, or time was up: the last moment an answer could be given. */
    handedInAt: integer('handed_in_at'),
    /** When it was judged; from then on the key may be told and nothing is taken any more. */
    closedAt: integer('closed_at'),
    outcome: text({ mode: 'json' }).$type<Outcome>(),
  },
  (table) => [
    // Two clicks on Start make one sitting.
    uniqueIndex('sittings_one_open').on(table.personId).where(sql`closed_at is null`),
    index('sittings_of_person').on(table.personId, table.startedAt),
    index('sittings_of_blueprint').on(table.blueprint, table.closedAt),
  ],
);

/** The form, frozen into the sitting: never updated. */
export const sittingItems = sqliteTable(
  'sitting_items',
  {
    sittingId: text('sitting_id')
      .notNull()
      .references(() => sittings.id),
    /** From 0, in the order asked. */
    place: integer().notNull(),
    itemVersionId: text('item_version_id')
      .notNull()
      .references(() => itemVersions.id),
    domain: text().notNull(),
    /** On trial: it counts for nothing, and nobody is told before the end. */
    isPretest: integer('is_pretest', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.sittingId, table.place] }),
    index('sitting_items_of_version').on(table.itemVersionId),
  ],
);

/** What a candidate did with an item so far; no row as long as it was not touched. */
export const sittingAnswers = sqliteTable(
  'sitting_answers',
  {
    sittingId: text('sitting_id')
      .notNull()
      .references(() => sittings.id),
    place: integer().notNull(),
    answer: text({ mode: 'json' }).$type<ItemAnswer>(),
    isFlagged: integer('is_flagged', { mode: 'boolean' }).notNull(),
    struck: text({ mode: 'json' }).$type<number[]>().notNull(),
    note: text().notNull(),
    highlights: text({ mode: 'json' }).$type<Highlight[]>().notNull(),
    spentMs: integer('spent_ms').notNull(),
    /** When the change was made, and its number in its browser: a later one stands, whichever arrives first. */
    changedAt: integer('changed_at').notNull(),
    changeOrder: integer('change_order').notNull(),
    /** When it arrived. */
    savedAt: integer('saved_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.sittingId, table.place] })],
);

/** Breaks and pauses that stop the clock. */
export const sittingBreaks = sqliteTable(
  'sitting_breaks',
  {
    sittingId: text('sitting_id')
      .notNull()
      .references(() => sittings.id),
    fromAt: integer('from_at').notNull(),
    /** Null while it lasts. */
    toAt: integer('to_at'),
  },
  (table) => [primaryKey({ columns: [table.sittingId, table.fromAt] })],
);

/** The verdict on each item, written once when the sitting is closed. */
export const sittingJudgements = sqliteTable(
  'sitting_judgements',
  {
    sittingId: text('sitting_id')
      .notNull()
      .references(() => sittings.id),
    place: integer().notNull(),
    verdict: text().$type<Verdict>().notNull(),
    /** 0 or 1: what it is worth in the score. */
    credit: integer().notNull(),
    judgement: text({ mode: 'json' }).$type<Judgement>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sittingId, table.place] })],
);
