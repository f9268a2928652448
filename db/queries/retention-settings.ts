import { eq } from 'drizzle-orm';
import type { Db } from '#db/client';
import { recordAudit } from '#db/queries/audit';
import { checkRoles, type Deed } from '#db/queries/deed';
import { organisations } from '#db/schema/organisations';
import { retention } from '#db/schema/retention';
import type { Instant } from '#domain/time';

/** How long the installation keeps what nobody asked it to delete. */
export interface Retention {
  guestMonths: number;
  /** Null keeps the audit log for good. */
  auditMonths: number | null;
}

/** The settings in force. Throws when their row is gone: nothing may be deleted on a guess. */
export async function getRetention(db: Db): Promise<Retention> {
  const [found] = await db
    .select({ guestMonths: retention.guestMonths, auditMonths: retention.auditMonths })
    .from(retention)
    .where(eq(retention.id, 1));
  if (!found) throw new Error('the row of retention settings is gone');
  return found;
}

/** Sets how long things are kept, and says so in the audit log. */
export const setRetention = (db: Db, wanted: Retention, { actorId, at }: { actorId: string; at: Instant }) =>
  db.transaction(async (tx) => {
    await tx.update(retention).set(wanted).where(eq(retention.id, 1));
    const details = { guestMonths: wanted.guestMonths, auditMonths: wanted.auditMonths ?? 'for ever' };
    await recordAudit(tx, { action: 'retention-changed', actorId, at, details });
  });

/** Months an organisation keeps submitted attempts; null keeps them. Throws when there is no such organisation. */
export async function getOrganisationRetention(db: Db, organisationId: string): Promise<number | null> {
  const [found] = await db
    .select({ months: organisations.attemptsKeptMonths })
    .from(organisations)
    .where(eq(organisations.id, organisationId));
  if (!found) throw new Error(`there is no organisation ${organisationId}`);
  return found.months;
}

/** Sets how long an organisation keeps submitted attempts. Throws `RightLostError`. */
export const setOrganisationRetention = (
  db: Db,
  {
    organisationId,
    months,
    actorId,
    roles,
    at,
  }: Pick<Deed, 'organisationId' | 'actorId' | 'roles' | 'at'> & { months: number | null },
): Promise<void> =>
  db.transaction(async (tx) => {
    await checkRoles(tx, { organisationId, actorId, roles });
    await tx.update(organisations).set({ attemptsKeptMonths: months }).where(eq(organisations.id, organisationId));
    const details = { attemptsKeptMonths: months ?? 'until deleted' };
    await recordAudit(tx, {
      action: 'retention-changed',
      actorId,
      organisationId,
      subjectId: organisationId,
      at,
      details,
    });
  });
