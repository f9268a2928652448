import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';
import { forgetEvidence } from '#db/queries/forget-study';
import { attempts, grades } from '#db/schema/attempts';
import { lookUps } from '#db/schema/look-ups';
import { anonymousGrades } from '#db/schema/statistics';

/** What went, in rows. */
export interface Forgotten {
  attempts: number;
  grades: number;
}

/**
 * Deletes attempts with their look-ups, grades and evidence. What remains of a submitted one is its newest result without a person.
 * `chosen` is a condition on `attempts` alone. Eight statements, whatever the number of attempts.
 */
export async function forgetAttempts(tx: Transaction, chosen: SQL): Promise<Forgotten> {
  const ids = sql`(select id from attempts where ${chosen})`;
  await keepAnonymous(tx, ids);
  await forgetEvidence(tx, chosen);
  await tx.delete(lookUps).where(sql`attempt_id in ${ids}`);
  const gone = await tx.delete(grades).where(sql`attempt_id in ${ids}`).returning({ id: grades.attemptId });
  const closed = await tx.delete(attempts).where(chosen).returning({ id: attempts.id });
  return { attempts: closed.length, grades: gone.length };
}

/**
 * Ids are random, not of this moment: else they would say beside the audit log whose results these were. The order of
 * the rows is shuffled, so that it does not tell the order of tries.
 */
const keepAnonymous = (tx: Transaction, ids: SQL) =>
  tx.run(sql`
    insert into ${anonymousGrades}
      (id, case_version_id, answer_key_id, engine, is_first_try, tally, variance_kinds, month)
    select lower(hex(randomblob(16))), attempts.case_version_id, grades.answer_key_id, grades.engine,
      attempts.try_number = 1, json_extract(grades.grade, '$.tally'),
      (select json_group_array(json_extract(value, '$.kind')) from json_each(grades.grade, '$.variances')),
      strftime('%Y-%m', attempts.submitted_at / 1000, 'unixepoch')
    from attempts join grades on grades.attempt_id = attempts.id
      join answer_keys on answer_keys.id = grades.answer_key_id
    where attempts.id in ${ids} and attempts.submitted_at is not null and not exists (
      select 1 from grades later join answer_keys later_key on later_key.id = later.answer_key_id
      where later.attempt_id = grades.attempt_id and (later.created_at, later_key.revision, later.engine) >
        (grades.created_at, answer_keys.revision, grades.engine))
    order by random()`);
