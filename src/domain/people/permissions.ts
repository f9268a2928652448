import { assertUnreachable } from '#domain/result';

/** What a person can be in an organisation. `guest` has no account and no organisation: the cookie is all there is. */
export const ROLES = ['guest', 'learner', 'teacher', 'author', 'auditor', 'employer', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking. The middleware makes one for every request. */
export interface Actor {
  /** Id of the person. A new guest has one before there is a row for it. */
  learnerId: string;
  /** Undefined for guests: they code the platform's own cases. */
  organisationId?: string;
  roles: readonly Role[];
}

/** Everything that can be allowed or refused so far, with what it is about. */
export type Request =
  | { action: 'open-attempt'; ownerOrganisationId?: string }
  | { action: 'write-attempt'; personId: string }
  | { action: 'read-result'; personId: string }
  | { action: 'read-releases' }
  | { action: 'install-release' }
  | { action: 'remove-release' }
  | { action: 'read-licensed-text'; organisationId: string };

/**
 * The one place that decides who may do what. A case belongs to the platform (everybody may code it) or to an
 * organisation (its members may); an attempt and its result belong to the person who made it. Releases of code sets are
 * the administrator's.
 */
export function may(actor: Actor, request: Request): boolean {
  switch (request.action) {
    case 'open-attempt':
      return request.ownerOrganisationId === undefined || request.ownerOrganisationId === actor.organisationId;
    case 'write-attempt':
    case 'read-result':
      return request.personId === actor.learnerId;
    case 'read-releases':
    case 'install-release':
    case 'remove-release':
      return actor.roles.includes('administrator');
    // A licence covers the people of the organisation that holds it and nobody else, whatever their role.
    case 'read-licensed-text':
      return request.organisationId !== '' && request.organisationId === actor.organisationId;
    default:
      return assertUnreachable(request);
  }
}
