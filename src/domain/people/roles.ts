/** What a person can be in an organisation; several at once, and others elsewhere. */
export const ORGANISATION_ROLES = [
  'owner',
  'instructor',
  'assessor',
  'author',
  'reviewer',
  'learner',
  'candidate',
] as const;
export type OrganisationRole = (typeof ORGANISATION_ROLES)[number];

/** Roles in the order they are always named in. */
export const inOrder = (roles: readonly OrganisationRole[]): OrganisationRole[] =>
  ORGANISATION_ROLES.filter((role) => roles.includes(role));

/** A sentence for each role, as people read it where roles are given. */
export const ROLE_MEANINGS: Record<OrganisationRole, string> = {
  owner: 'Runs the organisation: members, roles, data, retention.',
  instructor: 'Teaches: invites learners, runs cohorts, answers for grades.',
  assessor: 'Hires: invites candidates to sealed assessments and reads their reports.',
  author: 'Writes charts and answer keys.',
  reviewer: 'Codes charts a second time, blind, before they are published.',
  learner: 'Learns and codes charts.',
  candidate: 'Sits assessments for an employer.',
};
