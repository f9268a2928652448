import { describe, expect, test } from 'vitest';
import { type Actor, may, PERMISSIONS, type Permission } from '#domain/people/permissions';
import { ORGANISATION_ROLES, type OrganisationRole } from '#domain/people/roles';

const guest: Actor = { personId: 'gus', isSignedIn: false, isAdministrator: false, memberships: [] };
const account: Actor = { ...guest, personId: 'ann', isSignedIn: true };
const administrator: Actor = { ...account, isAdministrator: true };
const inSchool = (...roles: OrganisationRole[]): Actor => ({
  ...account,
  memberships: [{ organisationId: 'school', slug: 'school', name: 'School', roles }],
});
const names = Object.keys(PERMISSIONS) as Permission[];
const allowedTo = (actor: Actor, organisationId?: string) =>
  names.filter((permission) => may(actor, permission, { ...(organisationId && { organisationId }) }));

describe('who may do what', () => {
  test('a guest reads, codes the platform’s charts, studies and knocks at the doors', () => {
    expect(allowedTo(guest)).toEqual([
      'read-public-page',
      'read-code-book',
      'code-platform-case',
      'study',
      'use-door',
      'delete-guest-work',
      'read-invitation',
      'become-administrator',
    ]);
    expect(allowedTo(guest, 'school')).toEqual(allowedTo(guest));
  });
  test('an account has besides that its own page and may found and join organisations', () => {
    expect(allowedTo(account).filter((permission) => !may(guest, permission))).toEqual([
      'manage-account',
      'list-own-organisations',
      'found-organisation',
      'switch-organisation',
      'accept-invitation',
    ]);
  });
  test('the administrator runs the installation and is not above any organisation', () => {
    const more = allowedTo(administrator, 'school').filter((permission) => !may(account, permission));
    expect(more.every((permission) => (PERMISSIONS[permission] as readonly string[]).join() === 'administrator')).toBe(
      true,
    );
    expect(more).toContain('install-release');
    expect(may(administrator, 'list-members', { organisationId: 'school' })).toBe(false);
    expect(may(administrator, 'read-licensed-text', { organisationId: 'school' })).toBe(false);
  });
  test.each<[OrganisationRole, Permission[]]>([
    ['owner', ['change-roles', 'remove-member', 'invite-staff', 'delete-organisation', 'export-organisation']],
    ['instructor', ['list-members', 'invite-learner', 'import-roster', 'manage-cohorts', 'change-item-drafts']],
    ['assessor', ['list-members', 'invite-candidate']],
    ['author', ['see-organisation', 'leave-organisation', 'read-item-drafts', 'change-item-drafts']],
    ['reviewer', ['see-organisation', 'leave-organisation', 'read-item-drafts']],
    ['learner', ['see-organisation', 'leave-organisation']],
    ['candidate', ['see-organisation', 'leave-organisation', 'read-licensed-text']],
  ])('%s may %j in their own organisation and nothing of it in another', (role, permissions) => {
    for (const permission of permissions) {
      expect(may(inSchool(role), permission, { organisationId: 'school' })).toBe(true);
      expect(may(inSchool(role), permission, { organisationId: 'other' })).toBe(false);
      expect(may(inSchool(role), permission)).toBe(false);
    }
  });
  test('who learns or is assessed sees no brought question, a reviewer changes none, and no role of a school sees the bank', () => {
    const isAllowed = (role: OrganisationRole, permission: Permission) =>
      may(inSchool(role), permission, { organisationId: 'school' });
    const readers = ORGANISATION_ROLES.filter((role) => isAllowed(role, 'read-item-drafts'));
    expect([...readers].sort()).toEqual(['author', 'instructor', 'owner', 'reviewer']);
    expect(isAllowed('reviewer', 'change-item-drafts')).toBe(false);
    expect(ORGANISATION_ROLES.filter((role) => isAllowed(role, 'read-item-statistics'))).toEqual([]);
    expect(may(administrator, 'read-item-statistics')).toBe(true);
    expect(may(administrator, 'read-item-drafts', { organisationId: 'school' })).toBe(false);
  });
  test('only an owner may do what cannot be undone or gives power away', () => {
    const grave = [
      'change-roles',
      'remove-member',
      'invite-staff',
      'export-organisation',
      'delete-organisation',
    ] as const;
    for (const role of ORGANISATION_ROLES)
      for (const permission of grave)
        expect(may(inSchool(role), permission, { organisationId: 'school' })).toBe(role === 'owner');
  });
  test('somebody’s work is theirs alone, whatever anybody’s role', () => {
    for (const permission of ['write-attempt', 'read-result'] as const) {
      expect(may(account, permission, { personId: 'ann' })).toBe(true);
      expect(may(guest, permission, { personId: 'gus' })).toBe(true);
      for (const other of [guest, administrator, inSchool(...ORGANISATION_ROLES)])
        expect(may(other, permission, { personId: 'bob', organisationId: 'school' })).toBe(false);
      expect(may(account, permission)).toBe(false);
    }
  });
  test('roles count only while signed in, and no organisation is not an organisation', () => {
    expect(may({ ...inSchool('owner'), isSignedIn: false }, 'change-roles', { organisationId: 'school' })).toBe(false);
    expect(may({ ...administrator, isSignedIn: false }, 'administer')).toBe(false);
    const nowhere = {
      ...account,
      memberships: [{ organisationId: '', slug: '', name: '', roles: ORGANISATION_ROLES }],
    };
    expect(may(nowhere, 'read-licensed-text', {})).toBe(false);
  });
});
