import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cohortKey, cohortState } from '#domain/people/cohorts';
import { maskEmail, parseEmail } from '#domain/people/email';
import { INVITATION_LIFETIME_MS, invitableRoles, invitationState, mayInvite } from '#domain/people/invitations';
import type { Actor } from '#domain/people/permissions';
import { inOrder, type OrganisationRole } from '#domain/people/roles';
import { freeSlug, slugOf } from '#domain/people/slug';
import type { Instant, IsoDate } from '#domain/time';

describe('addresses of organisations', () => {
  test.each([
    ['École Ste-Anne & Co.', 'ecole-ste-anne-co'],
    ['  St. Mary’s   Hospital ', 'st-mary-s-hospital'],
    ['病院', 'organisation'],
    ['---', 'organisation'],
    ['A'.repeat(60), 'a'.repeat(40)],
  ])('%s', (name, slug) => expect(slugOf(name)).toBe(slug));

  test('are plain, never empty, and free', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(5), (name, others) => {
        const slug = slugOf(name);
        expect(slug).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
        const taken = new Set([slug, ...Array.from({ length: others }, (_, number) => `${slug}-${number + 2}`)]);
        expect(freeSlug(slug, taken)).toBe(`${slug}-${others + 2}`);
      }),
    );
  });
});

describe('e-mail addresses', () => {
  test('are kept in lower case', () => expect(parseEmail(' Ann@Example.ORG ')).toBe('ann@example.org'));
  test.each(['', 'ann', 'ann@', '@example.org', 'a b@example.org', `${'a'.repeat(250)}@example.org`])(
    '%s is none',
    (text) => expect(parseEmail(text)).toBeUndefined(),
  );
  test('are masked to the first character and the place', () => {
    expect(maskEmail('ann@example.org')).toBe('a…@example.org');
    expect(maskEmail('a@example.org')).toBe('a…@example.org');
  });
});

describe('cohorts', () => {
  const cohort = { startsOn: '2026-09-01', endsOn: '2026-12-18' };
  test.each([
    ['2026-08-31', 'upcoming'],
    ['2026-09-01', 'running'],
    ['2026-12-18', 'running'],
    ['2026-12-19', 'ended'],
  ])('on %s it is %s', (day, state) => expect(cohortState(cohort, day as IsoDate)).toBe(state));
  test('names are the same whatever case and spaces', () =>
    expect(cohortKey(' Spring   2026')).toBe(cohortKey('SPRING 2026')));
});

describe('invitations', () => {
  const sent = { expiresAt: INVITATION_LIFETIME_MS, acceptedAt: null, withdrawnAt: null };
  test('end at the very millisecond', () => {
    expect(invitationState(sent, (INVITATION_LIFETIME_MS - 1) as Instant)).toBe('pending');
    expect(invitationState(sent, INVITATION_LIFETIME_MS as Instant)).toBe('expired');
  });
  test('stay what they became', () => {
    expect(invitationState({ ...sent, acceptedAt: 1 }, INVITATION_LIFETIME_MS as Instant)).toBe('accepted');
    expect(invitationState({ ...sent, withdrawnAt: 1 }, 0 as Instant)).toBe('withdrawn');
  });
  const actor = (...roles: OrganisationRole[]): Actor => ({
    personId: 'ann',
    isSignedIn: true,
    isAdministrator: true,
    memberships: [{ organisationId: 'school', slug: 'school', name: 'School', roles }],
  });
  test('an instructor gives learners, an assessor candidates, an owner all, others none', () => {
    expect(invitableRoles(actor('instructor'), 'school')).toEqual(['learner']);
    expect(invitableRoles(actor('assessor'), 'school')).toEqual(['candidate']);
    expect(invitableRoles(actor('owner'), 'school')).toHaveLength(7);
    expect(invitableRoles(actor('author', 'reviewer', 'learner', 'candidate'), 'school')).toEqual([]);
    expect(invitableRoles(actor('owner'), 'other')).toEqual([]);
  });
  test('every role given has to be allowed', () => {
    expect(mayInvite(actor('instructor'), ['learner', 'candidate'], 'school')).toBe(false);
    expect(mayInvite(actor('instructor', 'assessor'), ['learner', 'candidate'], 'school')).toBe(true);
    expect(mayInvite(actor('instructor'), ['learner', 'owner'], 'school')).toBe(false);
  });
});

test('roles are always named in one order', () => expect(inOrder(['learner', 'owner'])).toEqual(['owner', 'learner']));
