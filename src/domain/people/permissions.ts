import type { OrganisationRole } from './roles.ts';

/**
 * Whom a permission can be given to. `self` is the person the subject belongs to; a role counts in the subject's own
 * organisation and nowhere else; the administrator runs the installation and is not above any organisation.
 */
export type Grantee = 'anyone' | 'signed-in' | 'self' | 'administrator' | OrganisationRole;

const EVERY_MEMBER = ['owner', 'instructor', 'assessor', 'author', 'reviewer', 'learner', 'candidate'] as const;

/** Who may do what. This is the whole of it: pages, actions and endpoints ask `may`, and nothing else decides. */
export const PERMISSIONS = {
  'read-public-page': ['anyone'],
  'read-code-book': ['anyone'],
  /** Descriptors under an organisation's own licence: the licence covers its people and nobody else. */
  'read-licensed-text': EVERY_MEMBER,

  'code-platform-case': ['anyone'],
  'write-attempt': ['self'],
  'read-result': ['self'],
  /** Cards, notebook, progress: a page of these shows and changes what is the asker's own, and has no other address. */
  study: ['anyone'],

  /** Signing in and up, asking for a new password: doors are for who is not inside yet. */
  'use-door': ['anyone'],
  'manage-account': ['signed-in'],
  /** What this browser did without an account; the guest's cookie says whose it is. */
  'delete-guest-work': ['anyone'],

  'list-own-organisations': ['signed-in'],
  'found-organisation': ['signed-in'],
  'switch-organisation': ['signed-in'],
  /** Who has the link reads what it invites to, before there is an account. */
  'read-invitation': ['anyone'],
  'accept-invitation': ['signed-in'],
  'see-organisation': EVERY_MEMBER,
  'rename-organisation': ['owner'],
  'leave-organisation': EVERY_MEMBER,
  'list-members': ['owner', 'instructor', 'assessor'],
  /** The page of invitations; what may be given there is asked role by role. */
  'manage-invitations': ['owner', 'instructor', 'assessor'],
  'invite-learner': ['owner', 'instructor'],
  'invite-candidate': ['owner', 'assessor'],
  'invite-staff': ['owner'],
  'import-roster': ['owner', 'instructor'],
  'manage-cohorts': ['owner', 'instructor'],
  'change-roles': ['owner'],
  'remove-member': ['owner'],
  /** Questions an organisation brought along, with their keys: for who makes and looks after questions there. */
  'read-item-drafts': ['owner', 'instructor', 'author', 'reviewer'],
  'change-item-drafts': ['owner', 'instructor', 'author'],
  'read-organisation-audit': ['owner'],
  'export-organisation': ['owner'],
  'set-organisation-retention': ['owner'],
  'delete-organisation': ['owner'],

  'become-administrator': ['anyone'],
  administer: ['administrator'],
  'read-releases': ['administrator'],
  'install-release': ['administrator'],
  'remove-release': ['administrator'],
  /** The platform's bank is the installation's: its questions with keys and figures. */
  'read-item-statistics': ['administrator'],
  'read-outbox': ['administrator'],
  'read-audit-log': ['administrator'],
  'set-retention': ['administrator'],
} as const satisfies Record<string, readonly Grantee[]>;
export type Permission = keyof typeof PERMISSIONS;

/** What a person is in one organisation. */
export interface Membership {
  organisationId: string;
  /** The organisation's part of addresses. */
  slug: string;
  name: string;
  roles: readonly OrganisationRole[];
}

/** Who is asking. The middleware makes one for every request. */
export interface Actor {
  /** Id of the person. A new guest has one before there is a row for it. */
  personId: string;
  /** False for guests: a cookie is all there is. */
  isSignedIn: boolean;
  isAdministrator: boolean;
  memberships: readonly Membership[];
  /** The organisation this browser works in; undefined for the platform's own charts. */
  organisationId?: string;
}

/** What is asked about: whose it is, and of which organisation. Absent where a permission depends on neither. */
export interface Subject {
  personId?: string;
  organisationId?: string;
}

/** True when the table gives `permission` on `subject` to the actor. */
export function may(actor: Actor, permission: Permission, subject: Subject = {}): boolean {
  const grantees: readonly Grantee[] = PERMISSIONS[permission];
  return grantees.some((grantee) => isGrantee(actor, grantee, subject));
}

function isGrantee(actor: Actor, grantee: Grantee, { personId, organisationId }: Subject): boolean {
  switch (grantee) {
    case 'anyone':
      return true;
    case 'signed-in':
      return actor.isSignedIn;
    case 'self':
      return personId !== undefined && personId === actor.personId;
    case 'administrator':
      return actor.isSignedIn && actor.isAdministrator;
    default:
      return rolesIn(actor, organisationId).includes(grantee);
  }
}

/** The roles somebody has in an organisation; none where they are no member. */
export function rolesIn(actor: Actor, organisationId: string | undefined): readonly OrganisationRole[] {
  if (organisationId === undefined || !actor.isSignedIn) return [];
  return actor.memberships.find((membership) => membership.organisationId === organisationId)?.roles ?? [];
}
