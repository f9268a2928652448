import { and, asc, eq, gte } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { observations } from '#db/schema/study';
import type { Observation } from '#domain/study/observation';
import { inOrder } from '#domain/study/skills-of';
import type { Instant } from '#domain/time';

/**
 * What a person showed of their skills, the oldest first, from `since` on if it is given. Skills of another time are
 * left out. One query.
 */
export async function listObservations(db: Db, personId: string, since?: Instant): Promise<Observation[]> {
  const found = await db
    .select()
    .from(observations)
    .where(and(eq(observations.personId, personId), since === undefined ? undefined : gte(observations.at, since)))
    .orderBy(asc(observations.at), asc(observations.ref), asc(observations.part));
  return found.map(({ source, ref, part, skills, credit, difficulty, at }) => ({
    source,
    ref,
    part,
    skills: inOrder(skills),
    credit,
    ...(difficulty !== null && { difficulty }),
    at: at as Instant,
  }));
}

/** Stays below the number of values one statement of SQLite takes. */
const ROWS_AT_ONCE = 500;

/** Adds evidence. What is there already under the same name stays as it is: the first answer counts. */
export const recordObservations = (
  db: Db | Transaction,
  personId: string,
  seen: readonly Observation[],
): Promise<void> =>
  insertObservations(
    db,
    seen.map((one) => ({ ...one, personId })),
  );

/** The same for several people at once. */
export async function insertObservations(
  db: Db | Transaction,
  rows: readonly (Observation & { personId: string })[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await db
      .insert(observations)
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .onConflictDoNothing();
}
