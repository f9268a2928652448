import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { attempts } from './attempts.ts';

/**
 * `search`: words were looked for · `open`: a page of the code book was opened · `take`: a code was put on the sheet
 * from there or from the code field.
 */
export const LOOK_UP_KINDS = ['search', 'open', 'take'] as const;
export type LookUpKind = (typeof LOOK_UP_KINDS)[number];

/** The way through the code book during an attempt, so that a report can replay which path led to a code. Append-only. */
export const lookUps = sqliteTable(
  'look_ups',
  {
    /** Made by the browser, so that a batch sent twice is written once. */
    id: text('id').primaryKey(),
    attemptId: text('attempt_id')
      .notNull()
      .references(() => attempts.id),
    /** UTC epoch milliseconds by the server's clock. */
    at: integer('at').notNull(),
    kind: text('kind', { enum: LOOK_UP_KINDS }).notNull(),
    /** The words looked for, or the address of the page: `/codes/icd-10-cm/E11.22`. */
    what: text('what').notNull(),
    /** The code that was taken, as it is written for people. */
    code: text('code'),
  },
  (table) => [index('look_ups_by_attempt').on(table.attemptId, table.at)],
);
