import { desc, eq } from 'drizzle-orm';
import type { Db } from '#db/client';
import { answerKeys } from '#db/schema/cases';
import type { AnswerKey } from '#domain/chart/answer-key';

/** A key with the ids a stored grade refers to. */
export interface StoredKey {
  id: string;
  revision: number;
  key: AnswerKey;
}

/**
 * The newest key of a case version: for grading on the server and for results of submitted attempts, never for a page
 * that comes before. Throws when the version has none.
 */
export async function getAnswerKey(db: Db, caseVersionId: string): Promise<StoredKey> {
  const [found] = await db
    .select({ id: answerKeys.id, revision: answerKeys.revision, key: answerKeys.key })
    .from(answerKeys)
    .where(eq(answerKeys.caseVersionId, caseVersionId))
    .orderBy(desc(answerKeys.revision))
    .limit(1);
  if (!found) throw new Error(`case version ${caseVersionId} has no answer key`);
  return found;
}
