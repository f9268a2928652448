import { eq, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';
import { STUDY_TABLES } from '#db/queries/forget-study';
import { cardStates, studyTime } from '#db/schema/study';

interface Move {
  guestId: string;
  accountId: string;
}

/**
 * Makes what a guest studied the account's. Where both have the same, the account's own row stays; of a card that both
 * know the memory that was used later, and time is added up. Call it when the attempts have been moved. The same number of
 * statements, however much it is.
 */
export async function adoptStudy(tx: Transaction, move: Move): Promise<void> {
  const { guestId, accountId } = move;
  await dropLaterTries(tx, move);
  const sameEntry = sql`mine.source = theirs.source and mine.ref = theirs.ref and mine.place = theirs.place`;
  await renameCards(tx, move, sql`notebook_entries`, sql`'variance/'`, sameEntry);
  await renameCards(tx, move, sql`own_cards`, sql`'own/'`, sql`mine.fingerprint = theirs.fingerprint`);
  await tx.delete(cardStates).where(sql`person_id = ${accountId} and exists (select 1 from card_states theirs
    where theirs.person_id = ${guestId} and theirs.card_id = card_states.card_id
      and coalesce(json_extract(theirs.memory, '$.lastReview'), 0) > coalesce(json_extract(card_states.memory, '$.lastReview'), 0))`);
  await tx.run(sql`insert into study_time (person_id, day, activity, active_ms)
    select ${accountId}, day, activity, active_ms from study_time where person_id = ${guestId}
    on conflict (person_id, day, activity) do update set active_ms = study_time.active_ms + excluded.active_ms`);
  await tx.delete(studyTime).where(eq(studyTime.personId, guestId));
  for (const table of STUDY_TABLES) {
    await tx.run(sql`update or ignore ${table} set person_id = ${accountId} where person_id = ${guestId}`);
    await tx.delete(table).where(eq(table.personId, guestId));
  }
}

/** A first try that became a later one shows nothing any more: the account had coded the chart. */
const dropLaterTries = (tx: Transaction, { guestId, accountId }: Move) =>
  tx.run(sql`delete from observations where person_id = ${guestId} and source = 'chart' and ref in
    (select id from attempts where person_id = ${accountId} and try_number > 1)`);

/** Cards of rows the account has itself go by the account's row from now on. */
async function renameCards(tx: Transaction, move: Move, rows: SQL, prefix: SQL, isSame: SQL): Promise<void> {
  const twins = sql`${rows} theirs join ${rows} mine on ${isSame} and mine.person_id = ${move.accountId}
    and theirs.person_id = ${move.guestId}`;
  for (const table of [sql`card_states`, sql`card_reviews`])
    await tx.run(sql`update ${table}
      set card_id = (select ${prefix} || mine.id from ${twins} where ${prefix} || theirs.id = card_id)
      where person_id = ${move.guestId} and card_id in (select ${prefix} || theirs.id from ${twins})`);
}
