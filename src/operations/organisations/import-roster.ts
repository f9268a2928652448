import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { consumeLimit } from '#db/queries/limits';
import { importRoster, readRosterWorld } from '#db/queries/roster';
import { invitableRoles } from '#domain/people/invitations';
import { planRoster, type RosterPlan, type RosterRecord } from '#domain/people/roster';
import { inAWhile } from '#operations/accounts/sign-in';
import { deedIn, organisationOf } from '#operations/organisations/deed';
import { invitationMail, makeToken } from '#operations/organisations/invitation-link';
import { readRoster } from '#operations/organisations/read-roster';

/** Roles a roster can give: those of people who learn or are assessed. Staff is invited one by one. */
const ROSTER_ROLES = ['learner', 'candidate'] as const;
const HOUR_MS = 60 * 60 * 1000;
const PER_HOUR = 10;
const DAY_MS = 24 * HOUR_MS;
/** Lines one person imports in a day: a large college’s term, and no use to who wants to write to strangers. */
const LINES_A_DAY = 3000;

export interface RosterOrder {
  text: string;
  /** Days of cohorts that are to be made; undefined when none is. */
  days?: { startsOn: string; endsOn: string };
}

/** A plan and the mark by which it is known again. */
export interface ShownPlan {
  plan: RosterPlan;
  mark: string;
  /** True when there is something to do and nothing to correct. */
  canBeDone: boolean;
}

/** What an import would do, with everything as it is now. Changes nothing. */
export async function dryRun(locals: App.Locals, order: RosterOrder): Promise<ShownPlan> {
  const records = readRoster(order.text);
  if (!records.ok) return shown({ steps: [], newCohorts: [], problem: records.problem }, order);
  const world = await readRosterWorld(locals.db, organisationOf(locals).organisationId, locals.now);
  return shown(planFrom(locals, order, records.value)(world), order);
}

const planFrom =
  (locals: App.Locals, { days }: RosterOrder, records: RosterRecord[]) =>
  (world: Awaited<ReturnType<typeof readRosterWorld>>) => {
    const allowed = invitableRoles(locals.actor, organisationOf(locals).organisationId);
    const roles = ROSTER_ROLES.filter((role) => allowed.includes(role));
    return planRoster(records, world, { roles, makesCohorts: days !== undefined });
  };

function shown(plan: RosterPlan, { days }: RosterOrder): ShownPlan {
  const kinds = new Set(plan.steps.map(({ kind }) => kind));
  return {
    plan,
    mark: markOf([plan, days]),
    canBeDone: !kinds.has('error') && (kinds.has('invite') || kinds.has('add')),
  };
}

const markOf = (shownParts: unknown[]) => createHash('sha256').update(JSON.stringify(shownParts)).digest('base64url');

export type ImportOutcome =
  | { kind: 'done' }
  /** What it would do now is not what was shown. */
  | { kind: 'changed' }
  | { kind: 'refused'; sentence: string };

/** Does what was shown: the plan is made anew from the same text, and has to be the one with that mark. */
export async function doImport(locals: App.Locals, order: RosterOrder, mark: string): Promise<ImportOutcome> {
  const records = readRoster(order.text);
  if (!records.ok) return { kind: 'changed' };
  const late = await waitFor(locals);
  if (late !== undefined)
    return { kind: 'refused', sentence: `You imported ${PER_HOUR} rosters within an hour. Go on ${inAWhile(late)}.` };
  const tooMany = await waitForLines(locals, records.value.length);
  if (tooMany !== undefined)
    return {
      kind: 'refused',
      sentence: `A person imports ${LINES_A_DAY.toLocaleString('en')} lines a day at most. Go on ${inAWhile(tooMany)}.`,
    };
  const make = planFrom(locals, order, records.value);
  const { name: organisation } = organisationOf(locals);
  const isDone = await importRoster(locals.db, deedIn(locals), {
    plan: (world) => {
      const now = shown(make(world), order);
      return now.mark === mark && now.canBeDone ? now.plan : undefined;
    },
    newCohort: (name) => ({
      id: newId(),
      name,
      startsOn: order.days?.startsOn ?? '',
      endsOn: order.days?.endsOn ?? '',
    }),
    invitation: ({ email, name, role, cohort }, cohortId) => {
      const { token, tokenHash } = makeToken();
      const letter = { origin: locals.origin, token, organisation, roles: [role], name, ...(cohort && { cohort }) };
      return {
        id: newId(),
        email,
        roles: [role],
        ...(cohortId && { cohortId }),
        tokenHash,
        mail: invitationMail(letter),
      };
    },
  });
  return { kind: isDone ? 'done' : 'changed' };
}

async function waitFor({ db, actor, now }: App.Locals): Promise<number | undefined> {
  const use = { key: `roster:${actor.personId}`, most: PER_HOUR, windowMs: HOUR_MS, now };
  const { allowed, retryAfter } = await consumeLimit(db, use);
  return allowed ? undefined : (retryAfter ?? 60);
}

async function waitForLines({ db, actor, now }: App.Locals, uses: number): Promise<number | undefined> {
  const use = { key: `roster-lines:${actor.personId}`, most: LINES_A_DAY, windowMs: DAY_MS, now, uses };
  const { allowed, retryAfter } = await consumeLimit(db, use);
  return allowed ? undefined : (retryAfter ?? 60);
}
