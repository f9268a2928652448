import { and, asc, count, desc, eq, exists, inArray, notExists, sql } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { type Deed, doDeed, recordDeed } from '#db/queries/deed';
import { users } from '#db/schema/accounts';
import { cohortMembers, cohorts, invitations, memberships } from '#db/schema/organisations';
import { cohortKey } from '#domain/people/cohorts';

export interface CohortFields {
  name: string;
  /** `YYYY-MM-DD`, both included. */
  startsOn: string;
  endsOn: string;
}
export interface Cohort extends CohortFields {
  id: string;
}
export type CohortOutcome = 'done' | 'name-taken' | 'absent';

const cohortColumns = { id: cohorts.id, name: cohorts.name, startsOn: cohorts.startsOn, endsOn: cohorts.endsOn };

/** Cohorts of an organisation, the latest first, with how many are in each. */
export const listCohorts = (db: Db, organisationId: string): Promise<(Cohort & { members: number })[]> =>
  db
    .select({ ...cohortColumns, members: count(cohortMembers.personId) })
    .from(cohorts)
    .leftJoin(cohortMembers, eq(cohortMembers.cohortId, cohorts.id))
    .where(eq(cohorts.organisationId, organisationId))
    .groupBy(cohorts.id)
    .orderBy(desc(cohorts.startsOn), asc(cohorts.name));

/** The cohorts of an organisation a person is in. */
export const listCohortsOf = (db: Db, organisationId: string, personId: string): Promise<Cohort[]> =>
  db
    .select(cohortColumns)
    .from(cohorts)
    .innerJoin(cohortMembers, eq(cohortMembers.cohortId, cohorts.id))
    .where(and(eq(cohorts.organisationId, organisationId), eq(cohortMembers.personId, personId)))
    .orderBy(desc(cohorts.startsOn), asc(cohorts.name));

/** One cohort; undefined when it is none of this organisation. */
export async function findCohort(db: Db, organisationId: string, id: string): Promise<Cohort | undefined> {
  const [row] = await db.select(cohortColumns).from(cohorts).where(oneOf(organisationId, id));
  return row;
}

const oneOf = (organisationId: string, id: string) =>
  and(eq(cohorts.id, id), eq(cohorts.organisationId, organisationId));

/** Makes a cohort, unless another one of the organisation is called the same. */
export const createCohort = (db: Db, deed: Deed, { id, ...fields }: Cohort): Promise<CohortOutcome> =>
  doDeed(db, deed, async (tx) => {
    if (await isNameTaken(tx, deed.organisationId, { id, name: fields.name })) return 'name-taken';
    await tx.insert(cohorts).values({ id, organisationId: deed.organisationId, ...fields, createdAt: deed.at });
    await recordDeed(tx, deed, { action: 'cohort-changed', subjectId: id, details: { change: 'created' } });
    return 'done';
  });

/** Gives a cohort another name or other days. */
export const changeCohort = (db: Db, deed: Deed, { id, ...fields }: Cohort): Promise<CohortOutcome> =>
  doDeed(db, deed, async (tx) => {
    if (await isNameTaken(tx, deed.organisationId, { id, name: fields.name })) return 'name-taken';
    const changed = await tx
      .update(cohorts)
      .set(fields)
      .where(oneOf(deed.organisationId, id))
      .returning({ id: cohorts.id });
    if (changed.length === 0) return 'absent';
    await recordDeed(tx, deed, { action: 'cohort-changed', subjectId: id, details: { change: 'changed' } });
    return 'done';
  });

/** Deletes a cohort. Its people stay members; invitations into it stay good, without it. */
export const deleteCohort = (db: Db, deed: Deed, id: string): Promise<CohortOutcome> =>
  doDeed(db, deed, async (tx) => {
    const [found] = await tx.select({ id: cohorts.id }).from(cohorts).where(oneOf(deed.organisationId, id));
    if (!found) return 'absent';
    await tx.delete(cohortMembers).where(eq(cohortMembers.cohortId, id));
    await tx.update(invitations).set({ cohortId: null }).where(eq(invitations.cohortId, id));
    await tx.delete(cohorts).where(eq(cohorts.id, id));
    await recordDeed(tx, deed, { action: 'cohort-changed', subjectId: id, details: { change: 'deleted' } });
    return 'done';
  });

async function isNameTaken(
  tx: Transaction,
  organisationId: string,
  { id, name }: { id: string; name: string },
): Promise<boolean> {
  const others = await tx
    .select({ id: cohorts.id, name: cohorts.name })
    .from(cohorts)
    .where(eq(cohorts.organisationId, organisationId));
  return others.some((other) => other.id !== id && cohortKey(other.name) === cohortKey(name));
}

export interface CohortPerson {
  personId: string;
  name: string;
  email: string;
}

/** Members of the organisation by name who are in the cohort, or who are not. */
export function listCohortPeople(
  db: Db,
  { organisationId, cohortId, isIn }: { organisationId: string; cohortId: string; isIn: boolean },
): Promise<CohortPerson[]> {
  const place = db
    .select({ one: sql`1` })
    .from(cohortMembers)
    .where(and(eq(cohortMembers.cohortId, cohortId), eq(cohortMembers.personId, users.id)));
  const member = db
    .select({ id: memberships.personId })
    .from(memberships)
    .where(eq(memberships.organisationId, organisationId));
  return db
    .select({ personId: users.id, name: users.name, email: users.email })
    .from(users)
    .where(and(inArray(users.id, member), isIn ? exists(place) : notExists(place)))
    .orderBy(sql`${users.name} collate nocase`, users.id);
}

/** Takes a member into a cohort of the same organisation. `absent` when either is not of it. */
export const addToCohort = (
  db: Db,
  deed: Deed,
  { cohortId, personId }: { cohortId: string; personId: string },
): Promise<CohortOutcome> =>
  doDeed(db, deed, async (tx) => {
    const { organisationId, at } = deed;
    const [cohort] = await tx.select({ id: cohorts.id }).from(cohorts).where(oneOf(organisationId, cohortId));
    const [member] = await tx
      .select({ id: memberships.personId })
      .from(memberships)
      .where(and(eq(memberships.organisationId, organisationId), eq(memberships.personId, personId)))
      .limit(1);
    if (!cohort || !member) return 'absent';
    await tx.insert(cohortMembers).values({ cohortId, personId, createdAt: at }).onConflictDoNothing();
    const details = { change: 'member-in', personId };
    await recordDeed(tx, deed, { action: 'cohort-changed', subjectId: cohortId, details });
    return 'done';
  });

/** Takes somebody out of a cohort; they stay a member of the organisation. */
export const removeFromCohort = (
  db: Db,
  deed: Deed,
  { cohortId, personId }: { cohortId: string; personId: string },
): Promise<CohortOutcome> =>
  doDeed(db, deed, async (tx) => {
    const own = tx.select({ id: cohorts.id }).from(cohorts).where(oneOf(deed.organisationId, cohortId));
    const removed = await tx
      .delete(cohortMembers)
      .where(and(inArray(cohortMembers.cohortId, own), eq(cohortMembers.personId, personId)))
      .returning({ id: cohortMembers.cohortId });
    if (removed.length === 0) return 'absent';
    const details = { change: 'member-out', personId };
    await recordDeed(tx, deed, { action: 'cohort-changed', subjectId: cohortId, details });
    return 'done';
  });
