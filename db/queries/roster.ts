import { eq } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { recordAudits } from '#db/queries/audit';
import { type Deed, doDeed, recordDeed } from '#db/queries/deed';
import { listOpenOffers } from '#db/queries/invitations';
import { recordMails } from '#db/queries/mails';
import { invitationRow, type NewInvitation } from '#db/queries/send-invitations';
import { users } from '#db/schema/accounts';
import { cohortMembers, cohorts, invitations, memberships } from '#db/schema/organisations';
import { cohortKey } from '#domain/people/cohorts';
import type { RosterPerson, RosterPlan, RosterStep, RosterWorld } from '#domain/people/roster';
import type { Instant } from '#domain/time';

/** What there is in an organisation, for a roster to be planned against. Four queries. */
export async function readRosterWorld(
  db: Pick<Db, 'select'>,
  organisationId: string,
  now: Instant,
): Promise<RosterWorld> {
  const held = await db
    .select({ email: users.email, personId: users.id, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.personId))
    .where(eq(memberships.organisationId, organisationId));
  const places = await db
    .select({ personId: cohortMembers.personId, cohortId: cohortMembers.cohortId })
    .from(cohortMembers)
    .innerJoin(cohorts, eq(cohorts.id, cohortMembers.cohortId))
    .where(eq(cohorts.organisationId, organisationId));
  const offers = await listOpenOffers(db, organisationId, now);
  const own = await db
    .select({ id: cohorts.id, name: cohorts.name })
    .from(cohorts)
    .where(eq(cohorts.organisationId, organisationId));
  return { members: membersByEmail(held, places), invited: offersByEmail(offers), cohorts: own };
}

function membersByEmail(
  held: { email: string; personId: string; role: RosterPerson['role'] }[],
  places: { personId: string; cohortId: string }[],
): RosterWorld['members'] {
  const cohortsOf = Map.groupBy(places, ({ personId }) => personId);
  const members = Map.groupBy(held, ({ email }) => email);
  return new Map(
    [...members].map(([email, rows]) => {
      const personId = rows[0]?.personId ?? '';
      const cohortIds = (cohortsOf.get(personId) ?? []).map(({ cohortId }) => cohortId);
      return [email, { personId, roles: rows.map(({ role }) => role), cohortIds }];
    }),
  );
}

function offersByEmail(offers: Awaited<ReturnType<typeof listOpenOffers>>): RosterWorld['invited'] {
  const plain = offers.map(({ cohortId, ...offer }) => ({ ...offer, ...(cohortId && { cohortId }) }));
  return Map.groupBy(plain, ({ email }) => email);
}

/** How a roster is done. All of it is called within the transaction, with what is true then. */
export interface RosterWork {
  /** Makes the plan; undefined when it is not the one that was agreed to. */
  plan(world: RosterWorld): RosterPlan | undefined;
  newCohort(name: string): { id: string; name: string; startsOn: string; endsOn: string };
  invitation(person: RosterPerson, cohortId: string | undefined): NewInvitation;
}

/** Rows of one statement: SQLite binds 32,766 values at most. */
const ROWS_AT_ONCE = 500;

/**
 * Does what a roster's plan says, all of it or nothing, and says so in the audit log. False, and nothing done, when the
 * plan is no longer the one that was agreed to.
 */
export const importRoster = (db: Db, deed: Deed, work: RosterWork): Promise<boolean> =>
  doDeed(db, deed, async (tx) => {
    const world = await readRosterWorld(tx, deed.organisationId, deed.at);
    const plan = work.plan(world);
    if (!plan) return false;
    const made = plan.newCohorts.map(work.newCohort);
    await insertInParts(made, (rows) =>
      tx
        .insert(cohorts)
        .values(rows.map((row) => ({ ...row, organisationId: deed.organisationId, createdAt: deed.at }))),
    );
    const ids = new Map([...world.cohorts, ...made].map(({ id, name }) => [cohortKey(name), id]));
    const cohortIdOf = ({ cohort }: RosterPerson) => (cohort === undefined ? undefined : ids.get(cohortKey(cohort)));
    await invite(
      tx,
      deed,
      stepsOf(plan, 'invite').map(({ person }) => work.invitation(person, cohortIdOf(person))),
    );
    await addRoles(tx, deed, stepsOf(plan, 'add'), world);
    await addPlaces(tx, deed, stepsOf(plan, 'add'), cohortIdOf);
    await recordDeed(tx, deed, { action: 'roster-imported', details: tallyOf(plan) });
    return true;
  });

const stepsOf = <Kind extends RosterStep['kind']>(plan: RosterPlan, kind: Kind) =>
  plan.steps.filter((step): step is Extract<RosterStep, { kind: Kind }> => step.kind === kind);

const tallyOf = (plan: RosterPlan) => ({
  invited: stepsOf(plan, 'invite').length,
  added: stepsOf(plan, 'add').length,
  unchanged: stepsOf(plan, 'nothing').length,
  cohorts: plan.newCohorts.length,
});

async function invite(tx: Transaction, deed: Deed, sent: NewInvitation[]): Promise<void> {
  await insertInParts(sent, (part) =>
    tx.insert(invitations).values(part.map(({ mail: _, ...row }) => invitationRow(deed, row))),
  );
  await insertInParts(sent, (part) =>
    recordMails(
      tx,
      deed.at,
      part.map(({ email, mail }) => ({ recipient: email, ...mail })),
    ),
  );
}

type AddStep = Extract<RosterStep, { kind: 'add' }>;

async function addRoles(tx: Transaction, deed: Deed, steps: AddStep[], world: RosterWorld): Promise<void> {
  const raised = steps.filter(({ addsRole }) => addsRole);
  const { organisationId, actorId, at, requestId } = deed;
  const row = { organisationId, actorId, at, requestId };
  await insertInParts(raised, (part) =>
    tx
      .insert(memberships)
      .values(part.map(({ personId, person: { role } }) => ({ personId, organisationId, role, createdAt: at }))),
  );
  await insertInParts(raised, (part) =>
    recordAudits(
      tx,
      part.map(({ personId, person: { email, role } }) => {
        const before = [...(world.members.get(email)?.roles ?? [])].sort();
        return { ...row, action: 'roles-changed', subjectId: personId, details: { before, after: [...before, role] } };
      }),
    ),
  );
}

async function addPlaces(
  tx: Transaction,
  { at }: Deed,
  steps: AddStep[],
  cohortIdOf: (person: RosterPerson) => string | undefined,
): Promise<void> {
  const places = steps.flatMap(({ personId, person, addsCohort }) => {
    const cohortId = addsCohort ? cohortIdOf(person) : undefined;
    return cohortId ? [{ personId, cohortId, createdAt: at }] : [];
  });
  await insertInParts(places, (part) => tx.insert(cohortMembers).values(part));
}

async function insertInParts<Row>(rows: Row[], insert: (part: Row[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) await insert(rows.slice(from, from + ROWS_AT_ONCE));
}
