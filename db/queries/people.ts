import { eq } from 'drizzle-orm';
import type { Db } from '#db/client';
import { AccountGoneError, hasAccount } from '#db/queries/accounts';
import { recordAudit } from '#db/queries/audit';
import { memberships, organisations } from '#db/schema/organisations';
import { administrators, people } from '#db/schema/people';
import type { Membership } from '#domain/people/permissions';
import type { OrganisationRole } from '#domain/people/roles';
import type { Instant } from '#domain/time';

/**
 * The row of an account's person, made when it is not there yet. Throws `AccountGoneError` when the account was deleted
 * since the request came in: nothing is given to somebody who is not there.
 */
export async function ensurePerson(db: Pick<Db, 'insert' | 'select'>, id: string, now: Instant): Promise<void> {
  if (!(await hasAccount(db, id))) throw new AccountGoneError(`account ${id} is deleted`);
  await db.insert(people).values({ id, createdAt: now }).onConflictDoNothing();
}

/** The organisations a person is in, by name, with all roles in each. One query. */
export async function listMemberships(db: Db, personId: string): Promise<Membership[]> {
  const rows = await db
    .select({
      organisationId: organisations.id,
      slug: organisations.slug,
      name: organisations.name,
      role: memberships.role,
    })
    .from(memberships)
    .innerJoin(organisations, eq(organisations.id, memberships.organisationId))
    .where(eq(memberships.personId, personId))
    .orderBy(organisations.name, memberships.role);
  const roles = new Map<string, OrganisationRole[]>();
  for (const { organisationId, role } of rows) roles.set(organisationId, [...(roles.get(organisationId) ?? []), role]);
  return [...new Map(rows.map((row) => [row.organisationId, row])).values()].map(({ organisationId, slug, name }) => ({
    organisationId,
    slug,
    name,
    roles: roles.get(organisationId) ?? [],
  }));
}

export async function isAdministrator(db: Db, personId: string): Promise<boolean> {
  const found = await db
    .select({ id: administrators.personId })
    .from(administrators)
    .where(eq(administrators.personId, personId));
  return found.length > 0;
}

/** True when somebody runs this installation. */
export async function hasAdministrator(db: Db): Promise<boolean> {
  return (await db.select({ id: administrators.personId }).from(administrators).limit(1)).length > 0;
}

/** Makes an account an administrator of this installation, and says so in the audit log. */
export const makeAdministrator = (db: Db, personId: string, now: Instant): Promise<void> =>
  db.transaction(async (tx) => {
    await ensurePerson(tx, personId, now);
    await tx.insert(administrators).values({ personId, since: now }).onConflictDoNothing();
    await recordAudit(tx, { action: 'administrator-made', actorId: personId, subjectId: personId, at: now });
  });
