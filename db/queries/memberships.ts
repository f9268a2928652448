import { and, count, eq, inArray, min, ne, notInArray, sql } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { type Deed, doDeed, recordDeed } from '#db/queries/deed';
import { endInvitationsOf } from '#db/queries/send-invitations';
import { sessions, users } from '#db/schema/accounts';
import { cohortMembers, cohorts, memberships } from '#db/schema/organisations';
import { inOrder, type OrganisationRole } from '#domain/people/roles';

export interface Member {
  personId: string;
  name: string;
  email: string;
  roles: OrganisationRole[];
  since: number;
}
export type ListedMember = Member & { cohorts: { id: string; name: string }[] };

/** Without an owner nobody could ever give a role again. */
export type MemberOutcome = 'done' | 'last-owner' | 'absent';

const memberColumns = {
  personId: users.id,
  name: users.name,
  email: users.email,
  roles: sql<string>`group_concat(distinct ${memberships.role})`,
  since: min(memberships.createdAt),
};

const memberOf = ({
  roles,
  since,
  ...row
}: {
  personId: string;
  name: string;
  email: string;
  roles: string;
  since: number | null;
}): Member => ({
  ...row,
  roles: inOrder(roles.split(',') as OrganisationRole[]),
  since: since ?? 0,
});

export interface MemberFilter {
  /** Part of a name or an address. */
  find?: string;
  role?: OrganisationRole;
  most: number;
  skip: number;
}

/** Members of an organisation by name, with roles and cohorts, a page of them. Two queries. */
export async function listMembers(db: Db, organisationId: string, filter: MemberFilter): Promise<ListedMember[]> {
  const rows = await db
    .select(memberColumns)
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.personId))
    .where(and(...conditionsOf(organisationId, filter)))
    .groupBy(users.id)
    .orderBy(sql`${users.name} collate nocase`, users.id)
    .limit(filter.most)
    .offset(filter.skip);
  const ids = rows.map(({ personId }) => personId);
  const places = await db
    .select({ personId: cohortMembers.personId, id: cohorts.id, name: cohorts.name })
    .from(cohortMembers)
    .innerJoin(cohorts, eq(cohorts.id, cohortMembers.cohortId))
    .where(and(eq(cohorts.organisationId, organisationId), inArray(cohortMembers.personId, ids)))
    .orderBy(cohorts.name);
  const byPerson = Map.groupBy(places, ({ personId }) => personId);
  return rows.map((row) => ({
    ...memberOf(row),
    cohorts: (byPerson.get(row.personId) ?? []).map(({ id, name }) => ({ id, name })),
  }));
}

/** How many members fit. */
export async function countMembers(
  db: Db,
  organisationId: string,
  filter: Pick<MemberFilter, 'find' | 'role'> = {},
): Promise<number> {
  const [row] = await db
    .select({ members: sql<number>`count(distinct ${memberships.personId})` })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.personId))
    .where(and(...conditionsOf(organisationId, filter)));
  return row?.members ?? 0;
}

function conditionsOf(organisationId: string, { find, role }: Pick<MemberFilter, 'find' | 'role'>) {
  const pattern = `%${(find ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const holdsRole = sql`exists (select 1 from ${memberships} as held where held.person_id = ${memberships.personId}
    and held.organisation_id = ${organisationId} and held.role = ${role})`;
  return [
    eq(memberships.organisationId, organisationId),
    ...(find ? [sql`(${users.name} like ${pattern} escape '\\' or ${users.email} like ${pattern} escape '\\')`] : []),
    ...(role ? [holdsRole] : []),
  ];
}

/** One member, with all roles; undefined when they are none of this organisation. */
export async function findMember(db: Db, organisationId: string, personId: string): Promise<Member | undefined> {
  const [row] = await db
    .select(memberColumns)
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.personId))
    .where(and(eq(memberships.organisationId, organisationId), eq(memberships.personId, personId)))
    .groupBy(users.id);
  return row && memberOf(row);
}

/** Gives a member these roles and no others. Refused when nobody would be owner any more. */
export const changeRoles = (
  db: Db,
  deed: Deed,
  { personId, roles }: { personId: string; roles: readonly OrganisationRole[] },
): Promise<MemberOutcome> =>
  doDeed(db, deed, async (tx) => {
    const { organisationId, at } = deed;
    const before = await rolesOf(tx, organisationId, personId);
    if (before.length === 0 || roles.length === 0) return 'absent';
    const staysOwner = roles.includes('owner') || !before.includes('owner');
    if (!staysOwner && !(await hasOtherOwner(tx, organisationId, personId))) return 'last-owner';
    if (before.toSorted().join() === roles.toSorted().join()) return 'done';
    await tx.delete(memberships).where(and(theirs(organisationId, personId), notInArray(memberships.role, [...roles])));
    await tx
      .insert(memberships)
      .values(roles.map((role) => ({ personId, organisationId, role, createdAt: at })))
      .onConflictDoNothing();
    if (!roles.includes('owner')) await endInvitationsOf(tx, deed, { sentBy: personId });
    await recordDeed(tx, deed, {
      action: 'roles-changed',
      subjectId: personId,
      details: { before, after: [...roles] },
    });
    return 'done';
  });

/**
 * Takes a member out: their roles, their places in cohorts, the organisation their browsers work in. Links on their way
 * to their address end too, or the removal would undo itself. They themselves may do so, which is leaving. Refused when
 * nobody would be owner any more.
 */
export const removeMember = (db: Db, deed: Deed, personId: string): Promise<MemberOutcome> =>
  doDeed(db, deed, async (tx) => {
    const { organisationId } = deed;
    const before = await rolesOf(tx, organisationId, personId);
    if (before.length === 0) return 'absent';
    if (before.includes('owner') && !(await hasOtherOwner(tx, organisationId, personId))) return 'last-owner';
    await tx.delete(memberships).where(theirs(organisationId, personId));
    const own = tx.select({ id: cohorts.id }).from(cohorts).where(eq(cohorts.organisationId, organisationId));
    await tx
      .delete(cohortMembers)
      .where(and(eq(cohortMembers.personId, personId), inArray(cohortMembers.cohortId, own)));
    await tx
      .update(sessions)
      .set({ organisationId: null })
      .where(and(eq(sessions.userId, personId), eq(sessions.organisationId, organisationId)));
    await endInvitationsOf(tx, deed, { sentBy: personId, sentTo: personId });
    await recordDeed(tx, deed, { action: 'member-removed', subjectId: personId, details: { before } });
    return 'done';
  });

const theirs = (organisationId: string, personId: string) =>
  and(eq(memberships.organisationId, organisationId), eq(memberships.personId, personId));

async function rolesOf(tx: Transaction, organisationId: string, personId: string): Promise<OrganisationRole[]> {
  const rows = await tx.select({ role: memberships.role }).from(memberships).where(theirs(organisationId, personId));
  return rows.map(({ role }) => role).sort();
}

async function hasOtherOwner(tx: Transaction, organisationId: string, personId: string): Promise<boolean> {
  const [others] = await tx
    .select({ owners: count() })
    .from(memberships)
    .where(
      and(
        eq(memberships.organisationId, organisationId),
        eq(memberships.role, 'owner'),
        ne(memberships.personId, personId),
      ),
    );
  return (others?.owners ?? 0) > 0;
}
