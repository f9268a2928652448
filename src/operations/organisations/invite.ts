import { v7 as newId } from 'uuid';
import { findCohort } from '#db/queries/cohorts';
import { findOffer } from '#db/queries/invitations';
import { consumeLimit } from '#db/queries/limits';
import { renewInvitation, sendInvitation, withdrawInvitation } from '#db/queries/send-invitations';
import { mayInvite } from '#domain/people/invitations';
import { may } from '#domain/people/permissions';
import type { OrganisationRole } from '#domain/people/roles';
import { accountMark, inAWhile } from '#operations/accounts/sign-in';
import type { FieldErrors } from '#operations/form-fields';
import { deedIn, organisationOf } from '#operations/organisations/deed';
import { invitationMail, makeToken } from '#operations/organisations/invitation-link';

const HOUR_MS = 60 * 60 * 1000;
const PER_HOUR = 60;

export type InviteOutcome =
  | { kind: 'done' }
  /** `errors` by field; `''` for the form as a whole. */
  | { kind: 'refused'; status: 400 | 403 | 404 | 409 | 429; errors: FieldErrors };

const refused = (status: 400 | 403 | 404 | 409 | 429, field: string, sentence: string): InviteOutcome => ({
  kind: 'refused',
  status,
  errors: { [field]: sentence },
});

export interface Invitee {
  email: string;
  roles: OrganisationRole[];
  /** Id, or empty for none. */
  cohort: string;
}

/** Invitations to one address in an hour, whoever sends them: nobody's mailbox is filled from here. */
const PER_ADDRESS = 10;

/** Invites an address into the organisation the page is of. Whoever asks needs the right for every role they give. */
export async function invite(locals: App.Locals, { email, roles, cohort: cohortId }: Invitee): Promise<InviteOutcome> {
  const { organisationId, name: organisation } = organisationOf(locals);
  if (!mayInvite(locals.actor, roles, organisationId))
    return refused(403, 'roles', 'You may not give one of these roles. An owner may.');
  if (cohortId && !may(locals.actor, 'manage-cohorts', { organisationId }))
    return refused(403, 'cohort', 'You may not put people into cohorts. An instructor may.');
  const cohort = cohortId ? await findCohort(locals.db, organisationId, cohortId) : undefined;
  if (cohortId && !cohort) return refused(400, 'cohort', NO_COHORT);
  const late = await isTooMany(locals, email);
  if (late) return late;
  const { token, tokenHash } = makeToken();
  const letter = { origin: locals.origin, token, organisation, roles, ...(cohort && { cohort: cohort.name }) };
  const outcome = await sendInvitation(locals.db, deedIn(locals), {
    id: newId(),
    email,
    roles,
    ...(cohort && { cohortId: cohort.id }),
    tokenHash,
    mail: invitationMail(letter),
  });
  switch (outcome) {
    case 'sent':
      return { kind: 'done' };
    case 'member':
      return refused(409, 'email', 'Whoever has this address is a member with these roles already.');
    case 'invited':
      return refused(
        409,
        'email',
        'An invitation with these roles is on its way to this address. Send it again below.',
      );
    case 'no-cohort':
      return refused(400, 'cohort', NO_COHORT);
  }
}

const NO_COHORT = 'This cohort is not here any more. Choose another one.';
const NOT_OPEN = 'This invitation was used or taken back meanwhile. Nothing was changed.';

/** Takes an invitation back. */
export async function withdraw(locals: App.Locals, id: string): Promise<InviteOutcome> {
  const offer = await answerableOffer(locals, id);
  if ('kind' in offer) return offer;
  return (await withdrawInvitation(locals.db, deedIn(locals), id)) ? { kind: 'done' } : refused(409, '', NOT_OPEN);
}

/** Sends an invitation again, with a new link and fourteen more days. */
export async function sendAgain(locals: App.Locals, id: string): Promise<InviteOutcome> {
  const offer = await answerableOffer(locals, id);
  if ('kind' in offer) return offer;
  const late = await isTooMany(locals, offer.email);
  if (late) return late;
  const { token, tokenHash } = makeToken();
  const { name: organisation } = organisationOf(locals);
  const mail = invitationMail({ origin: locals.origin, token, organisation, roles: offer.roles });
  const isSent = await renewInvitation(locals.db, deedIn(locals), { id, tokenHash, mail });
  return isSent ? { kind: 'done' } : refused(409, '', NOT_OPEN);
}

/** An invitation of this organisation, for who may give all of its roles. */
async function answerableOffer(
  locals: App.Locals,
  id: string,
): Promise<{ email: string; roles: OrganisationRole[] } | Extract<InviteOutcome, { kind: 'refused' }>> {
  const { organisationId } = organisationOf(locals);
  const offer = await findOffer(locals.db, organisationId, id);
  if (!offer) return { kind: 'refused', status: 404, errors: { '': 'There is no such invitation here.' } };
  if (mayInvite(locals.actor, offer.roles, organisationId)) return offer;
  return { kind: 'refused', status: 403, errors: { '': 'You may not give one of its roles. An owner may.' } };
}

async function isTooMany({ db, actor, now }: App.Locals, email: string): Promise<InviteOutcome | undefined> {
  const window = { windowMs: HOUR_MS, now };
  const own = await consumeLimit(db, { key: `invite:${actor.personId}`, most: PER_HOUR, ...window });
  if (!own.allowed)
    return refused(
      429,
      '',
      `You sent ${PER_HOUR} invitations within an hour. Go on ${inAWhile(own.retryAfter ?? 60)}, or use the roster.`,
    );
  const theirs = await consumeLimit(db, { key: `invited:${accountMark(email)}`, most: PER_ADDRESS, ...window });
  if (theirs.allowed) return undefined;
  return refused(429, '', `Too many invitations went to this address. Try again ${inAWhile(theirs.retryAfter ?? 60)}.`);
}
