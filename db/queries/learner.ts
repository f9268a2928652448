import type { Db } from '#db/client';
import { AccountGoneError, hasAccount } from '#db/queries/accounts';
import { people } from '#db/schema/people';
import type { Instant } from '#domain/time';

/** Who studies: a guest by a cookie, or an account. */
export interface Learner {
  personId: string;
  isAccount: boolean;
}

/**
 * The row of a learner's person, made with the first thing that is theirs. Throws `AccountGoneError` when the account was
 * deleted since the request came in.
 */
export async function ensureLearner(db: Pick<Db, 'insert' | 'select'>, who: Learner, now: Instant): Promise<void> {
  const { personId, isAccount } = who;
  if (isAccount && !(await hasAccount(db, personId))) throw new AccountGoneError(`account ${personId} is deleted`);
  await db.insert(people).values({ id: personId, createdAt: now }).onConflictDoNothing();
}
