import { inArray, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';
import {
  cardReviews,
  cardStates,
  notebookEntries,
  observations,
  ownCards,
  studySettings,
  studyTime,
} from '#db/schema/study';

/** Every table of what people study. `tests/db/study-tables.test.ts` holds it against the schema. */
export const STUDY_TABLES = [
  observations,
  notebookEntries,
  cardStates,
  cardReviews,
  ownCards,
  studySettings,
  studyTime,
] as const;

/** Deletes everything these people studied with: evidence, notebook, cards, settings, time. A statement a table. */
export async function forgetStudy(tx: Transaction, personIds: readonly string[]): Promise<void> {
  for (const table of STUDY_TABLES) await tx.delete(table).where(inArray(table.personId, [...personIds]));
}

/**
 * Deletes what attempts left behind: evidence, entries of the notebook, and the cards made of these. `chosen` is a
 * condition on `attempts` alone.
 */
export async function forgetEvidence(tx: Transaction, chosen: SQL): Promise<void> {
  const ofAttempts = sql`source = 'chart' and (person_id, ref) in (select person_id, id from attempts where ${chosen})`;
  const cards = sql`(select person_id, 'variance/' || id from notebook_entries where ${ofAttempts})`;
  await tx.delete(cardReviews).where(sql`(person_id, card_id) in ${cards}`);
  await tx.delete(cardStates).where(sql`(person_id, card_id) in ${cards}`);
  await tx.delete(notebookEntries).where(ofAttempts);
  await tx.delete(observations).where(ofAttempts);
}
