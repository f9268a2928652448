import { and, eq } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { type AuditEntry, recordAudit } from '#db/queries/audit';
import { memberships } from '#db/schema/organisations';
import type { OrganisationRole } from '#domain/people/roles';
import type { Instant } from '#domain/time';

/** Who changes something in which organisation, when, in which request. */
export interface Deed {
  organisationId: string;
  actorId: string;
  /** The actor's roles there when it was asked whether they may; none for who is only about to be in it. */
  roles: readonly OrganisationRole[];
  at: Instant;
  requestId: string;
}

/** Whoever wanted to do something lost a role in the organisation since it was asked whether they may. */
export class RightLostError extends Error {}

/**
 * Changes something in an organisation in one transaction, as long as the actor still has the roles the right was judged
 * by: a request can come in slowly, and a role may be taken meanwhile. Throws `RightLostError`, and nothing is done then.
 */
export const doDeed = <Value>(db: Db, deed: Deed, work: (tx: Transaction) => Promise<Value>): Promise<Value> =>
  db.transaction(async (tx) => {
    await checkRoles(tx, deed);
    return work(tx);
  });

/** The check of `doDeed` alone, for a transaction that is open already. */
export async function checkRoles(
  tx: Transaction,
  { organisationId, actorId, roles }: Pick<Deed, 'organisationId' | 'actorId' | 'roles'>,
): Promise<void> {
  const isTheirs = and(eq(memberships.organisationId, organisationId), eq(memberships.personId, actorId));
  const held = await tx.select({ role: memberships.role }).from(memberships).where(isTheirs);
  const isLost = roles.some((role) => !held.some((one) => one.role === role));
  if (isLost) throw new RightLostError(`${actorId} lost a role in ${organisationId} meanwhile`);
}

/** Writes what was done into the audit log, with the transaction it was done in. */
export const recordDeed = (
  db: Parameters<typeof recordAudit>[0],
  { roles: _, ...deed }: Deed,
  entry: Pick<AuditEntry, 'action' | 'subjectId' | 'details'>,
): Promise<void> => recordAudit(db, { ...deed, ...entry });
