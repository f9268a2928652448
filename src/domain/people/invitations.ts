import type { Instant } from '../time.ts';
import { type Actor, may, type Permission } from './permissions.ts';
import { ORGANISATION_ROLES, type OrganisationRole } from './roles.ts';

/** How long a link into an organisation is good: until the millisecond after this, which it no longer is. */
export const INVITATION_LIFETIME_MS = 14 * 24 * 60 * 60 * 1000;

export const INVITATION_STATES = ['pending', 'expired', 'accepted', 'withdrawn'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

/** What was noted of an invitation, as far as its state depends on it. */
export interface InvitationMarks {
  expiresAt: number;
  acceptedAt: number | null;
  withdrawnAt: number | null;
}

/** Where an invitation stands at an instant. */
export function invitationState(
  { expiresAt, acceptedAt, withdrawnAt }: InvitationMarks,
  now: Instant,
): InvitationState {
  if (acceptedAt !== null) return 'accepted';
  if (withdrawnAt !== null) return 'withdrawn';
  return now < expiresAt ? 'pending' : 'expired';
}

const PERMISSION_TO_INVITE: Partial<Record<OrganisationRole, Permission>> = {
  learner: 'invite-learner',
  candidate: 'invite-candidate',
};

/** True for roles that see or change what is others'. Who invites to one answers for it with a right of their own. */
export const isStaffRole = (role: OrganisationRole): boolean => PERMISSION_TO_INVITE[role] === undefined;

/** The roles somebody may give by an invitation into an organisation. */
export const invitableRoles = (actor: Actor, organisationId: string): OrganisationRole[] =>
  ORGANISATION_ROLES.filter((role) => may(actor, PERMISSION_TO_INVITE[role] ?? 'invite-staff', { organisationId }));

/** True when somebody may give every one of these roles. */
export function mayInvite(actor: Actor, roles: readonly OrganisationRole[], organisationId: string): boolean {
  const allowed = invitableRoles(actor, organisationId);
  return roles.every((role) => allowed.includes(role));
}
