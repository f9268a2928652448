import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';
import { examStatistics } from '#db/schema/exam-statistics';
import { sittingAnswers, sittingBreaks, sittingItems, sittingJudgements, sittings } from '#db/schema/sittings';

/** Everything that hangs on a sitting. `tests/db/study-tables.test.ts` holds it against the schema. */
const PARTS = [sittingAnswers, sittingBreaks, sittingJudgements, sittingItems] as const;

/**
 * Deletes sittings with their forms, answers, breaks and verdicts, and answers how many. What was reckoned from them of
 * the items goes, too, and is reckoned anew from the sittings of others: nothing of the person is left in it. `chosen` is
 * a condition on `sittings` alone. Six statements, whatever the number of sittings.
 */
export async function forgetSittings(tx: Transaction, chosen: SQL): Promise<number> {
  const ofThose = sql`(select blueprint from sittings where closed_at is not null and ${chosen})`;
  await tx.delete(examStatistics).where(sql`blueprint in ${ofThose}`);
  for (const part of PARTS) await tx.delete(part).where(sql`sitting_id in (select id from sittings where ${chosen})`);
  return (await tx.delete(sittings).where(chosen).returning({ id: sittings.id })).length;
}
