import { and, eq, gt, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { isoTime } from '#db/queries/pages';
import {
  cardReviews,
  cardStates,
  notebookEntries,
  observations,
  ownCards,
  studySettings,
  studyTime,
} from '#db/schema/study';

type StudyTable =
  | typeof observations
  | typeof notebookEntries
  | typeof cardStates
  | typeof cardReviews
  | typeof ownCards
  | typeof studySettings
  | typeof studyTime;

/** A page of one table of what a person studied, without their own id: it is theirs throughout. */
export async function readStudy(
  db: Db,
  table: StudyTable,
  personId: string,
  { after, most }: { after: number; most: number },
) {
  const cursor = sql<number>`${table}.rowid`;
  const found = await db
    .select({ cursor, row: table })
    .from(table)
    .where(and(eq(table.personId, personId), gt(cursor, after)))
    .orderBy(cursor)
    .limit(most);
  return found.map(({ cursor: at, row: { personId: _, ...row } }) => ({ ...withTimes(row), cursor: at }));
}

/** Columns that hold a moment. */
const MOMENTS = ['at', 'due', 'createdAt', 'settledAt', 'suspendedAt'];

const withTimes = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      MOMENTS.includes(name) ? isoTime(typeof value === 'number' ? value : null) : value,
    ]),
  );

interface StudyFile {
  name: string;
  about: string;
  table: StudyTable;
  columns: readonly string[];
}

/** What is exported of each table of study, in the order of the archive. `tests/db/study-tables.test.ts` counts them. */
export const STUDY_FILES: readonly StudyFile[] = [
  {
    name: 'observations',
    about: 'what you showed of your skills, from charts, knowledge checks, cards and exams',
    table: observations,
    columns: ['at', 'source', 'ref', 'part', 'skills', 'credit', 'difficulty'],
  },
  {
    name: 'error-notebook',
    about: 'your error notebook, with your own causes and notes',
    table: notebookEntries,
    columns: [
      'id',
      'at',
      'source',
      'ref',
      'place',
      'kind',
      'severity',
      'setting',
      'skill',
      'cite',
      'rootCause',
      'note',
      'settledAt',
    ],
  },
  {
    name: 'cards',
    about: 'cards you have seen or suspended, and what is remembered of each',
    table: cardStates,
    columns: ['cardId', 'deck', 'due', 'memory', 'suspendedAt'],
  },
  {
    name: 'card-reviews',
    about: 'every answer you gave to a card',
    table: cardReviews,
    columns: ['id', 'at', 'cardId', 'deck', 'rating', 'before', 'tookMs'],
  },
  {
    name: 'own-cards',
    about: 'cards you wrote or brought along',
    table: ownCards,
    columns: ['id', 'createdAt', 'deck', 'front', 'back', 'tags'],
  },
  {
    name: 'study-settings',
    about: 'how you want to study',
    table: studySettings,
    columns: ['newCardsADay', 'mostReviewsADay', 'retention', 'decks', 'timeZone', 'exam'],
  },
  {
    name: 'study-time',
    about: 'how long you studied on each day, pauses left out',
    table: studyTime,
    columns: ['day', 'activity', 'activeMs'],
  },
];
