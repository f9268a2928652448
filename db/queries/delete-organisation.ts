import { eq, sql } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { recordAudit } from '#db/queries/audit';
import { checkRoles } from '#db/queries/deed';
import { forgetAttempts } from '#db/queries/forget-attempts';
import { sessions } from '#db/schema/accounts';
import { attempts } from '#db/schema/attempts';
import { answerKeys, cases, caseVersions } from '#db/schema/cases';
import { releases } from '#db/schema/codes';
import { itemDrafts } from '#db/schema/item-drafts';
import { cohortMembers, cohorts, invitations, memberships, organisations } from '#db/schema/organisations';
import { licences } from '#db/schema/references';
import { anonymousGrades } from '#db/schema/statistics';
import type { OrganisationRole } from '#domain/people/roles';
import type { Instant } from '#domain/time';

export interface OrganisationToDelete {
  organisationId: string;
  actorId: string;
  /** As in a `Deed`. */
  roles: readonly OrganisationRole[];
  at: Instant;
  requestId?: string;
}

/**
 * Deletes an organisation, in one transaction. Its members stay what they are without it, and what they coded on the
 * platform's charts stays theirs; work on its own charts goes with the charts. False when it is not there any more.
 * Throws `RightLostError`.
 */
export const deleteOrganisation = (db: Db, wanted: OrganisationToDelete): Promise<boolean> =>
  db.transaction(async (tx) => {
    const { organisationId, actorId, at, requestId } = wanted;
    const found = await tx
      .select({ id: organisations.id })
      .from(organisations)
      .where(eq(organisations.id, organisationId));
    if (found.length === 0) return false;
    await checkRoles(tx, wanted);
    const lost = await deleteCases(tx, organisationId);
    const kept = await tx
      .update(attempts)
      .set({ organisationId: null })
      .where(eq(attempts.organisationId, organisationId))
      .returning({ id: attempts.id });
    await tx.delete(itemDrafts).where(eq(itemDrafts.organisationId, organisationId));
    const left = await deletePlaces(tx, organisationId);
    await tx.delete(organisations).where(eq(organisations.id, organisationId));
    await recordAudit(tx, {
      action: 'organisation-deleted',
      actorId,
      organisationId,
      subjectId: organisationId,
      at,
      details: { memberships: left, attemptsDeleted: lost, attemptsLeftToTheirPeople: kept.length },
      ...(requestId !== undefined && { requestId }),
    });
    return true;
  });

/** Its charts, keys, and whatever was coded on them; of a chart that nobody has any more no statistics can tell anything. */
async function deleteCases(tx: Transaction, organisationId: string): Promise<number> {
  const ownCases = sql`(select id from cases where organisation_id = ${organisationId})`;
  const ownVersions = sql`(select id from case_versions where case_id in ${ownCases})`;
  const gone = await forgetAttempts(tx, sql`case_id in ${ownCases}`);
  await tx.delete(anonymousGrades).where(sql`case_version_id in ${ownVersions}`);
  await tx.delete(answerKeys).where(sql`case_version_id in ${ownVersions}`);
  await tx.delete(caseVersions).where(sql`case_id in ${ownCases}`);
  await tx.delete(cases).where(eq(cases.organisationId, organisationId));
  return gone.attempts;
}

async function deletePlaces(tx: Transaction, organisationId: string): Promise<number> {
  await tx.delete(invitations).where(eq(invitations.organisationId, organisationId));
  await tx
    .delete(cohortMembers)
    .where(sql`cohort_id in (select id from cohorts where organisation_id = ${organisationId})`);
  await tx.delete(cohorts).where(eq(cohorts.organisationId, organisationId));
  await tx.update(sessions).set({ organisationId: null }).where(eq(sessions.organisationId, organisationId));
  const left = await tx
    .delete(memberships)
    .where(eq(memberships.organisationId, organisationId))
    .returning({ personId: memberships.personId });
  return left.length;
}

/**
 * Takes an organisation's licensed texts and its licence out of the catalog, which is another database and shares no
 * transaction. Safe to do again. Answers how many releases went.
 */
export const deleteLicensedReleases = (catalogDb: Db, organisationId: string): Promise<number> =>
  catalogDb.transaction(async (tx) => {
    // Everything public belongs to '': that is nobody's to delete here.
    if (organisationId === '') return 0;
    const gone = await tx
      .delete(releases)
      .where(eq(releases.organisationId, organisationId))
      .returning({ id: releases.id });
    await tx.delete(licences).where(eq(licences.organisationId, organisationId));
    return gone.length;
  });
