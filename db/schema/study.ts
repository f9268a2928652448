import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { CardMemory, MemoryBefore } from '#domain/study/card-memory';
import { OBSERVATION_SOURCES } from '#domain/study/observation';
import { people } from './people.ts';

const personId = () =>
  text('person_id')
    .notNull()
    .references(() => people.id);

/** What a person showed of their skills, one row each time: the evidence behind mastery, progress and readiness. */
export const observations = sqliteTable(
  'observations',
  {
    personId: personId(),
    source: text({ enum: OBSERVATION_SOURCES }).notNull(),
    /** The attempt, `lesson#item` of a check, the card's review, or the sitting. */
    ref: text().notNull(),
    /** What of it: `diagnoses.0`, `services.1.units`, an item, the card of a review; empty where `ref` says all. */
    part: text().notNull(),
    /** Ids of `SKILLS`. */
    skills: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** From 0, wrong, to 1, right. */
    credit: real().notNull(),
    /** As authored, in logits: 0 is what half of the prepared get right; null where nobody said. */
    difficulty: real(),
    at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.source, table.ref, table.part] }),
    index('observations_by_time').on(table.personId, table.at),
  ],
);

export const NOTEBOOK_SOURCES = ['chart', 'check', 'exam'] as const;
/** Why a difference came about, as the learner sees it (DOMAIN.md, root cause). */
export const ROOT_CAUSES = [
  'documentation',
  'guideline',
  'clinical',
  'look-up',
  'reading',
  'clerical',
  'time',
] as const;

/** The error notebook. What a row says is told from the grade or the item it points to; here is what it is found by. */
export const notebookEntries = sqliteTable(
  'notebook_entries',
  {
    id: text().primaryKey(),
    personId: personId(),
    source: text({ enum: NOTEBOOK_SOURCES }).notNull(),
    /** The attempt, `lesson#item`, or the sitting. */
    ref: text().notNull(),
    /** Index into the grade's variances, or of the item; 0 where `ref` says all. */
    place: integer().notNull(),
    /** Kind of the variance; `wrong-answer` of an item. */
    kind: text().notNull(),
    severity: text().notNull(),
    /** Setting of the encounter; null where there is none. */
    setting: text(),
    /** Id of the skill it belongs to first. */
    skill: text().notNull(),
    /** The controlling source: the first citation. */
    cite: text(),
    rootCause: text('root_cause', { enum: ROOT_CAUSES }),
    /** The learner's own words. */
    note: text(),
    at: integer().notNull(),
    /** When the learner said that it is settled. */
    settledAt: integer('settled_at'),
  },
  (table) => [
    uniqueIndex('notebook_entries_of').on(table.personId, table.source, table.ref, table.place),
    index('notebook_entries_by_time').on(table.personId, table.at),
  ],
);

/** Where a card stands with a person. A card that was never seen has no row. */
export const cardStates = sqliteTable(
  'card_states',
  {
    personId: personId(),
    /** `deck/card`; `variance/<notebook entry>`; `own/<own card>`. */
    cardId: text('card_id').notNull(),
    deck: text().notNull(),
    /** When it is to be seen again; beside `memory`, because it is looked for. */
    due: integer().notNull(),
    /** Null for a card that was suspended before it was ever seen. */
    memory: text({ mode: 'json' }).$type<CardMemory>(),
    suspendedAt: integer('suspended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.cardId] }),
    index('card_states_due').on(table.personId, table.due),
  ],
);

/** Every answer to a card, with what stood before it, so that the last one can be taken back. */
export const cardReviews = sqliteTable(
  'card_reviews',
  {
    id: text().primaryKey(),
    personId: personId(),
    cardId: text('card_id').notNull(),
    deck: text().notNull(),
    /** 1 again, 2 hard, 3 good, 4 easy. */
    rating: integer().notNull(),
    /** Null when the card was new. */
    before: text({ mode: 'json' }).$type<MemoryBefore>(),
    at: integer().notNull(),
    /** From showing the card to the answer, milliseconds, as the server saw it; null where it is not known. */
    tookMs: integer('took_ms'),
  },
  (table) => [index('card_reviews_by_time').on(table.personId, table.at)],
);

/** Cards a person wrote or brought along. */
export const ownCards = sqliteTable(
  'own_cards',
  {
    id: text().primaryKey(),
    personId: personId(),
    deck: text().notNull(),
    front: text().notNull(),
    back: text().notNull(),
    tags: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** Of front and back, so that the same file brought twice makes no second card. */
    fingerprint: text().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [uniqueIndex('own_cards_once').on(table.personId, table.fingerprint)],
);

/** How a person wants to study; without a row the defaults of `StudyPlan` hold. */
export const studySettings = sqliteTable('study_settings', {
  personId: text('person_id')
    .primaryKey()
    .references(() => people.id),
  newCardsADay: integer('new_cards_a_day').notNull(),
  mostReviewsADay: integer('most_reviews_a_day').notNull(),
  /** Share of cards to be still known when they come due, in thousandths. */
  retention: integer().notNull(),
  /** Decks that new cards are taken from. */
  decks: text({ mode: 'json' }).$type<string[]>().notNull(),
  /** IANA name: a day begins at midnight there. */
  timeZone: text('time_zone').notNull(),
  /** Id of the blueprint the person prepares for. */
  exam: text(),
});

/** Time spent, summed per day of the person's time zone: what a page reports while it is used, gaps left out. */
export const studyTime = sqliteTable(
  'study_time',
  {
    personId: personId(),
    day: text().notNull(),
    activity: text({ enum: ['chart', 'cards', 'check', 'exam'] }).notNull(),
    activeMs: integer('active_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.day, table.activity] })],
);
